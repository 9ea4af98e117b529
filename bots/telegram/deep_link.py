"""What a link into the private chat carries: `t.me/<bot>?start=…`, one alphabet of base64url, 64 characters."""

import re
from dataclasses import dataclass

_FIT = re.compile(r"[A-Za-z0-9_-]{0,64}")
_COMMAND = re.compile(r"[a-z]+")
_ALONE = "start"  # what shows the present card, and does nothing
_AT_ONCE = frozenset({"answer", "skip", "undo"})  # what takes effect at once: nobody may be sent to do that unawares
_FIELDS = {"l-": "language", "t-": "campaign"}  # no word of ours has a dash at its second place
_GROUPS = {"c-": "-100", "g-": "-"}  # how the number of a supergroup begins, and of any other group


@dataclass(frozen=True)
class DeepLink:
    """A command with its words; the community that sent the person, a language, and the name of a campaign."""

    command: str = "work"
    words: tuple[str, ...] = ()
    community: str = ""
    language: str = ""
    campaign: str = ""

    @property
    def argument(self) -> str:
        """What stands behind the command."""
        return " ".join(part for part in (*self.words, self.language) if part)

    def payload(self) -> str:
        """The payload of the link; ValueError for what doesn't fit into one."""
        named = [f"{mark}{value}" for mark, field in _FIELDS.items() if (value := getattr(self, field))]
        payload = "_".join([self.command, *self.words, *_shortened(self.community), *named])
        if not _FIT.fullmatch(payload):
            raise ValueError(f"a link into the chat can't carry {payload!r}")
        return payload

    def address(self, username: str) -> str:
        """The link itself."""
        return f"https://t.me/{username}?start={self.payload()}"


def read_payload(payload: str) -> DeepLink | None:
    """What a link carried; None for what we never wrote. Links come from strangers, and do nothing by themselves."""
    command, *parts = payload.split("_")
    if not (_FIT.fullmatch(payload) and _COMMAND.fullmatch(command)):
        return None
    marked = {part[:2]: part[2:] for part in parts if part[1:2] == "-"}
    fields = {_FIELDS[mark]: value for mark, value in marked.items() if mark in _FIELDS}
    groups = [_GROUPS[mark] + value for mark, value in marked.items() if mark in _GROUPS and value.isdecimal()]
    words = tuple(part for part in parts if part[1:2] != "-")
    community = groups[0] if groups else ""
    return DeepLink(_ALONE, (), community) if command in _AT_ONCE else DeepLink(command, words, community, **fields)


def _shortened(community: str) -> list[str]:
    for mark, beginning in _GROUPS.items():
        if community.removeprefix(beginning).isdecimal() and community.startswith(beginning):
            return [mark + community.removeprefix(beginning)]
    return []
