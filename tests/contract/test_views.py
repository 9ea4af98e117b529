import pytest

from core.domain.errors import MessageUnknown
from core.domain.person import Person
from core.domain.task import Kind
from core.link.requests import Mine, Remove, Report, ShowThread, ShowTree, SimilarPrompt
from tests.fakes.grove import SPAM, Grove


async def test_a_tree_shows_what_stands_and_ones_own_waiting_texts(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id = await grove.sprout(ada)
    await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    question = "Why is the sky blue?"
    assert await grove.texts(ada, tree_id) == [question]
    assert await grove.texts(ben, tree_id) == [question, "Rayleigh scattering."]
    assert await grove.texts(await grove.moderator(), tree_id) == [question, "Rayleigh scattering."]
    await grove.judge(await grove.join("judge"))
    view = await grove.send(ShowTree(ada.id, tree_id))
    assert (view.id, view.lang, view.state, view.goal_size) == (tree_id, "en", "growing", 4)
    assert [(one.role, one.text, one.mine) for one in view.messages] == [
        ("prompter", question, True),
        ("assistant", "Rayleigh scattering.", False),
    ]
    assert view.messages[1].parent_id == tree_id


async def test_a_rejected_reply_is_shown_to_its_author_alone(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id = await grove.sprout(ada)
    await grove.write(ben, Kind.ASSISTANT_REPLY, "BUY NOW")
    await grove.judge(await grove.join("judge"), SPAM)
    assert "BUY NOW" not in await grove.texts(ada, tree_id)
    assert "BUY NOW" in await grove.texts(ben, tree_id)


async def test_a_deleted_message_is_shown_to_nobody_and_neither_is_what_hangs_on_it(
    grove: Grove, ada: Person, ben: Person
) -> None:
    tree_id = await grove.sprout(ada)
    judge = await grove.join("judge")
    answer = await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.judge(judge)
    question = await grove.write(ada, Kind.PROMPTER_REPLY, "And sunsets?")
    await grove.judge(judge)
    moderator = await grove.moderator()
    await grove.send(Remove(moderator.id, str(answer.message_id)))
    for viewer in (ada, ben, moderator):
        assert await grove.texts(viewer, tree_id) == ["Why is the sky blue?"]
        for gone in (answer, question):
            with pytest.raises(MessageUnknown):
                await grove.send(ShowThread(viewer.id, str(gone.message_id)))
            with pytest.raises(MessageUnknown):
                await grove.send(ShowTree(viewer.id, str(gone.message_id)))


async def test_a_flagged_text_is_marked_wherever_it_is_shown(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id = await grove.sprout(ada)
    await grove.send(Report(ben.id, tree_id, "rude"))
    assert [one.flagged for one in await grove.send(ShowThread(ben.id, tree_id))] == [True]
    assert [one.flagged for one in (await grove.send(ShowTree(ben.id, tree_id))).messages] == [True]
    assert [one.flagged for one in (await grove.take(ben, Kind.ASSISTANT_REPLY)).thread] == [True]


async def test_ones_own_texts_come_newest_first_with_what_became_of_them(
    grove: Grove, ada: Person, ben: Person
) -> None:
    tree_id = await grove.sprout(ada)
    await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    grove.clock.advance(60)
    await grove.write(ada, Kind.INITIAL_PROMPT, "How?")
    latest, first = await grove.send(Mine(ada.id))
    assert (latest.text, latest.verdict, latest.editable, latest.replies) == ("How?", None, True, 0)
    assert (first.message_id, first.verdict, first.editable, first.replies) == (tree_id, True, False, 1)
    assert [one.text for one in await grove.send(Mine(ada.id, limit=1))] == ["How?"]


@pytest.mark.parametrize("message_id", ["0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c", "no id", ""])
async def test_what_does_not_exist_is_unknown(grove: Grove, ada: Person, message_id: str) -> None:
    for request in (ShowThread(ada.id, message_id), ShowTree(ada.id, message_id)):
        with pytest.raises(MessageUnknown):
            await grove.send(request)


async def test_a_prompt_that_is_nearly_there_already_is_found_within_its_language(
    grove: Grove, ada: Person, ben: Person
) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why is the sky blue in the morning?")
    near = "Why is the sky blue in the mornings?"
    assert await grove.send(SimilarPrompt(ben.id, "en", near)) == "Why is the sky blue in the morning?"
    assert await grove.send(SimilarPrompt(ben.id, "de", near)) is None
    assert await grove.send(SimilarPrompt(ben.id, "en", "How do I bake bread?")) is None
    assert await grove.send(SimilarPrompt(ben.id, "en", "")) is None
    assert await grove.send(SimilarPrompt(ben.id, "en", "half \ud800 of a pair")) is None
