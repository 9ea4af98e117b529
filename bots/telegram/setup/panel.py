"""The panel as a card: what is chosen, what is missing, and what can be pressed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from bots.dialogue.buttons import rows, ticked
from bots.dialogue.cards import Button, Card, Line, Style
from bots.dialogue.community import Community
from bots.dialogue.languages import OFFERED
from bots.telegram.setup.changes import tick
from bots.telegram.setup.pages import Page
from core.domain.task import Kind

ACTION = "setup"


@dataclass(frozen=True)
class View:
    """What one reader sees of a group's set-up: `here` is the chat or topic that the panel stands in.

    `told` is what the last press did, and what is in order or missing.
    """

    community: Community
    here: str
    locales: Sequence[str]
    forum: bool = False  # the group has topics
    told: Sequence[Line] = ()


def panel(view: View, page: Page) -> Card:
    """One page of the panel."""
    return _PAGES[page](view)


def _main(view: View) -> Card:
    parts = (Line("telegram-setup"), Line("telegram-setup-how"), *_chosen(view), *view.told)
    return Card(ACTION, parts, rows((*_choices(view), *_acts(view)), 2))


def _choices(view: View) -> tuple[Button, ...]:
    community = view.community
    return (
        _to(Page.LANGUAGES),
        _to(Page.KINDS),
        *_placed("board", community.board_channel, view),
        *(_placed("topic", community.task_channel, view) if view.forum else ()),
        *((_to(Page.LOCALE),) if community.board_channel or community.moderators_channel else ()),
    )


def _acts(view: View) -> tuple[Button, ...]:
    community = view.community
    reports = (_button("button-setup-no-reports", "unreport="),) if community.moderators_channel else ()
    pause = ("button-setup-go-on", "pause=off") if community.paused else ("button-setup-pause", "pause=on")
    return (
        *reports,
        _button(*pause),
        _button("button-setup-test", f"test={view.here}"),
        _button("button-setup-check", f"page={Page.MAIN}", Style.QUIET),
        _button("button-setup-close", "close=", Style.QUIET),
    )


def _placed(what: str, channel: str, view: View) -> tuple[Button, ...]:
    """What can be brought here, and what is somewhere and can be nowhere."""
    bring = () if channel == view.here else (_button(f"button-setup-{what}", f"{what}={view.here}"),)
    return (*bring, _button(f"button-setup-no-{what}", f"{what}=")) if channel else bring


def _to(page: Page) -> Button:
    return _button(f"button-setup-{page}", f"page={page}")


def _button(id: str, argument: str, style: Style = Style.PLAIN) -> Button:
    return Button(ACTION, Line(id), argument, style)


def _languages(view: View) -> Card:
    """Those offered to all stay where they are; others that were named come last."""
    chosen = view.community.languages
    offered = dict.fromkeys((*OFFERED, *chosen))
    return _choosing(Page.LANGUAGES, [_tick("lang", tag, _language(tag), tag in chosen) for tag in offered])


def _kinds(view: View) -> Card:
    chosen = view.community.kinds
    return _choosing(Page.KINDS, [_tick("kind", kind, Line(f"kind-{kind}"), kind in chosen) for kind in Kind])


def _locales(view: View) -> Card:
    chosen = view.community.locale
    tags = [ticked(ACTION, f"locale={tag}", _language(tag), tag == chosen) for tag in view.locales]
    return _choosing(Page.LOCALE, tags)


def _choosing(page: Page, choices: Sequence[Button]) -> Card:
    back = (_button("button-setup-back", f"page={Page.MAIN}", Style.MAIN),)
    question = (Line(f"telegram-setup-{page}"), Line(f"telegram-setup-{page}-how"))
    return Card(ACTION, question, (*rows(choices, 2), back))


def _tick(what: str, item: str, name: Line, on: bool) -> Button:
    return ticked(ACTION, f"{what}={tick(item, not on)}", name, on)


def _language(tag: str) -> Line:
    return Line("language", languages={"language": tag})


def _chosen(view: View) -> list[Line]:
    """What holds now, in words."""
    community = view.community
    languages = [_language(tag) for tag in community.languages]
    kinds = [Line(f"kind-{kind}") for kind in community.kinds]
    return [
        _listed("telegram-setup-its-languages", "telegram-setup-any-language", languages),
        _listed("telegram-setup-its-kinds", "telegram-setup-any-kind", kinds),
        Line(f"telegram-setup-board-{_where(community.board_channel, view)}"),
        *([Line(f"telegram-setup-topic-{_where(community.task_channel, view)}")] if view.forum else []),
        Line("telegram-setup-has-reports" if community.moderators_channel else "telegram-setup-has-no-reports"),
        *([Line("telegram-setup-paused")] if community.paused else []),
    ]


def _where(channel: str, view: View) -> str:
    if not channel:
        return "nowhere"
    return "here" if channel == view.here else "elsewhere"


def _listed(id: str, otherwise: str, items: Sequence[Line]) -> Line:
    if not items:
        return Line(otherwise)
    return Line(id, lines={"those": reduce(_and, items)})


def _and(these: Line, one: Line) -> Line:
    return Line("telegram-setup-series", lines={"these": these, "one": one})


_PAGES: Mapping[Page, Callable[[View], Card]] = {
    Page.MAIN: _main,
    Page.LANGUAGES: _languages,
    Page.KINDS: _kinds,
    Page.LOCALE: _locales,
}
