"""What each menu and button of the set-up changes in a community."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from bots.dialogue.community import Community, Place
from bots.dialogue.languages import OFFERED
from core.domain.task import Kind

MOST = 25  # options of a menu

Change = Callable[[Community, Sequence[str]], Community]


class Page(StrEnum):
    """The two pages of the set-up."""

    CHANNELS = "channels"
    WORK = "work"


def offered(chosen: Sequence[str]) -> list[str]:
    """The languages in the menu: those chosen first, then those with many speakers; others are typed."""
    return list(dict.fromkeys((*chosen, *OFFERED)))[:MOST]


def _one(values: Sequence[str]) -> str:
    return values[0] if values else ""


def _languages(community: Community, values: Sequence[str]) -> Community:
    """Those ticked, and those that had no place in the menu."""
    unseen = [lang for lang in community.languages if lang not in offered(community.languages)]
    return replace(community, languages=(*values, *unseen))


def _kinds(community: Community, values: Sequence[str]) -> Community:
    return replace(community, kinds=tuple(kind for kind in Kind if kind in values))


def _roles(community: Community, values: Sequence[str]) -> Community:
    """All but @everyone, whose number is that of the server: then everybody would moderate."""
    return replace(community, moderator_roles=tuple(role for role in values if role != community.id))


CHANGES: Mapping[str, tuple[Page, Change]] = {
    "setup-tasks": (Page.CHANNELS, lambda community, values: replace(community, task_channel=_one(values))),
    "setup-board": (Page.CHANNELS, lambda community, values: replace(community, board_channel=_one(values))),
    "setup-reports": (Page.CHANNELS, lambda community, values: replace(community, moderators_channel=_one(values))),
    "setup-roles": (Page.CHANNELS, _roles),
    "setup-languages": (Page.WORK, _languages),
    "setup-kinds": (Page.WORK, _kinds),
    "setup-place": (Page.WORK, lambda community, values: replace(community, place=Place(_one(values)))),
    "setup-locale": (Page.WORK, lambda community, values: replace(community, locale=_one(values))),
}
"""By the action of a menu: the page it stands on, and what choosing in it does."""
