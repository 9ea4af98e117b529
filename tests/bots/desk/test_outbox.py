"""What has to leave waits in order until it is answered."""

from sqlalchemy import Connection

from bots.desk import outbox
from bots.desk.desk import Desk
from bots.dialogue.move import Asked
from core.domain.person import Identity
from core.domain.route import Route
from core.domain.task import Ballot, Kind
from core.link.requests import Join, SubmitBallot, SubmitText, Take
from tests.fakes.clock import Clock

ADA, BEN = Identity("test", "ada"), Identity("test", "ben")
NOW = Clock().now()
ROUTE = Route("test", "typed", "en")
ASKED = [
    Asked("k.0", Join("test", "ada", "Ada")),
    Asked("j.0", Take("p", Kind.INITIAL_PROMPT)),
    Asked("i.0", SubmitText("p", "t", "half \ud800", ROUTE)),
    Asked("h.0", SubmitBallot("p", "t", Ballot((("a", "b"), ("c",)), ("c",)), ROUTE)),
]


async def test_requests_come_out_as_they_went_in_and_in_order(any_desk: Desk) -> None:
    await any_desk.run(lambda connection: outbox.post(connection, ADA, ASKED, NOW))
    assert await any_desk.run(lambda connection: outbox.waiting(connection, ["test"])) == {ADA: ASKED}


async def test_a_settled_request_is_gone_and_the_others_stay(any_desk: Desk) -> None:
    def work(connection: Connection) -> dict[Identity, list[Asked]]:
        outbox.post(connection, ADA, ASKED[:2], NOW)
        outbox.post(connection, BEN, ASKED[2:], NOW)
        outbox.settle(connection, "k.0")
        return outbox.waiting(connection, ["test"])

    assert await any_desk.run(work) == {ADA: ASKED[1:2], BEN: ASKED[2:]}


async def test_what_continues_a_settled_request_leaves_in_its_place(any_desk: Desk) -> None:
    follows = [Asked("g.0", Join("test", "ada", "Ada")), Asked("g.1", ASKED[2].request, continues=True)]

    def work(connection: Connection) -> dict[Identity, list[Asked]]:
        outbox.post(connection, ADA, ASKED[:2], NOW)
        outbox.post(connection, ADA, follows, NOW, outbox.settle(connection, "k.0"))
        outbox.post(connection, ADA, ASKED[3:], NOW)
        return outbox.waiting(connection, ["test"])

    waiting = await any_desk.run(work)
    assert [asked.key for asked in waiting[ADA]] == ["g.1", "j.0", "g.0", "h.0"]


async def test_what_continues_a_request_that_is_gone_waits_its_turn(any_desk: Desk) -> None:
    def work(connection: Connection) -> dict[Identity, list[Asked]]:
        outbox.post(connection, ADA, ASKED[:1], NOW)
        place = outbox.settle(connection, "nothing.0")
        assert place is None
        outbox.post(connection, ADA, [Asked("g.0", ASKED[2].request, continues=True)], NOW, place)
        return outbox.waiting(connection, ["test"])

    waiting = await any_desk.run(work)
    assert [asked.key for asked in waiting[ADA]] == ["k.0", "g.0"]


async def test_the_same_key_waits_once(any_desk: Desk) -> None:
    for _ in range(2):
        await any_desk.run(lambda connection: outbox.post(connection, ADA, ASKED[:1], NOW))
    assert await any_desk.run(lambda connection: outbox.waiting(connection, ["test"])) == {ADA: ASKED[:1]}


async def test_another_platforms_requests_are_not_ours(any_desk: Desk) -> None:
    await any_desk.run(lambda connection: outbox.post(connection, Identity("elsewhere", "ada"), ASKED, NOW))
    assert await any_desk.run(lambda connection: outbox.waiting(connection, ["test"])) == {}
