"""The store is asked for what communities want with few questions."""

from bots.community import wanted
from bots.dialogue.community import Community
from core.domain.errors import TaskRequestInvalid
from core.link.requests import Request, Wants
from tests.fakes.grove import Grove
from tests.fakes.link import Link


def _answer(request: Request[object]) -> dict[str, dict[str, int]]:
    assert isinstance(request, Wants)
    if any(lang.startswith("bad") for lang in request.langs):
        raise TaskRequestInvalid(lang="bad")
    return {lang: {} for lang in request.langs or ("en",)}


async def test_named_languages_are_asked_for_once_and_all_others_only_where_somebody_takes_any() -> None:
    link = Link(_answer)
    found = await wanted.ask(link, [Community("1", languages=("de", "fr")), Community("2", languages=("de",))])
    assert found == {"de": {}, "fr": {}}
    assert await wanted.ask(link, [Community("1", languages=("de",)), Community("3")]) == {"de": {}, "en": {}}
    assert [request for _, request in link.sent] == [Wants(("de", "fr")), Wants(), Wants(("de",))]


async def test_languages_that_are_refused_are_found_and_left_out() -> None:
    link = Link(_answer)
    langs = ("bad-1", "de", "fr", "bad-2", "sv")
    assert await wanted.ask(link, [Community("1", languages=langs)]) == {"de": {}, "fr": {}, "sv": {}}


async def test_a_store_tells_what_is_wanted_in_it(sqlite_grove: Grove) -> None:
    ada = await sqlite_grove.join("ada", "en")
    await sqlite_grove.sprout(ada)
    found = await wanted.ask(sqlite_grove.link, [Community("1", languages=("en", "de")), Community("2")])
    assert found["en"]["assistant_reply"] > 0
    assert found["de"].keys() == {"initial_prompt"}
