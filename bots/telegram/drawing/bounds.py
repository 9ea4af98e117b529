"""Whether our own short texts fit where Telegram puts them, in every locale and in the worst case; asked at start."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bots.dialogue.cards import Argument, Line
from bots.dialogue.languages import OFFERED
from bots.telegram.drawing.keyboard import columns
from bots.telegram.drawing.limits import ALERT, COLUMNS, COMMAND, DESCRIPTION, SHORT
from bots.telegram.drawing.reader import Reader
from bots.text.locale import Texts, language_name, own_name
from bots.text.markup import utf16_units

NUMBER = 99_999
WORDS: dict[str, Argument] = {"count": NUMBER, "letter": "M", "minutes": NUMBER, "number": NUMBER}
LANGUAGES, LINES = ("language",), ("choice", "kind", "label", "reason")  # what else such texts take


@dataclass(frozen=True)
class Bound:
    """Texts that stand in the same kind of place: those whose id begins so, but for those that end so."""

    limit: int
    beginnings: tuple[str, ...]
    but: tuple[str, ...] = ()
    measure: Callable[[str], int] = utf16_units

    def holds(self, id: str) -> bool:
        """Whether a text stands there."""
        return id.startswith(self.beginnings) and not id.endswith(self.but)


_WIDEST = COLUMNS[0]
LABEL = Bound(_WIDEST, ("label-",), ("-help", "-example", "-about"), columns)
BOUNDS = (
    LABEL,
    Bound(_WIDEST, ("button-", "kind-", "reason-", "scale-", "none-of-these"), measure=columns),
    Bound(_WIDEST, ("telegram-equal", "telegram-kind-", "telegram-skipped-because"), measure=columns),
    Bound(
        _WIDEST, ("number", "language"), ("-how", "-item", "-last", "-set", "-unclear", "languages"), measure=columns
    ),
    Bound(COMMAND, ("command-", "telegram-command-")),
    Bound(DESCRIPTION, ("telegram-description",)),
    Bound(SHORT, ("telegram-short",)),
    Bound(ALERT, ("telegram-not-yours",)),
)


def check_texts(texts: Texts) -> list[str]:
    """What doesn't fit, one sentence each; the bot does not start with any."""
    return [problem for locale in texts.locales() for problem in _problems(Reader(texts, locale, b"", ""))]


def _problems(reader: Reader) -> Iterator[str]:
    ids = reader.texts.ids()
    lines = _worst_lines(reader, ids)
    languages = [dict.fromkeys(LANGUAGES, tag) for tag in (longest_language(reader.locale), longest_own_name())]
    for bound in BOUNDS:
        for id in filter(bound.holds, ids):
            words = max((reader.short(Line(id, WORDS, lines, named)) for named in languages), key=bound.measure)
            if (length := bound.measure(words)) > bound.limit:
                yield f"{reader.locale}: {id} may have {bound.limit} characters and can have {length}: {words}"


def _worst_lines(reader: Reader, ids: Sequence[str]) -> dict[str, Line]:
    """For each place that takes a text of ours, the longest one that comes there."""
    labels = [Line(id) for id in ids if LABEL.holds(id)]
    kinds = [Line(id) for id in ids if id.startswith("kind-")]
    in_short = [Line(id) for id in ids if id.startswith("telegram-kind-")]
    reasons = [Line(id) for id in ids if id.startswith("reason-")]
    those = {
        "choice": [*labels, *kinds, Line("language", languages={"language": longest_own_name()})],
        "kind": in_short,
        "label": labels,
        "reason": reasons,
    }
    return {name: max(those[name], key=lambda line: columns(reader.short(line))) for name in LINES}


@lru_cache
def longest_own_name() -> str:
    """The language that is called longest by those who speak it."""
    return max(OFFERED, key=lambda tag: columns(own_name(tag)))


@lru_cache
def longest_language(locale: str) -> str:
    """The language with the longest name among those offered to all; whoever names others sees more of them cut."""
    return max(OFFERED, key=lambda tag: columns(language_name(tag, locale)))
