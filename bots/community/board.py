"""The work board as a card: what is wanted in a community, language by language, and a button for a task."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from bots.dialogue.buttons import button
from bots.dialogue.cards import Card, Line, Style
from bots.dialogue.community import Community
from core.domain.task import Family, Kind

Wanted = Mapping[str, Mapping[str, int]]
"""Units by language and kind."""

LANGUAGES = 12  # that are named, those with the most to do; more would be a table that nobody reads
STEPS = tuple(step * 10**power for power in range(1, 7) for step in (1, 2, 5))

_FAMILIES = {Family.WRITE: "board-texts", Family.REVIEW: "board-reviews", Family.RANK: "board-rankings"}
_LINES = {1: "board-one", 2: "board-two", 3: "board-three"}
_PLACES = ("first", "second", "third")


def card(community: Community, wanted: Wanted) -> Card:
    """The board of a community."""
    parts = (Line("board"), *_told(community, wanted))
    rows = () if community.paused else ((button("board", style=Style.MAIN),),)
    return Card("board", parts, rows)


def closed() -> Card:
    """What is left where a board was moved away from."""
    return Card("board", (Line("board-closed"),))


def rounded(count: int) -> int:
    """The last of 10, 20, 50, 100, 200, 500… that a count reaches; 0, that is “a few”, below.

    So the text of a board changes a few times while hundreds of answers come, not with every one.
    """
    return max((step for step in STEPS if step <= count), default=0)


def _told(community: Community, wanted: Wanted) -> tuple[Line, ...]:
    if community.paused:
        return (Line("board-paused"),)
    counts = {lang: counted for lang in _languages(community, wanted) if (counted := _count(community, wanted[lang]))}
    if not counts:
        return (Line("board-nothing"),)
    named = _busiest(counts)
    lines = [_line(lang, counts[lang]) for lang in named]
    if others := len(counts) - len(named):
        lines.append(Line("board-others", {"count": others}))
    return (Line("board-wanted"), *lines)


def _languages(community: Community, wanted: Wanted) -> list[str]:
    return [lang for lang in community.languages or sorted(wanted) if lang in wanted]


def _count(community: Community, kinds: Mapping[str, int]) -> Counter[Family]:
    """How much there is of each family, where there is anything."""
    here = community.kinds or tuple(Kind)
    counted = Counter[Family]()
    for kind in here:
        if units := kinds.get(kind, 0):
            counted[kind.family] += units
    return counted


def _busiest(counts: Mapping[str, Counter[Family]]) -> list[str]:
    """The languages with the most to do, in the order they came in."""
    weight = {lang: sum(map(rounded, counted.values())) for lang, counted in counts.items()}
    most = set(sorted(counts, key=lambda lang: -weight[lang])[:LANGUAGES])
    return [lang for lang in counts if lang in most]


def _line(lang: str, counted: Counter[Family]) -> Line:
    told = [Line(id, {"least": rounded(counted[family])}) for family, id in _FAMILIES.items() if counted[family]]
    line = Line(_LINES[len(told)], languages={"language": lang})
    return replace(line, lines=dict(zip(_PLACES, told, strict=False)))
