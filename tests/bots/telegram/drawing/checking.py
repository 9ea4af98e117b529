"""What Telegram makes of a message: its HTML read, its text cleaned, its entities held against what each may hold."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from bots.telegram.drawing import Drawn
from bots.text.direction import undirected
from bots.text.markup import plain
from tests.fakes.telegram import keyboards, markup
from tests.fakes.telegram.units import part, units

LONGEST, MOST_ENTITIES = 4096, 100
TAKEN = re.compile("[\0-\x09\x0b-\x1f\u2028-\u202e\u030a\u0333\u033f]")  # removed, or made a space of
BLOCKS = ("blockquote", "expandable_blockquote")
CODE = ("code", "pre")
FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[ \t]*[\w+#.-]*[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Read:
    """A message as it arrives: its text, and what is marked in it."""

    text: str
    entities: list[dict[str, Any]]

    def marked(self, *kinds: str) -> list[str]:
        """The pieces of text that are marked so."""
        return [part(self.text, one["offset"], one["length"]) for one in self.entities if one["type"] in kinds]


def read(drawn: Drawn) -> Read:
    return Read(*markup.parse(drawn.html))


def check(drawn: Drawn) -> None:
    """A message that Telegram takes, and of which it takes nothing away."""
    message = read(drawn)
    assert 0 < units(message.text) <= LONGEST
    assert not TAKEN.search(message.text)
    assert not message.text[0].isspace()
    assert any(unicodedata.category(sign)[0] not in "ZC" for sign in message.text)
    assert len(message.entities) <= MOST_ENTITIES
    for one in message.entities:
        assert part(message.text, one["offset"], one["length"]).strip()
    for number, one in enumerate(message.entities):
        for other in message.entities[number + 1 :]:
            _check_pair(one, other)
    assert drawn.keyboard is None or keyboards.checked(drawn.keyboard.to_dict())
    assert all(0 < units(shown.label) <= 64 for shown in drawn.buttons)
    assert not (drawn.rows and drawn.force_reply)


def _check_pair(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Two entities, the first of which begins no later: apart, or one within the other that may hold it."""
    if other["offset"] >= one["offset"] + one["length"]:
        return
    assert other["offset"] + other["length"] <= one["offset"] + one["length"]
    assert one["type"] not in CODE
    assert not (one["type"] in BLOCKS and other["type"] in (*BLOCKS, "pre"))
    assert not (one["type"] == "spoiler" and other["type"] in CODE)


def squeezed(*texts: str) -> str:
    """Texts without white space and fences, however their letters are put together."""
    composed = (unicodedata.normalize("NFC", undirected(plain(text))) for text in texts)
    bare = "".join("".join(FENCE.sub("", text).split()) for text in composed).replace("\u2060", "")
    named = re.sub(r"‹U\+(03(?:0A|33|3F))›", lambda found: chr(int(found[1], 16)), bare)
    return unicodedata.normalize("NFD", named)


def is_within(inner: str, outer: str) -> bool:
    """Whether all characters stand there in their order, with others between them."""
    rest = iter(outer)
    return all(character in rest for character in inner)
