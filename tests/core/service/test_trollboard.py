from sqlalchemy import update

from core.domain.emoji import Emoji
from core.domain.person import Person
from core.domain.score import Frame, Trouble
from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import Remove, Report
from core.service.reactions import react
from core.service.trollboard import Troll, find_trouble, trolls
from core.store.tables import person
from tests.core.export.samples import a_message, a_tree, planted
from tests.fakes.grove import SPAM, Grove


async def trouble(grove: Grove, who: Person) -> Trouble:
    """What is said against one person's messages."""
    return (await grove.store.read(find_trouble, None)).get(who.id, Trouble())


async def board(grove: Grove, limit: int = 100, enabled: bool | None = None, who: Person | None = None) -> list[Troll]:
    return await grove.store.read(trolls, Frame.TOTAL, limit, enabled, who.id if who else None)


async def test_labels_of_reviews_and_remarks_are_added_up_and_scales_averaged(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    receipt = await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await grove.review(ben, task, {"spam": 0.25, "lang_mismatch": 0.0, "pii": 1.0, "quality": 0.5, "humor": 0.0})
    await grove.send(Report(ben.id, str(receipt.message_id), "Rude.", {"pii": 0.5, "quality": 1.0}))
    assert await trouble(grove, ada) == Trouble(red_flags=1, spam=0.25, pii=1.5, quality=0.75, humor=0.0)
    assert await trouble(grove, ben) == Trouble()


async def test_votes_count_for_and_against_and_other_emojis_not(grove: Grove) -> None:
    ada = await grove.join("ada")
    receipt = await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    for name, emoji in (("ben", Emoji.UP), ("cleo", Emoji.UP), ("dora", Emoji.DOWN), ("eve", Emoji.POOP)):
        fan = await grove.join(name)
        await grove.store.run(react, fan.id, str(receipt.message_id), emoji)
    assert await trouble(grove, ada) == Trouble(upvotes=2, downvotes=1)


async def test_a_prompt_that_ended_its_tree_stays_one_but_a_deleted_message_is_forgotten(grove: Grove) -> None:
    ada, judge, moderator = await grove.join("ada"), await grove.join("judge"), await grove.moderator()
    receipt = await grove.write(ada, Kind.INITIAL_PROMPT, "BUY NOW")
    await grove.judge(judge, SPAM)
    assert await grove.state(str(receipt.message_id)) is State.ABORTED_LOW_GRADE
    assert await trouble(grove, ada) == Trouble(spam_prompts=1, spam=1.0)
    await grove.send(Remove(moderator.id, str(receipt.message_id)))
    assert await trouble(grove, ada) == Trouble(spam_prompts=1)


async def test_the_worst_come_first_and_keep_their_place_whomever_one_asks_for(grove: Grove) -> None:
    judge = await grove.join("judge")
    ada, ben, cleo = [await grove.join(name) for name in ("ada", "ben", "cleo")]
    for who, text, labels in ((ada, "Good?", {"spam": 0.0}), (ben, "BUY", SPAM), (cleo, "Hm?", {"spam": 0.5})):
        await grove.write(who, Kind.INITIAL_PROMPT, text)
        await grove.judge(judge, labels)
    await grove.store.run(lambda tx: tx.execute(update(person).where(person.c.id == ben.id).values(enabled=False)))
    everybody = await board(grove, who=cleo)
    assert [(one.rank, one.person.name, one.highlighted) for one in everybody] == [
        (1, "Ben", False),
        (2, "Cleo", True),
        (3, "Ada", False),
    ]
    assert [one.rank for one in await board(grove, enabled=True)] == [2, 3]
    assert [one.rank for one in await board(grove, enabled=False)] == [1]
    assert [one.rank for one in await board(grove, limit=1, enabled=True)] == [2]


async def test_a_frame_holds_what_was_said_of_messages_written_in_it(grove: Grove) -> None:
    ada, judge = await grove.join("ada"), await grove.join("judge")
    await grove.write(ada, Kind.INITIAL_PROMPT, "BUY")
    grove.clock.advance(hours=25)
    await grove.judge(judge, SPAM)
    assert await grove.store.read(trolls, Frame.DAY, 100) == []
    assert [one.person.name for one in await grove.store.read(trolls, Frame.WEEK, 100)] == ["Ada"]


async def test_authors_of_a_release_are_no_trolls(grove: Grove) -> None:
    await planted(grove.store, a_tree(a_message(1), state=State.ABORTED_LOW_GRADE))
    assert await board(grove) == []
