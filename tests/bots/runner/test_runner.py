"""The loop: events come in, steps are taken, requests leave, cards are shown; nothing is lost and nothing doubled."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, update

from bots.desk import tables
from bots.desk.desk import Desk
from bots.dialogue.events import Commanded, Said
from bots.dialogue.steps import SCHEMA, Step, dump_step
from core.domain.errors import StoreAway, TextRepeated
from core.domain.person import Identity, News, NewsKind
from core.link.requests import FetchNews, Heard, Request, SubmitText
from core.store.database import DatabaseUnusable
from tests.fakes.bot import ADA, BEN, Bot, answer
from tests.fakes.clock import Clock
from tests.fakes.link import Link


@pytest.fixture
async def bot(desk: Desk) -> AsyncIterator[Bot]:
    bot = Bot(desk)
    yield bot
    await bot.runner.close()


async def test_what_is_said_reaches_the_store_and_its_receipt_reaches_the_screen(bot: Bot) -> None:
    await bot.do(ADA, Said("hello"))
    assert bot.texts == ["hello"]
    assert bot.lines(ADA) == ["draft", "receipt"]
    assert (await bot.step(ADA)).drafts == ()


async def test_an_event_is_safe_when_handle_returns(bot: Bot) -> None:
    bot.link.gate.clear()
    await bot.say(ADA, "hello")
    assert [draft.text for draft in (await bot.step(ADA)).drafts] == ["hello"]
    assert await bot.count(tables.outbox) == 1
    bot.link.gate.set()
    await bot.runner.settle()
    assert await bot.count(tables.outbox) == 0


async def test_an_event_that_comes_twice_has_one_effect(bot: Bot) -> None:
    await bot.do(ADA, Said("hello"), "e1")
    await bot.do(ADA, Said("hello"), "e1")
    assert bot.texts == ["hello"]
    assert bot.lines(ADA) == ["draft", "receipt"]


async def test_the_same_id_on_another_platform_is_another_event(bot: Bot) -> None:
    await bot.do(ADA, Said("hello"), "e1")
    await bot.do(Identity("other", "ada"), Said("hello"), "e1")
    assert len(bot.link.done) == 2


async def test_requests_of_one_person_leave_in_order(bot: Bot) -> None:
    bot.link.gate.clear()
    for text in "abc":
        await bot.say(ADA, text)
    bot.link.gate.set()
    await bot.runner.settle()
    assert bot.texts == ["a", "b", "c"]


async def test_people_do_not_wait_for_each_other(bot: Bot) -> None:
    bot.link.gate.clear()
    await bot.say(ADA, "slow")
    await bot.say(BEN, "quick")
    assert [draft.text for draft in (await bot.step(BEN)).drafts] == ["quick"]
    bot.link.gate.set()
    await bot.runner.settle(BEN)
    assert "receipt" in bot.lines(BEN)


async def test_a_half_surrogate_reaches_the_dialogue_as_it_was_sent(bot: Bot) -> None:
    await bot.do(ADA, Said("half \ud800 and nul \0"))
    assert bot.texts == ["half \ud800 and nul \0"]


async def test_cards_come_in_the_locale_that_the_platform_names(bot: Bot) -> None:
    await bot.runner.handle("test", "ada", "de", Said("hallo"), "e1")
    await bot.runner.settle()
    assert bot.locales[ADA] == "de"


async def test_redraws_of_one_card_are_coalesced_and_the_newest_wins(bot: Bot) -> None:
    bot.screen.clear()
    for text in "abcdef":
        await bot.say(ADA, text)
    bot.screen.set()
    await bot.runner.settle()
    tasks = [card for cards in bot.shown[ADA] for card in cards if card.key == "task"]
    assert len(tasks) == 2  # the one that was being drawn, and the newest
    assert tasks[-1].version > tasks[0].version


async def test_a_screen_that_breaks_does_not_stop_the_dialogue(bot: Bot) -> None:
    bot.broken_screens = 1
    await bot.do(ADA, Said("unseen"))
    await bot.do(ADA, Said("seen"))
    assert bot.texts == ["unseen", "seen"]
    assert bot.lines(ADA)[-1] == "receipt"


async def test_two_processes_on_one_desk_share_a_dialogue_without_losing_a_step(postgres_url: str) -> None:
    desks = [await Desk.open(postgres_url) for _ in range(2)]
    link = Link(answer)
    bots = [Bot(desk, link) for desk in desks]
    events = [bots[number % 2].hear(ADA, Said(f"{number}"), f"{number}") for number in range(10)]
    repeated = [bots[1 - number % 2].hear(ADA, Said(f"{number}"), f"{number}") for number in range(10)]
    await asyncio.gather(*events, *repeated)
    for bot in bots:
        await bot.runner.settle()
    assert sorted(bots[0].texts) == [f"{number}" for number in range(10)]
    assert (await bots[0].step(ADA)).version == 20
    assert (await bots[0].step(ADA)).drafts == ()
    for bot, desk in zip(bots, desks, strict=True):
        await bot.runner.close()
        await desk.close()


# the store is away


async def test_while_the_store_is_away_the_person_hears_once_that_the_text_is_kept(bot: Bot, clock: Clock) -> None:
    bot.link.away = True
    await bot.do(ADA, Said("hello"))
    for _ in range(5):
        clock.advance(minutes=5)
        await bot.runner.tick()
        await bot.runner.settle()
    assert bot.lines(ADA) == ["draft", "kept"]
    assert bot.texts == []


async def test_where_the_store_goes_away_again_the_person_hears_it_again(bot: Bot, clock: Clock) -> None:
    bot.link.away = True
    await bot.do(ADA, Said("hello"))
    await bot.do(ADA, Said("and more"))

    def once(request: Request[Any]) -> Any:
        bot.link.away = isinstance(request, SubmitText)
        return answer(request)

    bot.link.script, bot.link.away = once, False
    clock.advance(minutes=5)
    await bot.runner.tick()
    await bot.runner.settle()
    assert bot.texts == ["hello"]
    assert bot.lines(ADA)[-3:] == ["kept", "receipt", "kept"]


async def test_pauses_between_tries_grow(bot: Bot, clock: Clock) -> None:
    bot.link.away = True
    await bot.do(ADA, Said("hello"))
    for _ in range(60):
        clock.advance(1)
        await bot.runner.tick()
        await bot.runner.settle()
    tries = [request for _, request in bot.link.sent if not isinstance(request, FetchNews)]
    assert 4 <= len(tries) <= 7


async def test_an_hour_without_the_store_loses_nothing_and_keeps_the_order(bot: Bot, clock: Clock) -> None:
    bot.link.away = True
    for minute in range(60):
        clock.advance(minutes=1)
        await bot.runner.tick()
        await bot.do((ADA, BEN)[minute % 2], Said(f"{minute:02}"))
    bot.link.away = False
    clock.advance(minutes=5)
    await bot.runner.tick()
    await bot.runner.settle()
    assert sorted(bot.texts) == [f"{minute:02}" for minute in range(60)]
    assert [text for text in bot.texts if int(text) % 2] == [f"{minute:02}" for minute in range(1, 60, 2)]
    assert bot.lines(ADA).count("receipt") == bot.lines(BEN).count("receipt") > 0
    assert (await bot.step(ADA)).drafts == (await bot.step(BEN)).drafts == ()


async def test_an_answer_that_was_lost_on_its_way_is_fetched_again(bot: Bot, clock: Clock) -> None:
    bot.link.lost = 1
    await bot.do(ADA, Said("hello"))
    clock.advance(minutes=5)
    await bot.runner.tick()
    await bot.runner.settle()
    assert bot.texts == ["hello"]
    assert bot.lines(ADA) == ["draft", "kept", "receipt"]


async def test_a_refusal_comes_back_with_its_reason_and_the_text(bot: Bot) -> None:
    def refuse(_: Request[Any]) -> Any:
        raise TextRepeated

    bot.link.script = refuse
    await bot.do(ADA, Said("hello"))
    assert bot.lines(ADA) == ["draft", "text-repeated"]
    assert [draft.text for draft in (await bot.step(ADA)).drafts] == ["hello"]


async def test_a_request_over_which_the_store_breaks_comes_back_too(bot: Bot) -> None:
    def stumble(_: Request[Any]) -> Any:
        raise ZeroDivisionError

    bot.link.script = stumble
    await bot.do(ADA, Said("hello"))
    assert bot.lines(ADA) == ["draft", "generic"]
    assert await bot.count(tables.outbox) == 0


# a restart


async def test_a_new_process_sends_what_the_old_one_left_in_the_outbox(desk: Desk) -> None:
    old = Bot(desk)
    old.link.away = True
    await old.do(ADA, Said("one"))
    await old.do(ADA, Said("two"))
    new = Bot(desk)
    await new.runner.resume()
    await new.runner.settle()
    assert new.texts == ["one", "two"]
    assert (await new.step(ADA)).drafts == ()


async def test_what_was_only_kept_is_worked_off_by_the_next_process_and_once(desk: Desk) -> None:
    first, second = Bot(desk), Bot(desk)
    await first.runner.keep(ADA.platform, ADA.external_id, Said("hello"), "e1")
    await second.runner.resume()
    await second.runner.settle()
    await second.do(ADA, Said("hello"), "e1")
    assert second.texts == ["hello"]


async def test_what_was_kept_is_worked_off_when_it_is_handled(bot: Bot) -> None:
    await bot.runner.keep(ADA.platform, ADA.external_id, Said("hello"), "e1")
    assert bot.lines(ADA) == []
    await bot.do(ADA, Said("hello"), "e1")
    assert bot.lines(ADA) == ["draft", "receipt"]


async def test_what_is_asked_anew_waits_behind_what_was_left(desk: Desk) -> None:
    old = Bot(desk)
    old.link.away = True
    await old.do(ADA, Said("left"))
    new = Bot(desk)
    await new.do(ADA, Said("anew"), "e2")
    assert new.texts == ["left", "anew"]


async def test_a_new_process_shows_the_card_that_may_not_have_been_seen(desk: Desk) -> None:
    await Bot(desk).do(ADA, Said("hello"))
    new = Bot(desk)
    await new.runner.resume()
    await new.runner.settle()
    assert [card.key for card in new.shown[ADA][0]] == ["task"]


async def test_a_card_that_was_seen_is_not_shown_again_after_a_restart(desk: Desk) -> None:
    old = Bot(desk)
    await old.do(ADA, Said("hello"))
    await old.runner.close()
    new = Bot(desk)
    await new.runner.resume()
    await new.runner.settle()
    assert new.shown[ADA] == []


async def test_a_closed_runner_takes_nothing_more(bot: Bot) -> None:
    await bot.runner.close()
    with pytest.raises(StoreAway):
        await bot.say(ADA, "late")
    with pytest.raises(StoreAway):
        await bot.runner.keep(ADA.platform, ADA.external_id, Said("late"), "e1")


# news and reminders


def _news(number: int, person_id: str = "person-ada") -> News:
    return News(f"news-{number}", person_id, NewsKind.ACCEPTED, Clock().now(), excerpt=f"text {number}")


async def test_news_reach_their_person_once_though_they_come_twice(bot: Bot, clock: Clock) -> None:
    await bot.do(ADA, Commanded("join"))
    told = (_news(1), _news(2), _news(3, "a stranger"))
    bot.link.script = lambda request: told if isinstance(request, FetchNews) else answer(request)
    for _ in range(3):
        clock.advance(minutes=1)
        await bot.runner.tick()
        await bot.runner.settle()
    assert bot.lines(ADA).count("news") == 1  # two pieces make one card: the newest
    assert (await bot.step(ADA)).version == 4
    assert Heard(("news-1", "news-2", "news-3")) in bot.link.done


async def test_a_reminder_rings_once_and_in_time(bot: Bot, clock: Clock) -> None:
    await bot.do(ADA, Commanded("remind", "60"))
    for _ in range(30):
        clock.advance(10)
        await bot.runner.tick()
        await bot.runner.settle()
        if clock.now() - Clock().now() < timedelta(seconds=60):
            assert "rang" not in bot.lines(ADA)
    assert bot.lines(ADA) == ["rang"]


async def test_a_reminder_is_taken_back_by_the_next_move(bot: Bot, clock: Clock) -> None:
    await bot.do(ADA, Commanded("remind", "60"))
    await bot.do(ADA, Said("never mind"))
    clock.advance(120)
    await bot.runner.tick()
    await bot.runner.settle()
    assert "rang" not in bot.lines(ADA)


# bad states


async def test_a_mistake_of_ours_costs_one_event_and_not_the_dialogue(
    bot: Bot, capsys: pytest.CaptureFixture[str]
) -> None:
    await bot.do(ADA, Said("break"))
    await bot.do(ADA, Said("go on"))
    assert bot.lines(ADA) == ["talk-internal-error", "draft", "receipt"]
    logged = capsys.readouterr().out
    assert "ZeroDivisionError" in logged
    assert "break" not in logged.replace("break over", "")


async def test_a_step_of_a_newer_version_is_a_clear_error_and_stays_as_it_is(bot: Bot) -> None:
    await bot.do(ADA, Said("hello"))
    newer = dump_step(Step(schema=SCHEMA + 1, version=2))
    await bot.desk.run(lambda connection: connection.execute(update(tables.step).values(body=newer)))
    with pytest.raises(DatabaseUnusable, match="newer version"):
        await bot.say(ADA, "again")
    body = await bot.desk.run(lambda connection: connection.execute(tables.step.select()).one().body)
    assert body == newer


async def test_a_locked_desk_acknowledges_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.sqlite.BUSY_SECONDS", 0.01)
    desk = await Desk.open(f"sqlite:///{tmp_path / 'locked.db'}")
    bot = Bot(desk)
    with closing(sqlite3.connect(tmp_path / "locked.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(StoreAway):
            await bot.say(ADA, "hello", "e1")
        other.execute("rollback")
    await bot.do(ADA, Said("hello"), "e1")
    assert bot.texts == ["hello"]
    await desk.close()


async def test_a_full_disk_acknowledges_nothing(bot: Bot) -> None:
    await bot.do(ADA, Said("small"))
    await bot.desk.run(lambda c: c.exec_driver_sql(f"pragma max_page_count={_pages(c)}"))
    with pytest.raises(StoreAway):
        await bot.say(ADA, "x" * 100_000, "e1")
    await bot.desk.run(lambda c: c.exec_driver_sql("pragma max_page_count=1000000"))
    await bot.do(ADA, Said("x" * 100_000), "e1")
    assert bot.texts == ["small", "x" * 100_000]


def _pages(connection: Connection) -> int:
    return int(connection.exec_driver_sql("pragma page_count").scalar_one())


async def test_old_events_are_forgotten_but_not_young_ones(bot: Bot, clock: Clock) -> None:
    await bot.do(ADA, Said("old"))
    clock.advance(days=8)
    await bot.do(ADA, Said("young"))
    await bot.runner.tick()
    assert await bot.count(tables.inbox) == 2  # "young" and its answer
