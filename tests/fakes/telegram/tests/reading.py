"""Reading HTML as a message's text."""

from tests.fakes.telegram import texts
from tests.fakes.telegram.refusals import Payload
from tests.fakes.telegram.world import World


def read(html: str) -> tuple[str, list[Payload]]:
    """The text and the entities of a message in HTML."""
    return texts.from_bot(World(), html, {"parse_mode": "HTML"})
