from sqlalchemy import func, select

from core.domain.person import Person
from core.domain.task import Kind, Shortage, SkipReason
from core.link.requests import Skip, Take
from core.service import janitor
from core.store.tables import exhausted
from tests.fakes.grove import Grove

REVIEW = Kind.LABEL_INITIAL_PROMPT


async def notes(grove: Grove) -> int:
    count = select(func.count()).select_from(exhausted)
    return int(await grove.store.read(lambda tx: tx.execute(count).scalar_one()))


async def reviewed_everything(grove: Grove, author: Person, reviewer: Person) -> None:
    """One prompt that wants more reviews, none of which the reviewer can give."""
    await grove.write(author, Kind.INITIAL_PROMPT, "What is a glacier?")
    task = await grove.take(reviewer, REVIEW)
    await grove.send(Skip(reviewer.id, task.id, SkipReason.TOO_HARD))
    grove.clock.advance(minutes=10)
    assert isinstance(await grove.send(Take(reviewer.id, REVIEW)), Shortage)
    grove.clock.advance(minutes=10)


async def test_who_has_touched_all_there_is_is_remembered(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    await reviewed_everything(grove, ada, ben)
    assert await notes(grove) == 1
    assert isinstance(await grove.send(Take(ben.id, REVIEW)), Shortage)


async def test_what_opens_later_is_found(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    await reviewed_everything(grove, ada, ben)
    await grove.write(ada, Kind.INITIAL_PROMPT, "What is a moraine?")
    assert (await grove.take(ben, REVIEW)).thread[0].text == "What is a moraine?"


async def test_what_was_only_put_off_is_found_again(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    await grove.write(ada, Kind.INITIAL_PROMPT, "What is a glacier?")
    task = await grove.take(ben, REVIEW)
    await grove.send(Skip(ben.id, task.id))
    grove.clock.advance(minutes=10)
    assert isinstance(await grove.send(Take(ben.id, REVIEW)), Shortage)
    grove.clock.advance(minutes=10)
    await grove.send(Skip(ben.id, task.id, SkipReason.NOT_NOW))
    assert (await grove.take(ben, REVIEW)).message_id == task.message_id


async def test_what_one_held_too_long_is_found_again(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    await grove.write(ada, Kind.INITIAL_PROMPT, "What is a glacier?")
    task = await grove.take(ben, REVIEW)
    assert isinstance(await grove.send(Take(ben.id, REVIEW)), Shortage)
    grove.clock.advance(minutes=61)
    await janitor.clean(grove.store, "test")
    grove.clock.advance(minutes=10)
    assert (await grove.take(ben, REVIEW)).message_id == task.message_id
