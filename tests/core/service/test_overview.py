from dataclasses import replace
from datetime import timedelta

from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import Remove
from core.service.overview import Condition, Judged, messages_per_day, overview
from core.service.queues import Queue
from tests.core.export.samples import START, a_message, a_tree, planted
from tests.fakes.grove import SPAM, Grove


async def condition(grove: Grove, lang: str = "en") -> Condition:
    """How one language is doing."""
    return next(one for one in await grove.store.read(overview) if one.lang == lang)


async def test_the_largest_language_comes_first_and_trees_are_counted_by_state(grove: Grove) -> None:
    trees = [a_tree(a_message(n, lang=lang)) for n, lang in ((1, "de"), (2, "fr"), (3, "fr"))]
    await planted(grove.store, *trees)
    ada = await grove.join("ada", "fr")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Pourquoi ?", "fr")
    found = await grove.store.read(overview)
    assert [(one.lang, one.trees, one.all_trees) for one in found] == [
        ("fr", {State.INITIAL_PROMPT_REVIEW: 1, State.READY_FOR_EXPORT: 2}, 3),
        ("de", {State.READY_FOR_EXPORT: 1}, 1),
    ]


async def test_messages_are_counted_that_stand_and_those_among_them_that_were_accepted(grove: Grove) -> None:
    gone, rejected = a_message(2, 1, deleted=True), a_message(3, 1, review_result=False)
    await planted(grove.store, a_tree(a_message(1), gone, rejected, a_message(4, 1)))
    found = await condition(grove)
    assert (found.messages, found.accepted) == (3, 2)


async def test_rejections_are_counted_where_reviews_were_made_here_deleted_or_not(grove: Grove) -> None:
    await planted(grove.store, a_tree(a_message(1), a_message(2, 1, review_result=False)))
    ada, ben, judge = await grove.join("ada"), await grove.join("ben"), await grove.join("judge")
    await grove.sprout(ada)
    await grove.write(ben, Kind.INITIAL_PROMPT, "BUY NOW")
    await grove.judge(judge, SPAM)
    bad = await grove.write(ben, Kind.ASSISTANT_REPLY, "BUY HERE")
    await grove.judge(judge, SPAM)
    await grove.send(Remove((await grove.moderator()).id, str(bad.message_id)))
    await grove.write(ada, Kind.INITIAL_PROMPT, "Nobody has judged this.")
    found = await condition(grove)
    assert (found.prompts_judged, found.replies_judged) == (Judged(2, 1), Judged(1, 1))


async def test_people_are_active_for_seven_days_in_the_language_of_their_answer(grove: Grove) -> None:
    ada = await grove.join("ada", "en", "de")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?", "en")
    grove.clock.advance(days=4)
    ben = await grove.join("ben", "en")
    await grove.judge(ben)
    await grove.take(ada, Kind.INITIAL_PROMPT, "de")
    assert (await condition(grove)).active_people == 2
    grove.clock.advance(days=4)
    assert (await condition(grove)).active_people == 1
    assert (await condition(grove, "de")).active_people == 0


async def test_what_is_wanted_tells_units_and_since_when_the_oldest_waits(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    began = grove.clock.now()
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    grove.clock.advance(hours=1)
    await grove.sprout(ben, "Why not?")
    grown = grove.clock.now()
    await grove.take(ada, Kind.ASSISTANT_REPLY)
    found = {one.kind: one for one in (await condition(grove)).wanted}
    assert found[Kind.ASSISTANT_REPLY] == Queue("en", Kind.ASSISTANT_REPLY, 5, grown)  # of two prompts; one is held
    assert Kind.LABEL_INITIAL_PROMPT not in found
    assert found[Kind.INITIAL_PROMPT].units > 0
    assert began <= found[Kind.INITIAL_PROMPT].since <= grown


async def test_a_closed_language_wants_nothing_for_nobody_could_take_it(grove: Grove) -> None:
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    grove.store.policy = replace(grove.store.policy, disabled_languages=("en",))
    assert (await condition(grove)).wanted == []


async def test_an_empty_store_has_no_languages(grove: Grove) -> None:
    assert await grove.store.read(overview) == []
    assert await grove.store.read(messages_per_day, 90) == {}


async def test_messages_are_counted_by_day_and_language_as_far_back_as_asked(grove: Grove) -> None:
    ada = await grove.join("ada", "en", "de")
    today = grove.clock.now().date()
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?", "en")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Warum?", "de")
    grove.clock.advance(hours=12)
    await grove.write(ada, Kind.INITIAL_PROMPT, "How?", "en")
    bad = await grove.write(ada, Kind.INITIAL_PROMPT, "BUY", "en")
    await grove.send(Remove((await grove.moderator()).id, str(bad.message_id)))
    await planted(grove.store, a_tree(a_message(1, created_at=START)))
    tomorrow = today + timedelta(days=1)
    assert await grove.store.read(messages_per_day, 2) == {today: {"de": 1, "en": 1}, tomorrow: {"en": 1}}
    assert await grove.store.read(messages_per_day, 1) == {tomorrow: {"en": 1}}
