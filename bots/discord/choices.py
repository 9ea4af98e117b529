"""What Discord offers while somebody types: kinds of work and languages, by their names in the reader's language."""

from collections.abc import Iterable

from discord.app_commands import Choice

from bots.dialogue.cards import Line
from bots.dialogue.community import Community
from bots.dialogue.languages import OFFERED
from bots.text.locale import Texts, language_name
from core.domain.task import Family, Kind

MOST = 25  # entries that Discord shows


def kinds(texts: Texts, locale: str, community: Community, typed: str) -> list[Choice[str]]:
    """Families of work, then each kind."""
    families = [(texts.format(Line(f"family-{family}"), locale), str(family)) for family in Family]
    single = [(texts.format(Line(f"kind-{kind}"), locale), str(kind)) for kind in community.kinds or Kind]
    return _matching([*families, *single], typed)


def languages(texts: Texts, locale: str, community: Community, typed: str) -> list[Choice[str]]:
    """The languages of a community, or those that are offered everywhere."""
    return _matching([(language_name(tag, locale), tag) for tag in community.languages or OFFERED], typed)


def _matching(offers: Iterable[tuple[str, str]], typed: str) -> list[Choice[str]]:
    wanted = typed.strip().casefold()
    found = [(name, value) for name, value in offers if wanted in name.casefold() or value.startswith(wanted)]
    return [Choice(name=name[:100], value=value) for name, value in found[:MOST]]
