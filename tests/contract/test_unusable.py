"""What no database can hold or look for is refused in words, on every way to the store alike."""

from string import ascii_lowercase

import pytest

from core.domain.errors import NotAPerson, TaskRequestInvalid, TextBroken, TextTooLong
from core.domain.person import Person
from core.domain.route import Route
from core.domain.task import Kind
from core.link.requests import (
    Agree,
    FetchNews,
    Heard,
    Join,
    Mine,
    Queue,
    Report,
    SetLanguages,
    SimilarPrompt,
    SubmitText,
    WhyNothing,
)
from tests.fakes.grove import Grove

NOTHING = "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c"


@pytest.mark.parametrize("broken", ["\0", "\ud800"])
async def test_half_characters_are_refused_wherever_they_stand(grove: Grove, ada: Person, broken: str) -> None:
    odd = Route("test", "typed", broken, "1")
    requests = (
        Join(broken, "ada", "Ada"),
        Join("test", "ada", broken),
        Agree(ada.id, broken, ("en",)),
        SimilarPrompt(ada.id, broken, "Why?"),
        SubmitText(ada.id, NOTHING, "Why?", odd),
        Report(ada.id, NOTHING, broken),
    )
    for request in requests:
        with pytest.raises(TextBroken):
            await grove.send(request)


async def test_what_is_looked_for_may_not_be_broken_either(grove: Grove, ada: Person) -> None:
    """Half a character never gets as far: no address can hold one."""
    for request in (FetchNews("\0"), WhyNothing(ada.id, "\0")):
        with pytest.raises(TextBroken):
            await grove.send(request)


async def test_words_that_are_too_long_are_refused(grove: Grove, ada: Person) -> None:
    for request in (
        Join("x" * 33, "ada", "Ada"),
        Join("test", "x" * 129, "Ada"),
        Join("test", "ada", "x" * 257),
        Agree(ada.id, "x" * 33, ("en",)),
    ):
        with pytest.raises(TextTooLong):
            await grove.send(request)


async def test_nobody_works_in_more_languages_than_can_be_looked_through(grove: Grove, ada: Person) -> None:
    tags = [f"{first}{second}" for first in ascii_lowercase for second in ascii_lowercase]
    assert len((await grove.send(SetLanguages(ada.id, tuple(tags[:100])))).languages) == 100
    for request in (SetLanguages(ada.id, tuple(tags[:101])), Agree(ada.id, "1", tuple(tags))):
        with pytest.raises(TaskRequestInvalid):
            await grove.send(request)


async def test_lists_are_as_long_as_a_list_may_be(grove: Grove, ada: Person) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    for limit, length in ((2**70, 1), (1, 1), (0, 0), (-1, 0)):
        assert len(await grove.send(Mine(ada.id, limit))) == length
        assert await grove.send(FetchNews("test", limit)) == ()


async def test_the_queue_of_cases_is_as_long_as_a_list_may_be(grove: Grove, ada: Person, ben: Person) -> None:
    moderator = await grove.moderator()
    await grove.send(Report(ben.id, await grove.sprout(ada)))
    for limit, length in ((2**70, 1), (1, 1), (0, 0), (-1, 0)):
        assert len(await grove.send(Queue(moderator.id, limit))) == length


async def test_what_can_not_be_news_was_never_heard(grove: Grove) -> None:
    await grove.send(Heard(("nothing", "\u00e9", "", NOTHING)))


async def test_who_can_not_exist_is_nobody(grove: Grove) -> None:
    for person_id in ("nothing", "", "\0", NOTHING.upper(), f"{{{NOTHING}}}"):
        with pytest.raises(NotAPerson):
            await grove.send(Mine(person_id))
