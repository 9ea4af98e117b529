"""Whatever people write: every message keeps within Telegram's bounds, and every character of theirs is there."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bots.dialogue.cards import Card, Quote
from bots.telegram.drawing import Reader, draw
from bots.text.locale import LOCALES, Texts
from core.domain.policy import Policy
from tests.bots.discord.drawing import scenes
from tests.bots.discord.drawing.scenes import SCENES, Scene, cards
from tests.bots.telegram.drawing.checking import BLOCKS, check, is_within, read, squeezed
from tests.bots.telegram.drawing.test_escape import HOSTILE

LONGEST = Policy().max_text_length
READERS = [Reader(Texts(), tag, b"s" * 32, "42") for tag in sorted(path.name for path in LOCALES.iterdir())]
BRICKS = [
    *HOSTILE, "A sentence with some words in it. ", "A paragraph of its own.\n\n", "```python\n", "x = a_b[0]\n",
    "長い文章です。", "שלום עולם, מה שלומך?\n", "مرحبا بالعالم. ", "é" * 30, "-" * 50, "word" * 40, "👨‍👩‍👧",
    "a" + "\u0301" * 500, "@ada_99 " * 30, "```\nx\n```\n" * 20,
]  # fmt: skip
PIECES = st.lists(st.sampled_from(BRICKS) | st.text(max_size=5), min_size=1, max_size=12).map("".join)
LONG = st.tuples(PIECES, st.sampled_from([1, 1, 3, 20, 100])).map(lambda pair: (pair[0] * pair[1])[:LONGEST])
SOME = st.lists(LONG.filter(lambda text: bool(text.strip())), min_size=1, max_size=4)


def quoted(its_cards: tuple[Card, ...]) -> list[str]:
    return [part.text for card in its_cards for part in card.parts if isinstance(part, Quote)]


def look(its_cards: tuple[Card, ...], reader: Reader, *, in_group: bool = False) -> None:
    """All messages of some cards are as they must be."""
    drawn = draw(its_cards, reader, in_group=in_group)
    for message in drawn:
        check(message)
    shown = [text for message in drawn for text in read(message).marked(*BLOCKS, "pre")]
    assert is_within(squeezed(*quoted(its_cards)), squeezed(*shown))
    assert all(not message.rows for message in drawn[: -2 if in_group else -1])


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(some=SOME, reader=st.sampled_from(READERS), apart=st.booleans(), in_group=st.booleans())
def test_every_scene_fits_and_loses_nothing(
    scene: Scene, some: list[str], reader: Reader, apart: bool, in_group: bool
) -> None:
    its_cards = cards(scene, some)
    for shown in [(card,) for card in its_cards] if apart else [its_cards]:
        look(shown, reader, in_group=in_group)


WORST = [
    "A sentence with some words in it. " * 300,
    "x" * LONGEST,
    "😀" * LONGEST,
    "<" * LONGEST,
    "\t" + "a\t" * 5000,
    "שלום עולם.\n" * (LONGEST // 11),
    "```python\n" + "x = a_b[0] * 2\n" * 600 + "```",
    ("```\ncode\n```\n\nA paragraph.\n\n" * 400)[:LONGEST],
    ("a" + "\u0301" * 4999) * 2,
    ("a" + "\u030a" * 99) * 90,
    "a" + " \n" * 4000 + "b",
    ("~~~\n" + "y\n" * 4000 + "~~~\n")[:LONGEST],
    ("@ada_99 /stop " * LONGEST)[:LONGEST],
]


@pytest.mark.parametrize("text", WORST, ids=range(len(WORST)))
@pytest.mark.parametrize(
    "scene", [scenes.review, scenes.flagged_review, scenes.extra], ids=lambda scene: scene.__name__
)
def test_four_of_the_longest_texts_fit(scene: Scene, text: str) -> None:
    look(cards(scene, [text] * 4), READERS[0])


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_twenty_of_the_longest_texts_fit(scene: Scene) -> None:
    look(cards(scene, [WORST[0], WORST[7]]), READERS[0])


@pytest.mark.parametrize("length", [1, 1999, 4000, 4094, 4095, 4096, 4097, 8192, 9999, 20_000])
def test_texts_at_the_bounds_fit(length: int) -> None:
    for text in ("x" * length, ("word " * length)[:length], "&" * length, "😀" * (length // 2)):
        if text.strip():
            look((Card("task", (Quote(text.strip()),)),), READERS[0])
