"""Commands as people write them: `/work review de`, or `/work@bot` in a group."""

import re

from bots.dialogue.events import Commanded
from bots.telegram.deep_link import DeepLink, read_payload

_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.DOTALL)


def command(text: str, username: str) -> Commanded | None:
    """The command in a message; None where there is none, or where it is another bot's."""
    found = _COMMAND.fullmatch(text.strip())
    if found is None or (found["bot"] or username).lower() != username.lower():
        return None
    return Commanded(found["name"].lower(), (found["rest"] or "").strip())


def followed_link(said: Commanded) -> DeepLink | None:
    """The link by which somebody came, if that is how they came."""
    return read_payload(said.argument) if said.name == "start" and said.argument else None
