"""Whatever is typed and whatever breaks: a clear sentence that says what to do, and no text is lost."""

import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from io import StringIO
from os import environ
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Connection, select

from bots.__main__ import main
from bots.desk.desk import Desk
from bots.dialogue.cards import Card
from bots.dialogue.move import Terms
from bots.runner import Runner
from bots.terminal.chat import Chat
from bots.terminal.paper import Sheet
from bots.text.locale import Texts
from core.domain.person import Identity
from core.link.embedded import EmbeddedLink
from core.link.requests import Request, SubmitText
from core.store.store import Store
from core.store.tables import message
from tests.fakes.clock import Clock

Answer = TypeVar("Answer")

PROMPT = "Why do the leaves of my tomatoes turn yellow from the bottom up?"
LONG = "All my tomatoes have yellow leaves. " * 260  # needs more pages than are free in a small database
BUSY = 0.05  # seconds in which a lock may go away


class Link(EmbeddedLink):
    """The link, and what happens elsewhere when it has stored the first text."""

    meanwhile: Callable[[], object] | None = None

    async def send(self, request: Request[Answer], key: str | None = None) -> Answer:
        """See EmbeddedLink.send."""
        answer = await super().send(request, key)
        if self.meanwhile and isinstance(request, SubmitText):
            self.meanwhile()
            self.meanwhile = None
        return answer


@dataclass
class Room:
    """A newcomer before a real store, a real desk and the real dialogue, asked to write a first message."""

    folder: Path
    clock: Clock
    store: Store
    desk: Desk
    link: Link
    runner: Runner
    chat: Chat
    out: StringIO

    async def push(self, *lines: str) -> str:
        """Type lines; what is printed after the last is the answer."""
        for line in lines:
            self._pop()
            await self.chat.take(line)
        return self._pop()

    async def later(self) -> str:
        """What comes by itself when some minutes have passed."""
        self.clock.advance(minutes=5)
        await self.runner.tick()
        await self.runner.settle()
        return self._pop()

    async def stored(self) -> list[str]:
        """The texts in the collection."""
        return list(await self.store.read(lambda tx: tx.execute(select(message.c.text)).scalars().all()))

    def _pop(self) -> str:
        printed = self.out.getvalue()
        self.out.seek(0)
        self.out.truncate()
        return printed


@asynccontextmanager
async def opened(folder: Path, clock: Clock) -> AsyncIterator[Room]:
    store = await Store.open(f"sqlite:///{folder / 'trees.db'}", clock=clock.now, durable=False)
    desk = await Desk.open(f"sqlite:///{folder / 'desk.db'}", clock=clock.now, durable=False)
    chats: list[Chat] = []

    async def show(who: Identity, locale: str, cards: Sequence[Card]) -> None:
        await chats[0].show(who, locale, cards)

    texts, out, link = Texts(), StringIO(), Link(store)
    runner = Runner(desk, link, Terms(), show, platforms=["terminal"], locales=texts.locales())
    chats.append(Chat(runner, texts, Sheet(out), "anna", "en"))
    yield Room(folder, clock, store, desk, link, runner, chats[0], out)
    await runner.close()
    await desk.close()
    await store.close()


@pytest.fixture
async def room(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Room]:
    monkeypatch.setattr("core.store.sqlite.BUSY_SECONDS", BUSY)
    async with opened(tmp_path, clock) as room:
        assert "write the first message" in await room.push("/start", "I agree")
        yield room


