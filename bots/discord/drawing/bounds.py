"""Whether our own short texts fit where Discord puts them, in every locale and in the worst case; asked at start."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import babel

from bots.dialogue.cards import Argument, Line
from bots.discord.drawing.limits import BUTTON, COMMAND, FIELD, HINT, MENU, PLACEHOLDER, THREAD, TITLE
from bots.text.direction import unisolated
from bots.text.locale import Texts, language_name
from bots.text.markup import utf16_units

NUMBER = 99_999
_NAME = "M" * 32  # the longest that Discord lets people call themselves
WORDS: dict[str, Argument] = {
    "count": NUMBER,
    "letter": "M",
    "minutes": NUMBER,
    "name": _NAME,
    "number": NUMBER,
}
LANGUAGES, LINES = ("language", "guess"), ("choice", "kind", "label")  # what else such texts take


@dataclass(frozen=True)
class Bound:
    """Texts that stand in the same kind of place: those whose id begins so, but for those that end so."""

    limit: int
    beginnings: tuple[str, ...]
    but: tuple[str, ...] = ()

    def holds(self, id: str) -> bool:
        """Whether a text stands there."""
        return id.startswith(self.beginnings) and not id.endswith(self.but)


LABEL = Bound(FIELD, ("label-",), ("-help", "-example", "-about"))  # of a field, of a flag, and on a report's button
BOUNDS = (
    LABEL,
    Bound(BUTTON, ("button-", "kind-", "reason-", "scale-", "none-of-these")),
    Bound(BUTTON, ("number", "language"), ("-how", "-item", "-last", "-set", "-unclear", "languages")),
    Bound(TITLE, ("form-",)),
    Bound(FIELD, ("field-", "discord-part"), ("-why",)),
    Bound(HINT, ("discord-part-why", "discord-scale")),
    Bound(PLACEHOLDER, ("discord-choose",)),
    Bound(COMMAND, ("command-", "option-")),
    Bound(MENU, ("menu-",)),
    Bound(THREAD, ("discord-thread-name",)),
)


def check_texts(texts: Texts) -> list[str]:
    """What doesn't fit, one sentence each; the bot does not start with any."""
    return [problem for locale in texts.locales() for problem in _problems(texts, locale)]


def _problems(texts: Texts, locale: str) -> Iterator[str]:
    ids = texts.ids()
    lines, languages = _worst_lines(texts, locale, ids), dict.fromkeys(LANGUAGES, longest_language(locale))
    for bound in BOUNDS:
        for id in filter(bound.holds, ids):
            words = _words(texts, locale, Line(id, WORDS, lines, languages))
            if (length := utf16_units(words)) > bound.limit:
                yield f"{locale}: {id} may have {bound.limit} characters and can have {length}: {words}"


def _worst_lines(texts: Texts, locale: str, ids: Sequence[str]) -> dict[str, Line]:
    """For each place that takes a text of ours, the longest one that comes there."""
    language = Line("language", languages={"language": longest_language(locale)})
    labels = [Line(id) for id in ids if LABEL.holds(id)]
    fields = [Line(id) for id in ids if id.startswith("field-")]
    kinds = [Line(id) for id in ids if id.startswith("kind-")]
    those = {"choice": [*labels, language], "kind": kinds, "label": fields}
    return {name: max(those[name], key=lambda line: utf16_units(_words(texts, locale, line))) for name in LINES}


def _words(texts: Texts, locale: str, line: Line) -> str:
    return unisolated(texts.format(line, locale))


@lru_cache
def longest_language(locale: str) -> str:
    """The language with the longest name in a locale; with a country behind it a name can be longer, and is cut."""
    tags = [str(tag).replace("_", "-") for tag in babel.Locale.parse(locale, sep="-").languages]
    return max(tags, key=lambda tag: utf16_units(language_name(tag, locale)))
