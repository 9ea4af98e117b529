"""The cases of one round: those that wait, and those that have a card already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bots.community import notice
from bots.community.face import digest
from bots.dialogue.cards import Card
from bots.text.locale import Texts
from core.domain.case import Case
from core.link.link import Link
from core.link.requests import CasesOf, OpenCases

PORTION = 100  # cases that are asked for at once


@dataclass(frozen=True)
class Docket:
    """`open` are those that no moderator has seen to, the oldest first, `limited` if there may be more of them."""

    open: tuple[Case, ...]
    by_message: Mapping[str, Case]
    limited: bool
    _faces: dict[tuple[str, str], str] = field(default_factory=dict)  # many channels show the same cases

    def undecided(self, message_id: str) -> bool:
        """Whether somebody still has to see to it."""
        return message_id in self.by_message and not self.by_message[message_id].settled

    def card(self, message_id: str) -> Card:
        """What shows this case."""
        case = self.by_message.get(message_id)
        return notice.vanished() if case is None else notice.card(case)

    def face(self, message_id: str, locale: str, texts: Texts) -> str:
        """The digest of that card for readers of a locale."""
        key = message_id, locale
        if key not in self._faces:
            self._faces[key] = digest(self.card(message_id), locale, texts)
        return self._faces[key]


NOTHING = Docket((), {}, limited=False)
"""Where nobody is to see any case."""


async def fetch(link: Link, shown: Iterable[str]) -> Docket:
    """What waits, and how it stands with the cases about messages that have a card."""
    waiting = await link.send(OpenCases(PORTION))
    found = {case.message_id: case for case in waiting}
    others = sorted(set(shown) - found.keys())
    for at in range(0, len(others), PORTION):
        cases = await link.send(CasesOf(tuple(others[at : at + PORTION])))
        found |= {case.message_id: case for case in cases}
    return Docket(waiting, found, len(waiting) == PORTION)