@contextmanager
def locked(file: Path) -> Iterator[sqlite3.Connection]:
    """Another program that is writing, until the block is left."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("begin immediate")
    yield other
    other.close()


def small(connection: Connection) -> None:
    """The disk is full: the database may not grow."""
    connection.exec_driver_sql("pragma max_page_count=1")


def large(connection: Connection) -> None:
    """There is room again."""
    connection.exec_driver_sql("pragma max_page_count=100000")


@pytest.mark.parametrize("line", ["", " ", "  \t ", "\u200b", "\u200b\u200d\ufeff\u2060", "\u3000"])
async def test_where_nothing_can_be_read_a_word_is_asked_for(room: Room, line: str) -> None:
    answer = await room.push(line)
    assert answer.startswith("There is nothing to be read in it. Please write at least a word.\n")
    assert "Send your text here." in answer


async def test_white_space_does_not_touch_a_text_that_is_there(room: Room) -> None:
    answer = await room.push(PROMPT, "  ")
    assert answer.startswith("There is nothing to be read in it.")
    assert f"Preview\n│ {PROMPT}\n" in answer


async def test_a_text_that_is_too_long_is_shown_whole_and_kept(room: Room) -> None:
    text = "x" * 10_001
    answer = await room.push(text)
    assert "The text has 10,001 characters; up to 10,000 can be kept. Please shorten it." in answer
    assert f"│ {text}\n" in answer
    assert "Send\n" not in answer
    await room.push("/skip")
    assert f"│ {text}\n" in await room.push("/drafts")


async def test_a_text_that_is_just_not_too_long_is_stored(room: Room) -> None:
    text = "x" * 10_000
    assert "✓ Stored. Receipt" in await room.push(text, "1")
    assert await room.stored() == [text]


async def test_a_line_of_absurd_length_is_turned_down_by_a_sentence(room: Room) -> None:
    answer = await room.push("y" * 100_001)
    assert answer == (
        "This line is longer than 100,000 characters, so nothing of it was taken. Please send a shorter one.\n\n"
    )


async def test_a_nul_is_marked_and_asked_about(room: Room) -> None:
    answer = await room.push("yellow\0leaves")
    assert "│ yellow\ufffdleaves\n" in answer
    assert "Some characters could not be read; “\ufffd” stands where they were. Please look it over." in answer
    assert "✓ Stored. Receipt" in await room.push("1")
    assert await room.stored() == ["yellow\ufffdleaves"]


@pytest.mark.parametrize("line", ["caf\udce9", "\ud83d half of a pair", "\udcff\udcfe"])
async def test_half_surrogates_are_given_back_with_the_way_out(room: Room, line: str) -> None:
    answer = await room.push(line)
    shown = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in line)
    assert answer == (
        f"This line is not valid UTF-8, so nothing of it was taken: {shown} Please send it again in UTF-8.\n\n"
    )
    assert "│ café\n" in await room.push("café")


@pytest.mark.parametrize("line", ["9", "0", "-", "007"])
async def test_a_number_of_nothing_becomes_a_text_that_can_be_discarded(room: Room, line: str) -> None:
    assert f"Preview\n│ {line}\n" in await room.push(line)
    assert "Send your text here." in await room.push("3")


async def test_a_number_or_name_of_nothing_changes_nothing_where_no_text_is_awaited(room: Room) -> None:
    await room.push(PROMPT, "1")
    assert await room.push("9") == "Type one of the numbers 1–3, or a command such as /help.\n\n"
    answer = await room.push("banana")
    assert answer.startswith("I’m not waiting for a text just now. Here is where we are.\n")
    assert "✓ Stored. Receipt" in answer


async def test_a_long_text_at_the_wrong_moment_is_kept(room: Room) -> None:
    answer = await room.push(PROMPT, "1", f"One thing more: {PROMPT}")
    assert "I’ve kept yours among your /drafts for a day" in answer
    assert f"│ One thing more: {PROMPT}\n" in await room.push("/drafts")


async def test_a_press_of_an_old_card_gets_a_line_and_the_current_card(room: Room) -> None:
    answer = await room.push(PROMPT, "1", "discard")
    assert answer.startswith("That button belonged to an earlier card. Here is where we are now.\n")
    assert "✓ Stored. Receipt" in answer
    assert await room.stored() == [PROMPT]


async def test_an_unknown_command_is_answered_by_those_there_are_and_its_text_is_kept(room: Room) -> None:
    answer = await room.push(f"/wriet {PROMPT}")
    assert answer.startswith("I don’t know /wriet. Here is what I know:\n")
    assert "· /work: the next task" in answer
    assert f"│ {PROMPT}\n" in await room.push("/drafts")


async def test_while_another_program_holds_the_store_an_answer_is_kept_and_filed_later(room: Room) -> None:
    with locked(room.folder / "trees.db"):
        assert f"Preview\n│ {PROMPT}\n" in await room.push(PROMPT)
        answer = await room.push("1")
        assert answer.startswith("Kept: your answer is safe with me and will be filed as soon as the store")
    receipt = await room.later()
    assert receipt.count("✓ Stored. Receipt") == 1
    assert "can’t be reached" not in receipt
    assert await room.stored() == [PROMPT]


async def test_while_another_program_holds_the_desk_a_text_is_given_back(room: Room) -> None:
    with locked(room.folder / "desk.db"):
        answer = await room.push(PROMPT)
    assert answer == (
        "Another program holds the database, so your line was not kept. "
        "Please wait until it is done, then send it again.\n\n"
        f"This was not taken. Here it is again:\n│ {PROMPT}\n\n"
    )
    assert f"Preview\n│ {PROMPT}\n" in await room.push(PROMPT)


async def test_a_desk_that_cannot_take_the_answer_is_not_silent_and_the_receipt_comes_later(room: Room) -> None:
    await room.push(PROMPT)
    with locked(room.folder / "desk.db") as other:
        other.rollback()
        room.link.meanwhile = lambda: other.execute("begin immediate")
        answer = await room.push("1")
    assert answer == (
        "Your line is kept, but nothing else can be stored just now. The answer comes by itself as soon as it can.\n\n"
    )
    assert (await room.later()).count("✓ Stored. Receipt") == 1
    assert await room.stored() == [PROMPT]


async def test_on_a_full_disk_an_answer_is_kept_and_filed_when_there_is_room(room: Room) -> None:
    await room.store.run(lambda tx: small(tx.connection))
    answer = await room.push(LONG, "1")
    assert answer.startswith("Kept: your answer is safe with me and will be filed as soon as the store")
    assert await room.stored() == []
    await room.store.run(lambda tx: large(tx.connection))
    assert "✓ Stored. Receipt" in await room.later()
    assert await room.stored() == [LONG.strip()]


async def test_on_a_disk_too_full_for_the_desk_a_text_is_given_back(room: Room) -> None:
    await room.desk.run(small)
    answer = await room.push(LONG)
    assert answer.startswith("The disk is full, so your line was not kept. Please make room there, then send it again.")
    assert f"This was not taken. Here it is again:\n│ {LONG}\n" in answer
    await room.desk.run(large)
    assert f"Preview\n│ {LONG}\n" in await room.push(LONG)


async def test_what_was_written_before_the_trouble_is_there_after_a_new_start(room: Room) -> None:
    await room.push(PROMPT)
    await room.desk.run(small)
    await room.push(LONG)
    async with opened(room.folder, room.clock) as again:
        assert f"Preview\n│ {PROMPT}\n" in await again.push("/start")


def start(home: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    """The command, as it begins on a folder."""
    monkeypatch.setattr("core.store.sqlite.BUSY_SECONDS", BUSY)
    monkeypatch.setenv("ARBORETUM_HOME", str(home))
    return CliRunner().invoke(main, ["chat", "--as", "anna", "--locale", "en", "--no-samples"], input=f"1\n{PROMPT}\n")


@pytest.fixture
def home(nothing_set: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which somebody has left a text in the preview."""
    assert f"Preview\n│ {PROMPT}\n" in start(tmp_path / "home", monkeypatch).output
    return tmp_path / "home"


