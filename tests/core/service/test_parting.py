"""Whoever acts no more holds nothing up."""

from dataclasses import replace

from sqlalchemy import select

from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import Availability, Remove
from core.service import parting
from core.store.tables import message, task
from tests.fakes.grove import SMALL, Grove


async def test_what_somebody_holds_is_open_to_others_again(grove: Grove) -> None:
    await grove.sprout(await grove.join("ada"))
    ben, cleo = await grove.join("ben"), await grove.join("cleo")
    before = await grove.send(Availability(cleo.id, "en"))
    await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.take(ben, Kind.INITIAL_PROMPT)
    await grove.store.run(parting.give_back, ben.id)
    assert await grove.send(Availability(cleo.id, "en")) == before
    assert {row.state for row in await grove.rows(select(task.c.state).where(task.c.person_id == ben.id))} == {"lapsed"}
    assert await grove.findings() == []


async def test_waiting_prompts_are_halted_and_others_are_left_alone(grove: Grove) -> None:
    grove.store.policy = replace(SMALL, max_active_trees=0)
    ada = await grove.join("ada")
    theirs = [await grove.sprout(ada, f"Question {n}?") for n in range(2)]
    other = await grove.sprout(await grove.join("ben"), "How?")
    await grove.store.run(parting.halt_waiting, ada.id)
    assert [await grove.state(one) for one in theirs] == [State.HALTED_BY_MODERATOR] * 2
    assert await grove.state(other) is State.PROMPT_LOTTERY_WAITING
    assert await grove.findings() == []


async def test_all_texts_of_somebody_go_with_what_was_said_below_them(grove: Grove) -> None:
    ada, ben, cleo = [await grove.join(name) for name in ("ada", "ben", "cleo")]
    moderator = await grove.moderator()
    own = await grove.ripen(ada, ben, cleo)
    foreign = await grove.sprout(cleo, "How?")
    await grove.write(ada, Kind.ASSISTANT_REPLY, "Like this.")
    await grove.judge(await grove.join("judge"))
    await grove.write(ben, Kind.PROMPTER_REPLY, "And then?")
    await grove.send(Remove(moderator.id, str((await grove.write(ben, Kind.ASSISTANT_REPLY, "So.")).message_id)))
    assert await grove.store.run(parting.remove_texts, moderator.id, ada.id) == 5
    standing = await grove.rows(select(message.c.id).where(message.c.deleted.is_(False)))
    assert [row.id for row in standing] == [foreign]
    assert await grove.state(own) is State.HALTED_BY_MODERATOR
    assert await grove.state(foreign) is State.GROWING
    assert await grove.findings() == []
    assert await grove.store.run(parting.remove_texts, moderator.id, ada.id) == 0
