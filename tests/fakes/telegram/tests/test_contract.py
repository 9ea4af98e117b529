"""The published description is held against requests, answers and updates."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import Bot
from telegram.error import BadRequest, EndPointNotFound

from tests.fakes.telegram import FakeTelegram, contract
from tests.fakes.telegram.tests.bot import bot_of, door


@pytest.fixture
async def strict(shared: Path) -> AsyncIterator[FakeTelegram]:
    """A fake whose violations are the test's own matter."""
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def speaking(strict: FakeTelegram) -> AsyncIterator[Bot]:
    async with bot_of(strict) as bot:
        yield bot


async def test_a_field_too_many_is_refused(strict: FakeTelegram, speaking: Bot) -> None:
    ann = strict.human("Ann")
    ann.start()
    with pytest.raises(BadRequest, match="Against the published description"):
        await speaking.send_message(ann.id, "hello", api_kwargs={"colour": "green"})
    (violation,) = strict.violations
    assert violation.startswith("sendMessage: body: Additional properties are not allowed ('colour'")


async def test_a_value_of_the_wrong_kind_is_refused(strict: FakeTelegram, speaking: Bot) -> None:
    with pytest.raises(BadRequest):
        await speaking.send_message(1, "x", api_kwargs={"message_thread_id": "first"})
    assert "message_thread_id" in strict.violations[0]


async def test_nested_objects_are_read_too(strict: FakeTelegram, speaking: Bot) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback": "x"}]]}
    with pytest.raises(BadRequest):
        await speaking.send_message(1, "x", api_kwargs={"reply_markup": markup})
    assert "callback" in strict.violations[0]


async def test_what_the_fake_does_not_know_is_noted(strict: FakeTelegram, speaking: Bot) -> None:
    with pytest.raises(EndPointNotFound):
        await speaking.do_api_request("sendDreams")
    assert strict.violations == ["sendDreams: not known"]


def test_updates_and_answers_of_the_fake_are_held_to_it_as_well(shared: Path) -> None:
    fake = FakeTelegram()
    fake.contract.check_update({"update_id": 1, "message": {"message_id": 1}})
    fake.contract.check_answer("getMe", {"id": 1})
    assert [one.partition(":")[0] for one in fake.violations] == [
        "update",
        "update",
        "answer of getMe",
        "answer of getMe",
    ]


async def test_the_fake_works_without_the_description(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(contract, "SPECIFICATION", tmp_path / "nowhere")
    async with FakeTelegram() as fake, bot_of(fake) as bot:
        ann = fake.human("Ann")
        ann.start()
        for text in ("true", "12", '{"a": 1}'):
            await bot.send_message(ann.id, text, reply_markup=door(3))
        await bot.send_document(ann.id, b"words", filename="words.txt")
        assert [one.text for one in ann.sees()[1:]] == ["true", "12", '{"a": 1}', ""]
        assert ann.sees()[1].labels == ["Knock 3"]