@pytest.mark.parametrize("name", ["trees.db", "desk.db"])
def test_a_database_of_a_newer_version_is_left_alone(home: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(home / name, isolation_level=None) as database:
        ((version,),) = database.execute("select version_num from alembic_version").fetchall()
        database.execute("update alembic_version set version_num = '9999'")
    result = start(home, monkeypatch)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"arboretum: {home / name} was written by a newer version of Arboretum (schema 9999): "
        "install that version or a later one, or name another database.\n"
    )
    database.execute("update alembic_version set version_num = ?", (version,))
    database.close()
    assert f"│ {PROMPT}\n" in start(home, monkeypatch).output


@pytest.mark.parametrize("name", ["trees.db", "desk.db"])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / name).write_text("bread, milk, tomatoes\n" * 100)
    result = start(tmp_path, monkeypatch)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"arboretum: {tmp_path / name} is not a healthy database: restore a backup, or name another file.\n"
    )
    assert (tmp_path / name).read_text().startswith("bread, milk")


@pytest.mark.parametrize("name", ["trees.db", "desk.db"])
def test_a_database_in_use_is_waited_for_and_then_left(home: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with locked(home / name):
        result = start(home, monkeypatch)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == ("arboretum: another program holds the database; wait until it is done, then try again.\n")
    assert f"│ {PROMPT}\n" in start(home, monkeypatch).output


@pytest.mark.usefixtures("nothing_set")
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "home"
    result = start(folder, monkeypatch)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"arboretum: The folder {folder} can't be made (Not a directory): name another one.\n"


def test_where_no_file_may_grow_the_command_leaves_with_one_sentence(home: Path, root: Path) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    talk = subprocess.run(
        [sys.executable, "-B", "-m", "bots", "chat", "--as", "anna", "--locale", "en"],
        input=f"{PROMPT}\n",
        cwd=root,
        env={**environ, "ARBORETUM_HOME": str(home)},
        capture_output=True,
        text=True,
        preexec_fn=limit,
        timeout=60,
        check=False,
    )
    assert talk.returncode == 1
    assert talk.stderr == (
        "arboretum: the database can't be opened for writing; check the folder, its owner and its rights.\n"
    )
