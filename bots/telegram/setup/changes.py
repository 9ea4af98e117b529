"""What a press on the panel changes."""

from dataclasses import replace

from bots.dialogue.community import Community
from core.domain.task import Kind


def changed(community: Community, what: str, value: str, here: str) -> Community:
    """The settings after a press; `here` is the chat or topic that the panel stands in."""
    match what:
        case "lang":
            return replace(community, languages=_toggled(community.languages, value))
        case "kind":
            return replace(community, kinds=tuple(Kind(one) for one in _toggled(community.kinds, value)))
        case "board":
            return replace(community, board_channel=here if value == "here" else "")
        case "unreport":
            return replace(community, moderators_channel="")
        case "pause":
            return replace(community, paused=not community.paused)
        case _:
            return community


def reported_to(community: Community, channel: str) -> Community:
    """The settings with a chat in which reports are shown, and whose members moderate."""
    return replace(community, moderators_channel=channel)


def introduced(community: Community, name: str, locale: str) -> Community:
    """With the group's name as it is now, and the locale of whoever set it up first."""
    return replace(community, name=name, locale=community.locale or locale)


def _toggled(chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
    if value in chosen:
        return tuple(one for one in chosen if one != value)
    return (*chosen, value)
