"""A card has another face when it reads otherwise, and only then."""

from dataclasses import replace

import pytest

from bots.community.face import digest
from bots.dialogue.buttons import button
from bots.dialogue.cards import Card, Line, Quote
from bots.text.locale import Texts

CARD = Card(
    "board", (Line("board-others", {"count": 2}), Quote("hi", label=Line("notice-reason"))), ((button("board"),),)
)
TEXTS = Texts()


@pytest.mark.parametrize(
    "other",
    [
        replace(CARD, parts=(Line("board-others", {"count": 3}), CARD.parts[1])),
        replace(CARD, parts=(CARD.parts[0], Quote("ho", label=Line("notice-reason")))),
        replace(CARD, parts=(CARD.parts[0], Quote("hi", label=Line("notice-reason"), flagged=True))),
        replace(CARD, parts=(CARD.parts[0], Quote("hi"))),
        replace(CARD, rows=()),
        replace(CARD, rows=((button("board", "7"),),)),
    ],
)
def test_what_reads_otherwise_has_another_face(other: Card) -> None:
    assert digest(other, "en", TEXTS) != digest(CARD, "en", TEXTS)


def test_what_reads_the_same_has_the_same_face() -> None:
    assert digest(replace(CARD, version=5, since=5), "en", TEXTS) == digest(CARD, "en", TEXTS)
    assert digest(CARD, "", TEXTS) == digest(CARD, "en", TEXTS) != digest(CARD, "de", TEXTS)
