from dataclasses import replace

import pytest

from core.domain.errors import NoConsent, NotAPerson, PersonDisabled, TaskRequestInvalid, TextBroken
from core.domain.person import Person
from core.domain.task import Kind
from core.link.requests import Agree, Availability, CallMe, Join, Mine, SetEnabled, SetLanguages, Take
from tests.fakes.grove import Grove


async def test_whoever_joins_is_found_again(grove: Grove) -> None:
    ada = await grove.send(Join("telegram", "17", "Ada"))
    assert ada == replace(ada, name="Ada", languages=(), consent_version=None, moderator=False, enabled=True)
    assert await grove.send(Join("telegram", "17", "Ada")) == ada
    assert (await grove.send(Join("discord", "17", "Ada"))).id != ada.id


async def test_a_changed_name_is_written_back_and_nothing_else_is(grove: Grove, ada: Person) -> None:
    assert await grove.send(Join("test", "ada", "Countess")) == replace(ada, name="Countess")
    assert await grove.send(Join("test", "ada", "")) == replace(ada, name="Countess")


async def test_d37_joining_again_does_not_reopen_a_closed_account(grove: Grove, ada: Person) -> None:
    moderator = await grove.moderator()
    await grove.send(SetEnabled(moderator.id, ada.id, False))
    assert not (await grove.send(Join("test", "ada", "Ada"))).enabled


@pytest.mark.parametrize("name", ["nul \0 in it", "half \ud800 of a pair"])
async def test_a_name_that_no_database_can_keep_is_refused(grove: Grove, name: str) -> None:
    with pytest.raises(TextBroken):
        await grove.send(Join("test", "someone", name))


async def test_an_operator_listed_in_the_settings_is_a_moderator_from_the_first_visit(grove: Grove) -> None:
    assert (await grove.moderator()).moderator


async def test_work_needs_consent_first(grove: Grove) -> None:
    newcomer = await grove.send(Join("test", "new", "New"))
    with pytest.raises(NoConsent):
        await grove.send(Take(newcomer.id))
    agreed = await grove.send(Agree(newcomer.id, "2", ("en",)))
    assert (agreed.consent_version, agreed.languages) == ("2", ("en",))
    await grove.take(agreed)


async def test_a_closed_account_gets_no_task_and_its_answer_is_refused(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    await grove.send(SetEnabled((await grove.moderator()).id, ada.id, False))
    with pytest.raises(PersonDisabled):
        await grove.take(ada)
    with pytest.raises(PersonDisabled):
        await grove.say(ada, task, "I am still here.")
    await grove.send(SetEnabled((await grove.moderator()).id, ada.id, True))
    await grove.say(ada, task, "I am here again.")


async def test_languages_are_tags_in_their_usual_form_each_once(grove: Grove, ada: Person) -> None:
    chosen = await grove.send(SetLanguages(ada.id, ("PT-br", "zh-hant", "pt-BR", "gsw")))
    assert chosen.languages == ("pt-BR", "zh-Hant", "gsw")


@pytest.mark.parametrize("languages", [(), ("",), ("English",), ("e",), ("en_US",), ("en-" + "x" * 40,), ("en\0",)])
async def test_what_is_no_language_is_refused_and_nothing_changes(
    grove: Grove, ada: Person, languages: tuple[str, ...]
) -> None:
    with pytest.raises(TaskRequestInvalid):
        await grove.send(SetLanguages(ada.id, languages))
    with pytest.raises(TaskRequestInvalid):
        await grove.send(Agree(ada.id, "9", languages))
    assert await grove.send(Join("test", "ada", "Ada")) == ada


@pytest.mark.parametrize("stranger", ["0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c", "nobody", "", "0"])
async def test_nobody_is_known_by_a_wrong_id(grove: Grove, stranger: str) -> None:
    requests = (
        Take(stranger),
        Agree(stranger, "1", ("en",)),
        Mine(stranger),
        Availability(stranger, "en"),
        CallMe(stranger, "en", Kind.ASSISTANT_REPLY),
    )
    for request in requests:
        with pytest.raises(NotAPerson):
            await grove.send(request)
