"""The panel as a card: what is chosen, what is missing, and what can be pressed."""

from collections.abc import Sequence

from bots.dialogue.buttons import rows, ticked
from bots.dialogue.cards import Button, Card, Line, Style
from bots.dialogue.community import Community
from bots.dialogue.languages import OFFERED
from core.domain.task import Kind

ACTION = "setup"
MAIN, LANGUAGES, KINDS = "main", "languages", "kinds"


def panel(community: Community, page: str, checks: Sequence[Line]) -> Card:
    """One page of the panel."""
    if page == LANGUAGES:
        return _choosing("telegram-setup-languages", _languages(community))
    if page == KINDS:
        return _choosing("telegram-setup-kinds", _kinds(community))
    return Card(ACTION, (Line("telegram-setup"), *_chosen(community), *checks), _main(community))


def _button(id: str, argument: str, style: Style = Style.PLAIN) -> Button:
    return Button(ACTION, Line(id), argument, style)


def _main(community: Community) -> tuple[tuple[Button, ...], ...]:
    board = (
        _button("button-setup-no-board", "board=")
        if community.board_channel
        else _button("button-setup-board", "board=here")
    )
    reports = (_button("button-setup-no-reports", "unreport="),) if community.moderators_channel else ()
    pause = _button("button-setup-go-on" if community.paused else "button-setup-pause", "pause=")
    return (
        (_button("button-setup-languages", f"page={LANGUAGES}"), _button("button-setup-kinds", f"page={KINDS}")),
        (board, *reports),
        (pause, _button("button-setup-test", "test=")),
        (
            _button("button-setup-check", f"page={MAIN}", Style.QUIET),
            _button("button-setup-close", "close=", Style.QUIET),
        ),
    )


def _choosing(id: str, choices: Sequence[Button]) -> Card:
    back = (_button("button-setup-done", f"page={MAIN}", Style.MAIN),)
    return Card(ACTION, (Line(id),), (*rows(list(choices), 2), back))


def _languages(community: Community) -> list[Button]:
    offered = dict.fromkeys((*community.languages, *OFFERED))
    return [
        ticked(ACTION, f"lang={tag}", Line("language", languages={"language": tag}), tag in community.languages)
        for tag in offered
    ]


def _kinds(community: Community) -> list[Button]:
    return [ticked(ACTION, f"kind={kind}", Line(f"kind-{kind}"), kind in community.kinds) for kind in Kind]


def _chosen(community: Community) -> list[Line]:
    """What holds now, in words."""
    languages = [Line("language", languages={"language": tag}) for tag in community.languages]
    kinds = [Line(f"kind-{kind}") for kind in community.kinds]
    return [
        *_listed("telegram-setup-its-languages", "telegram-setup-any-language", languages),
        *_listed("telegram-setup-its-kinds", "telegram-setup-any-kind", kinds),
        Line("telegram-setup-has-board" if community.board_channel else "telegram-setup-has-no-board"),
        Line("telegram-setup-has-reports" if community.moderators_channel else "telegram-setup-has-no-reports"),
        *([Line("telegram-setup-paused")] if community.paused else []),
    ]


def _listed(title: str, otherwise: str, items: Sequence[Line]) -> list[Line]:
    if not items:
        return [Line(otherwise)]
    return [Line(title), *(Line("telegram-setup-item", lines={"item": item}) for item in items)]
