"""What a press on the panel changes."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bots.dialogue.community import Community
from bots.telegram.setup.pages import Page
from core.domain.task import Kind

Change = Callable[[Community, str], Community]
"""The settings after a press on a button with this value."""


def _languages(community: Community, value: str) -> Community:
    return replace(community, languages=_ticked(community.languages, value))


def _kinds(community: Community, value: str) -> Community:
    """In the order in which they are listed; a kind that is no more is left out."""
    chosen = _ticked(community.kinds, value)
    return replace(community, kinds=tuple(one for one in Kind if one in chosen))


CHANGES: Mapping[str, tuple[Page, Change]] = {
    "lang": (Page.LANGUAGES, _languages),
    "kind": (Page.KINDS, _kinds),
    "locale": (Page.LOCALE, lambda community, tag: replace(community, locale=tag)),
    "board": (Page.MAIN, lambda community, channel: replace(community, board_channel=channel)),
    "topic": (Page.MAIN, lambda community, channel: replace(community, task_channel=channel)),
    "unreport": (Page.MAIN, lambda community, _: replace(community, moderators_channel="")),
    "pause": (Page.MAIN, lambda community, value: replace(community, paused=value == "on")),
}
"""By what a button carries: the page it stands on, and what it changes."""


def introduced(community: Community, name: str, locale: str) -> Community:
    """With the group's name as it is now, and the locale of whoever set it up first."""
    return replace(community, name=name, locale=community.locale or locale)


def tick(item: str, on: bool) -> str:
    """What a button carries that puts something on a list or takes it off: the same twice is the same once."""
    return f"{'+' if on else '-'}{item}"


def _ticked(chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
    sign, item = value[:1], value[1:]
    others = tuple(one for one in chosen if one != item)
    return (*others, item) if sign == "+" else others
