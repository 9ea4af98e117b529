"""A button that was pressed: whose it is, and what it carries."""

from dataclasses import dataclass

from bots.text.buttons import read


@dataclass(frozen=True)
class Press:
    """What a token said; `public` ones stand on the cards of a community, for everybody."""

    action: str
    version: int
    argument: str
    public: bool = False


def read_press(secret: bytes, user_id: int, community_id: int | str | None, token: str) -> Press | None:
    """A token that this person may press here; None for anybody else's, and for what we never signed."""
    if (own := read(secret, str(user_id), token)) is not None:
        return Press(*own)
    if community_id is None or (shared := read(secret, community_owner(community_id), token)) is None:
        return None
    return Press(*shared, public=True)


def community_owner(community_id: int | str) -> str:
    """Whom the buttons of a community's cards belong to."""
    return f"community:{community_id}"
