"""The cases of a round come from the store with as few questions as there can be."""

from bots.community import docket, notice
from bots.community.docket import PORTION
from core.link.requests import CasesOf, OpenCases
from tests.bots.community.keeping import Grounds


async def test_only_what_is_not_open_is_asked_for_by_message(grounds: Grounds) -> None:
    for id in ("m1", "m2", "m3"):
        grounds.report(id)
    grounds.decide("m2")
    found = await docket.fetch(grounds.link, {"m1", "m2", "m4"})
    assert [case.message_id for case in found.open] == ["m1", "m3"]
    assert [found.undecided(id) for id in ("m1", "m2", "m3", "m4")] == [True, False, True, False]
    assert found.card("m4") == notice.vanished()
    assert not found.limited
    assert [request for _, request in grounds.link.sent] == [OpenCases(PORTION), CasesOf(("m2", "m4"))]


async def test_many_are_asked_for_in_portions(grounds: Grounds) -> None:
    await docket.fetch(grounds.link, {f"m{number}" for number in range(PORTION + 1)})
    assert [len(request.message_ids) for request in grounds.asked(CasesOf) if isinstance(request, CasesOf)] == [100, 1]
