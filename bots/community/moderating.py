"""Which communities have a say in the whole collection: its moderators reach beyond the place that named them."""

from collections.abc import Callable

from core.settings import Settings

Moderates = Callable[[str], bool]
"""Whether a community, by its id, may name moderators and see reports."""


def everywhere(community_id: str) -> bool:
    """Every community may."""
    return True


def moderating(settings: Settings, platform: str) -> Moderates:
    """As the operator says; every community, where nothing is said."""
    if not settings.moderating_communities:
        return everywhere
    named = {one.external_id for one in settings.moderating_communities if one.platform == platform}
    return lambda community_id: community_id in named
