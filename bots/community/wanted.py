"""What the tree store wants, asked once for all communities together."""

from collections.abc import Iterable

from bots.community.board import Wanted
from bots.dialogue.community import Community
from core.domain.errors import TaskRequestInvalid
from core.link.link import Link
from core.link.requests import Wants


async def ask(link: Link, communities: Iterable[Community]) -> Wanted:
    """Units by language and kind, in every language that one of them names, or in all."""
    named: set[str] = set()
    open_to_all = False
    for community in communities:
        named.update(community.languages)
        open_to_all = open_to_all or not community.languages
    everywhere = await link.send(Wants()) if open_to_all else {}
    return {**everywhere, **await _in(link, tuple(sorted(named)))}


async def _in(link: Link, langs: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """One language that the store does not know must not cost the others their board."""
    if not langs:
        return {}
    try:
        return await link.send(Wants(langs))
    except TaskRequestInvalid:
        half = len(langs) // 2
        return {**await _in(link, langs[:half]), **await _in(link, langs[half:])} if half else {}
