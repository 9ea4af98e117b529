"""What is offered while somebody types."""

import pytest

from bots.dialogue.community import Community
from bots.dialogue.languages import OFFERED
from bots.discord.choices import MOST, kinds, languages
from bots.text.locale import Texts
from core.domain.task import Family, Kind

ANYWHERE = Community("7")


@pytest.fixture
def texts() -> Texts:
    return Texts()


def test_all_families_and_kinds_are_offered_to_whoever_has_typed_nothing(texts: Texts) -> None:
    assert [one.value for one in kinds(texts, "en", ANYWHERE, "")] == [*Family, *Kind]


def test_a_community_that_wants_some_kinds_offers_those(texts: Texts) -> None:
    community = Community("7", kinds=(Kind.INITIAL_PROMPT,))
    assert [one.value for one in kinds(texts, "en", community, "")] == [*Family, Kind.INITIAL_PROMPT]


@pytest.mark.parametrize("typed", ["prüf", " PRÜF", "review"])
def test_they_are_found_by_their_names_in_the_readers_language_and_by_their_own(texts: Texts, typed: str) -> None:
    assert "review" in [one.value for one in kinds(texts, "de", ANYWHERE, typed)]


@pytest.mark.parametrize("typed", ["germ", "de"])
def test_languages_are_found_by_name_and_by_tag(texts: Texts, typed: str) -> None:
    assert ("German", "de") in [(one.name, one.value) for one in languages(texts, "en", ANYWHERE, typed)]


@pytest.mark.parametrize("locale", Texts().locales())
def test_there_are_never_more_than_discord_shows_nor_longer(texts: Texts, locale: str) -> None:
    community = Community("7", languages=OFFERED * 2)
    for offered in (kinds(texts, locale, ANYWHERE, ""), languages(texts, locale, community, "")):
        assert 0 < len(offered) <= MOST
        assert all(0 < len(one.name) <= 100 for one in offered)


def test_what_fits_nothing_offers_nothing(texts: Texts) -> None:
    assert languages(texts, "en", ANYWHERE, "xyzzy") == []
