"""D30-D36: what is counted is counted from the facts.

D31 (one mapping of pseudonyms) and D35 (exports in constant memory, imports as they come) are shown in
tests/core/export: test_pseudonyms.py, test_spool.py, test_plant.py. D32-D34 belong to boards: test_boards.py.
"""

from sqlalchemy import select

from core.domain.task import Ballot, Kind
from core.domain.tree import State
from core.link.requests import Availability, Mine, Remove, Restore, SubmitBallot
from core.store.tables import message
from tests.fakes.grove import ROUTE, SPAM, Grove


async def test_d30_the_number_of_replies_follows_what_stands(grove: Grove) -> None:
    """It is stored nowhere: rejected and deleted replies leave it, a restored one joins it."""
    ada, moderator = await grove.join("ada"), await grove.moderator()
    await grove.sprout(ada)
    judge, late = await grove.join("judge"), await grove.join("late")

    async def open_places() -> int:
        return (await grove.send(Availability(late.id, "en")))[Kind.ASSISTANT_REPLY]

    await grove.write(await grove.join("ben"), Kind.ASSISTANT_REPLY, "BUY NOW")
    assert await open_places() == 2
    await grove.judge(judge, SPAM)
    assert await open_places() == 3
    reply = await grove.write(await grove.join("cleo"), Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.judge(judge)
    assert await open_places() == 2
    await grove.send(Remove(moderator.id, str(reply.message_id)))
    assert await open_places() == 3
    await grove.send(Restore(moderator.id, str(reply.message_id)))
    assert await open_places() == 2
    assert "children_count" not in message.c
    assert [one.replies for one in await grove.send(Mine(ada.id))] == [2]


async def test_d36_ballots_with_nothing_in_common_are_merged(grove: Grove) -> None:
    """A partial order says what it says; nothing is added to nothing, and the tree is finished."""
    writers = [await grove.join(f"writer {n}") for n in range(3)]
    tree_id = await grove.ripen(await grove.join("ada"), *writers)
    eve = await grove.join("eve")
    task = await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES)
    one, two, three = (shown.message_id for shown in task.replies)
    given = Ballot(((one,), (two,)), unacceptable=(three,))
    await grove.send(SubmitBallot(eve.id, task.id, given, ROUTE))
    assert await grove.state(tree_id) is State.READY_FOR_EXPORT
    rows = await grove.rows(select(message.c.id, message.c.rank).where(message.c.parent_id == tree_id))
    assert {row.id: row.rank for row in rows} == {one: 0, two: 1, three: None}
