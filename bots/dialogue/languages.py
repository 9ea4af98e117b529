"""The languages to work in, a list of their own; and the language of the interface."""

import re

from bots.dialogue.asides import ChoosingLanguages, ChoosingLocale
from bots.dialogue.buttons import button, rows, ticked
from bots.dialogue.cards import Button, Card, Line, Style
from bots.dialogue.move import Context
from bots.dialogue.steps import Pending
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain.person import Person
from core.link.requests import SetLanguages

# Offered as buttons, by speakers among contributors of open collections; any other can be named by its tag.
OFFERED = (
    "en", "es", "zh", "ru", "de", "fr", "pt", "it", "th", "uk",
    "ja", "pl", "ar", "hi", "tr", "vi", "id", "ko", "ca", "hu",
)  # fmt: skip
_MOST = 24  # buttons for languages on one card, unless more are ticked
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


def guess(context: Context) -> str:
    """The language to begin with: the platform's, or the community's first where it is another that is wanted."""
    native, wanted = _first_part(context.locale), wanted_here(context)
    return next((lang for lang in wanted if _first_part(lang) == native), wanted[0] if wanted else native)


def _first_part(tag: str) -> str:
    """The language of a locale or a tag, without its region."""
    found = tags(re.split(r"[-_]", tag)[0])
    return found[0] if found else "en"


def wanted_here(context: Context) -> tuple[str, ...]:
    """The languages that the community names."""
    return context.community.languages if context.community else ()


def tags(text: str) -> tuple[str, ...]:
    """The language tags in a line such as `de, en`; empty where one of them is none."""
    named = [part for part in re.split(r"[\s,;]+", text.lower().replace("_", "-")) if part]
    return tuple(dict.fromkeys(named)) if all(_TAG.fullmatch(part) for part in named) else ()


def toggled(chosen: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """The list with a language put in or taken out; the last one stays."""
    if lang not in chosen:
        return (*chosen, lang)
    return tuple(other for other in chosen if other != lang) or chosen


def tick_one(turn: Turn, chosen: tuple[str, ...], lang: str) -> tuple[Turn, tuple[str, ...]]:
    """The list after a press, and a word where it can't be taken back."""
    after = toggled(chosen, lang)
    return (turn.note("languages-last") if after == chosen else turn), after


def choices(chosen: tuple[str, ...], context: Context) -> tuple[tuple[Button, ...], ...]:
    """A button for each language that is chosen, wanted here or offered everywhere."""
    offered = list(dict.fromkeys((*chosen, *wanted_here(context), *OFFERED)))[: max(_MOST, len(chosen))]
    return rows(
        [ticked("tick", lang, Line("language", languages={"language": lang}), lang in chosen) for lang in offered], 4
    )


def card(aside: ChoosingLanguages, context: Context) -> Card:
    """The languages to work in."""
    done = (button("languages_done", style=Style.MAIN), button("back", style=Style.QUIET))
    return Card("aside", (Line("languages"), Line("languages-how")), (*choices(aside.chosen, context), done))


def locale_card(context: Context) -> Card:
    """The language of the interface."""
    offers = [Button("locale", Line("language", languages={"language": tag}), tag) for tag in context.locales]
    return Card("aside", (Line("locale"),), (*rows(offers, 4), (button("back", style=Style.QUIET),)))


def choose(turn: Turn, argument: str) -> Turn:
    """`/languages`: named at once, or by buttons."""
    if chosen := tags(argument):
        return _set(turn, chosen)
    if argument.strip():
        turn = turn.note("languages-unclear")
    person = turn.step.person
    return turn.but(aside=ChoosingLanguages(person.languages if person else ()))


def choose_locale(turn: Turn, argument: str) -> Turn:
    """`/language`: the one of the interface."""
    found = tags(argument)
    if found and found[0] in turn.context.locales:
        return _locale(turn, found[0])
    return turn.but(aside=ChoosingLocale())


def tick(turn: Turn, lang: str) -> Turn:
    """A language was ticked or unticked."""
    aside = turn.step.aside
    assert isinstance(aside, ChoosingLanguages)
    turn, chosen = tick_one(turn, aside.chosen, lang)
    return turn.but(aside=ChoosingLanguages(chosen))


def _done(turn: Turn, argument: str) -> Turn:
    aside = turn.step.aside
    assert isinstance(aside, ChoosingLanguages)
    return _set(turn, aside.chosen)


def _set(turn: Turn, chosen: tuple[str, ...]) -> Turn:
    return turn.ask(SetLanguages(turn.person_id, chosen)).but(aside=None)


def _locale(turn: Turn, tag: str) -> Turn:
    return turn.but(locale=tag, aside=None).note("locale-set")


def _changed(turn: Turn, pending: Pending, person: Person) -> Turn:
    turn = turn.but(person=person).note("languages-set")
    for lang in person.languages:
        turn = turn.note_line(Line("language-item", languages={"language": lang}))
    return turn


def _unchanged(turn: Turn, pending: Pending, reason: Line) -> Turn:
    return turn.note_line(reason)


PRESSES: dict[str, Press] = {"languages_done": _done, "locale": _locale}
ANSWERS: dict[str, Answer] = {"SetLanguages": _changed}
REFUSALS: dict[str, Refuse] = {"SetLanguages": _unchanged}
