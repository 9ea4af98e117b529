"""What is like a prompt that somebody is about to send."""

from core.domain.task import Kind
from core.link.requests import SimilarPrompt
from core.service import curate
from core.store.tables import HOUSE
from tests.fakes.grove import SPAM, Grove

WHY_BLUE = "Why is the sky blue, and not green?"
NEARLY = "Why is the sky blue and not green?"


async def test_a_prompt_that_is_nearly_the_same_is_found_in_its_language(grove: Grove) -> None:
    ada, ben = await grove.join("ada", "en", "de"), await grove.join("ben")
    await grove.write(ada, Kind.INITIAL_PROMPT, WHY_BLUE, "en")
    await grove.write(ada, Kind.INITIAL_PROMPT, "How are cheeses made?", "en")
    assert await grove.send(SimilarPrompt(ben.id, "en", NEARLY)) == WHY_BLUE
    assert await grove.send(SimilarPrompt(ben.id, "en", "Why do I sneeze in the sun?")) is None
    assert await grove.send(SimilarPrompt(ben.id, "de", NEARLY)) is None


async def test_what_was_removed_or_found_unfit_may_be_written_again(grove: Grove) -> None:
    ada, ben, cleo = await grove.join("ada"), await grove.join("ben"), await grove.join("cleo")
    removed = (await grove.write(ada, Kind.INITIAL_PROMPT, WHY_BLUE)).message_id
    assert removed is not None
    await grove.store.run(curate.remove, HOUSE, removed)
    assert await grove.send(SimilarPrompt(ben.id, "en", NEARLY)) is None
    await grove.write(cleo, Kind.INITIAL_PROMPT, WHY_BLUE)
    assert await grove.send(SimilarPrompt(ben.id, "en", NEARLY)) == WHY_BLUE
    await grove.judge(ben, SPAM)
    assert await grove.send(SimilarPrompt(ben.id, "en", NEARLY)) is None


async def test_a_reply_is_not_taken_for_a_prompt(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    await grove.sprout(ada)
    await grove.write(ben, Kind.ASSISTANT_REPLY, WHY_BLUE)
    assert await grove.send(SimilarPrompt(ben.id, "en", NEARLY)) is None
