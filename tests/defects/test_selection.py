"""D13-D20: the right work for the right people. (D15 stands with the trees.)"""

from collections import Counter
from dataclasses import replace

from core.domain.person import Person
from core.domain.task import Kind, Shortage, Task
from core.domain.tree import State
from core.link.requests import Availability, Report, Restore, ShowThread, Skip, Take
from core.service import lottery
from core.service.contribute import sow
from core.store.transaction import Transaction
from tests.fakes.grove import SMALL, SPAM, Grove


async def test_d13_one_rule_for_offering_and_for_accepting(grove: Grove) -> None:
    """The author of a rejected reply is not offered its parent again."""
    await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    await grove.write(ben, Kind.ASSISTANT_REPLY, "BUY NOW")
    await grove.judge(await grove.join("judge"), SPAM)
    assert (await grove.send(Availability(ben.id, "en")))[Kind.ASSISTANT_REPLY] == 0
    await grove.shortage(ben, Kind.ASSISTANT_REPLY)


async def test_d14_a_closed_language_is_closed_everywhere(grove: Grove) -> None:
    """In the numbers, by name, and at random."""
    grove.store.policy = replace(SMALL, disabled_languages=("en",))
    ada = await grove.join("ada")
    assert set((await grove.send(Availability(ada.id, "en"))).values()) == {0}
    for kind in (None, *Kind):
        assert isinstance(await grove.send(Take(ada.id, kind)), Shortage)


async def test_d16_one_open_ranking_does_not_eat_all_attention(sqlite_grove: Grove) -> None:
    """What has waited long is asked for before what is new, whatever the starting weights."""
    grove = sqlite_grove
    writers = [await grove.join(f"writer {n}") for n in range(3)]
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Did anybody read me?")
    grove.clock.advance(hours=10)
    keen = await grove.join("keen")
    task = await grove.take(keen, Kind.LABEL_INITIAL_PROMPT)
    await grove.send(Skip(keen.id, task.id))
    grove.store.policy = replace(SMALL, weight_prompt=0.0)
    eve = await grove.join("eve")
    await _ripen_beside(grove, eve, writers)
    drawn = Counter[Kind]()
    for n in range(40):
        who = await grove.join(f"person {n}")
        found = await grove.take(who)
        drawn[found.kind] += 1
        await grove.send(Skip(who.id, found.id))
    assert drawn[Kind.LABEL_INITIAL_PROMPT] > drawn[Kind.RANK_ASSISTANT_REPLIES]


async def _ripen_beside(grove: Grove, author: Person, writers: list[Person]) -> None:
    """A tree that waits for its ballots, while the prompt that waited before it goes on waiting."""

    def plant(tx: Transaction) -> str:
        return sow(tx, author.id, "xx", "Why is the sky blue?", tx.policy).id

    await grove.store.run(plant)
    judge = await grove.join("judge", "xx")
    await grove.judge(judge, lang="xx")
    for n, writer in enumerate(writers):
        await grove.say(writer, await grove.take(writer, Kind.ASSISTANT_REPLY, "xx"), f"Answer number {n}.")
    await grove.judge(judge, lang="xx")


async def test_d17_nobody_holds_both_sides_of_a_dialogue(grove: Grove) -> None:
    """Nobody is offered their own message, to answer, to review or to rank beside others."""
    ada = await grove.join("ada")
    grove.store.policy = replace(SMALL, weight_prompt=0.0)
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    await grove.shortage(ada, Kind.LABEL_INITIAL_PROMPT)
    await grove.judge(await grove.join("judge"))
    await grove.shortage(ada, Kind.ASSISTANT_REPLY)
    writers = [await grove.join(f"writer {n}") for n in range(3)]
    for n, writer in enumerate(writers):
        await grove.write(writer, Kind.ASSISTANT_REPLY, f"Answer {n}.")
        await grove.shortage(writer, Kind.PROMPTER_REPLY)
    await grove.judge(await grove.join("judge"))
    for writer in writers:
        await grove.shortage(writer, Kind.RANK_ASSISTANT_REPLIES)
    await grove.take(ada, Kind.RANK_ASSISTANT_REPLIES)


async def test_d18_every_waiting_prompt_may_be_drawn_and_nobody_always_wins(sqlite_grove: Grove) -> None:
    """All authors take part, with weights that are true now and have a limit; see also the lottery's own tests."""
    grove = sqlite_grove
    grove.store.policy = replace(SMALL, max_active_trees=0, max_prompts_waiting=1000, max_prompts_in_review=1000)
    ada = await grove.join("ada")
    trees = [await grove.sprout(ada, f"Question {n}?") for n in range(110)]
    ben = await grove.sprout(await grove.join("ben"), "One question.")

    def drawn(tx: Transaction) -> str:
        return next(lottery.draw(tx, "en"))[1].id

    grove.store.policy = replace(SMALL, max_active_trees=1)
    won = Counter([await grove.store.run(drawn) for _ in range(400)])
    assert 130 <= won[ben] <= 270
    assert sum(won[one] > 0 for one in trees[100:]) > 3


async def test_d19_what_a_moderator_restored_is_not_deleted_again(grove: Grove) -> None:
    """The flags it had are closed with the decision."""
    await grove.sprout(await grove.join("ada"))
    reply = await grove.write(await grove.join("ben"), Kind.ASSISTANT_REPLY, "Words.")
    for n in range(4):
        await grove.send(Report((await grove.join(f"person {n}")).id, str(reply.message_id)))
    grove.clock.advance(1)
    await grove.send(Restore((await grove.moderator()).id, str(reply.message_id)))
    eve = await grove.join("eve")
    await grove.send(Take(eve.id))
    assert len(await grove.send(ShowThread(eve.id, str(reply.message_id)))) == 2


async def test_d20_a_hard_leaf_halts_no_tree(grove: Grove) -> None:
    """Many who decline one deep message close that message alone."""
    grove.store.policy = replace(SMALL, skips_to_close=2)
    tree_id = await grove.sprout(await grove.join("ada"))
    await grove.write(await grove.join("ben"), Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.judge(await grove.join("judge"))
    for n in range(3):
        who = await grove.join(f"person {n}")
        found = await grove.send(Take(who.id, Kind.PROMPTER_REPLY))
        if isinstance(found, Task):
            await grove.send(Skip(who.id, found.id))
    assert await grove.state(tree_id) is State.GROWING
    counts = await grove.send(Availability((await grove.join("new")).id, "en"))
    assert (counts[Kind.PROMPTER_REPLY], counts[Kind.ASSISTANT_REPLY]) == (0, 2)
