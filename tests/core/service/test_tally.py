from datetime import datetime

from core.domain.person import Person
from core.domain.score import Deeds
from core.domain.task import Ballot, Kind
from core.domain.tree import State
from core.link.requests import Remove, SubmitBallot, Undo
from core.service.tally import tally
from tests.core.export.samples import a_message, a_tree, planted
from tests.fakes.grove import ROUTE, SPAM, Grove


async def counted(grove: Grove, *people: Person, since: datetime | None = None) -> list[Deeds]:
    """The deeds of some people; they must be all who did something."""
    found = await grove.store.read(tally, since)
    deeds = [found.pop(one.id, Deeds()) for one in people]
    assert found == {}
    return deeds


async def test_every_kind_of_deed_is_counted_for_who_did_it(grove: Grove) -> None:
    ada, ben, cleo, eve = [await grove.join(name) for name in ("ada", "ben", "cleo", "eve")]
    judge = await grove.join("judge")
    await grove.sprout(ada)
    first = await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    second = await grove.write(cleo, Kind.ASSISTANT_REPLY, "Nobody knows.")
    await grove.judge(judge)
    await grove.write(eve, Kind.PROMPTER_REPLY, "Tell me more.")
    await grove.judge(judge)
    ids = [str(one.message_id) for one in (first, second)]
    await grove.rank(eve, await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES), *ids)
    *deeds, labels = await counted(grove, ada, ben, cleo, eve, judge)
    assert deeds == [
        Deeds(prompts=1, accepted_prompts=1),
        Deeds(replies_assistant=1, accepted_replies_assistant=1, reply_ranked_1=1),
        Deeds(replies_assistant=1, accepted_replies_assistant=1, reply_ranked_2=1),
        Deeds(replies_prompter=1, accepted_replies_prompter=1, rankings_total=1, rankings_good=1),
    ]
    assert labels.labels_simple + labels.labels_full == 4
    assert labels.labels_full >= 3  # only reviews of user replies may be short


async def test_what_was_rejected_counts_but_not_as_accepted_and_what_was_deleted_not_at_all(grove: Grove) -> None:
    ada, ben, moderator = await grove.join("ada"), await grove.join("ben"), await grove.moderator()
    await grove.sprout(ada)
    reply = await grove.write(ben, Kind.ASSISTANT_REPLY, "BUY NOW")
    judge = await grove.join("judge")
    await grove.judge(judge, SPAM)
    assert (await counted(grove, ben, ada, judge))[0] == Deeds(replies_assistant=1)
    await grove.send(Remove(moderator.id, str(reply.message_id)))
    assert (await counted(grove, ben, ada, judge))[0] == Deeds()


async def test_an_answer_that_was_taken_back_counts_no_more(grove: Grove) -> None:
    ada, judge = await grove.join("ada"), await grove.join("judge")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(judge, Kind.LABEL_INITIAL_PROMPT)
    await grove.review(judge, task, {"spam": 0.0})
    assert (await counted(grove, judge, ada))[0] == Deeds(labels_full=1)
    ben = await grove.join("ben")
    receipt = await grove.write(ben, Kind.INITIAL_PROMPT, "Why not?")
    await grove.send(Undo(ben.id, receipt.task_id))
    assert (await counted(grove, ben, ada, judge))[0] == Deeds()


async def test_each_ballot_counts_for_the_authors_of_what_it_places_and_equal_replies_share_a_place(
    grove: Grove,
) -> None:
    writers = [await grove.join(f"writer {n}") for n in range(3)]
    ada, eve, judge = await grove.join("ada"), await grove.join("eve"), await grove.join("judge")
    await grove.ripen(ada, *writers)
    task = await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES)
    number = {shown.text[-2]: shown.message_id for shown in task.replies}
    given = Ballot(((number["2"],), (number["0"], number["1"])))
    await grove.send(SubmitBallot(eve.id, task.id, given, ROUTE))
    deeds = await counted(grove, *writers, ada, eve, judge)
    assert [(one.reply_ranked_1, one.reply_ranked_2, one.reply_ranked_3) for one in deeds[:3]] == [
        (0, 1, 0),
        (0, 1, 0),
        (1, 0, 0),
    ]


async def test_only_what_happened_in_the_frame_counts(grove: Grove) -> None:
    ada, judge = await grove.join("ada"), await grove.join("judge")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    noon = grove.clock.advance(hours=1)
    await grove.judge(judge)
    assert await counted(grove, judge, since=noon) == [Deeds(labels_full=1)]
    assert await counted(grove, since=grove.clock.advance(seconds=1)) == []


async def test_what_came_with_a_release_counts_for_nobody(grove: Grove) -> None:
    """Its authors have names nowhere, and a ranking made elsewhere is not one of ours."""
    await planted(grove.store, a_tree(a_message(1), a_message(2, 1), a_message(3, 1), state=State.RANKING))
    eve = await grove.join("eve")
    await grove.rank(eve, await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES))
    assert await counted(grove, eve) == [Deeds(rankings_total=1, rankings_good=1)]
