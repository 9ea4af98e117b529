"""What people send that is neither a text nor a document."""

from secrets import token_urlsafe

from tests.fakes.telegram.refusals import Payload


def of(kind: str) -> Payload:
    """The field of a message with a photo, a sticker, a voice note or a place."""
    if kind == "photo":
        sizes = ((90, 68), (800, 600))
        return {"photo": [{**_file(), "width": width, "height": height} for width, height in sizes]}
    if kind == "sticker":
        size = {"width": 512, "height": 512}
        return {"sticker": {**_file(), **size, "type": "regular", "is_animated": False, "is_video": False}}
    if kind == "voice":
        return {"voice": {**_file(), "duration": 3}}
    if kind == "location":
        return {"location": {"latitude": 52.5, "longitude": 13.4}}
    raise ValueError(f"people here send no {kind}")


def _file() -> Payload:
    return {"file_id": token_urlsafe(30), "file_unique_id": token_urlsafe(9)}
