"""Push a line, pop the answer."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from io import StringIO

import pytest
from sqlalchemy import select

from bots.desk.desk import Desk
from bots.dialogue.cards import Button, Card, Line, Quote
from bots.dialogue.events import Commanded, Event, Pressed, Said
from bots.dialogue.move import Terms
from bots.runner import Runner
from bots.terminal.chat import Chat
from bots.terminal.paper import Sheet
from bots.terminal.render import Strip
from bots.text.locale import Texts
from core.domain.errors import StoreAway
from core.domain.message import Role
from core.domain.person import Identity
from core.domain.task import Kind
from core.store.tables import message
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove

ANNA = Identity("terminal", "anna")
TASK = Card(
    "task",
    (Quote("How are you?", Role.PROMPTER, Line("terminal-returned")),),
    ((Button("skip", Line("terminal-show")),),),
    version=3,
)


class Scripted:
    """Hears events, and answers each with the cards that the script has for it."""

    def __init__(self, script: Callable[[Event], Sequence[Card]] = lambda event: ()) -> None:
        self.script = script
        self.heard: list[Event] = []
        self.ids: list[str] = []
        self.locales: list[str] = []
        self.locale = "en"
        self.away = False
        self.pending: list[Sequence[Card]] = []
        self.chat: Chat

    async def handle(
        self, platform: str, external_id: str, locale: str, event: Event, event_id: str, name: str = ""
    ) -> None:
        if self.away:
            raise StoreAway(reason="full")
        assert Identity(platform, external_id) == ANNA
        self.heard.append(event)
        self.ids.append(event_id)
        self.locales.append(locale)
        self.pending.append(self.script(event))

    async def settle(self, who: Identity | None = None) -> None:
        while self.pending:
            await self.chat.show(ANNA, self.locale, self.pending.pop(0))


class Table:
    """A chat with its paper before one's eyes."""

    def __init__(self, listener: Scripted, locale: str = "en", patience: float | None = None) -> None:
        self.out = StringIO()
        self.listener = listener
        self.chat = listener.chat = Chat(listener, Texts(), Sheet(self.out), "anna", locale, patience)

    async def push(self, line: str) -> str:
        """Type a line; what is printed then is the answer."""
        await self.chat.take(line)
        return self.pop()

    def pop(self) -> str:
        """What was printed since."""
        printed = self.out.getvalue()
        self.out.seek(0)
        self.out.truncate()
        return printed


async def lines(*given: str) -> AsyncIterator[str]:
    for line in given:
        yield line


@pytest.fixture
def table() -> Table:
    return Table(Scripted(lambda event: [TASK] if isinstance(event, Commanded) else ()))


async def test_a_talk_begins_with_help_and_the_current_card(table: Table) -> None:
    await table.chat.run(lines())
    printed = table.pop()
    assert printed.startswith("Type the number of a choice")
    assert "│ How are you?\n\n[1] Show the hidden text\n" in printed
    assert table.listener.heard == [Commanded("start")]


async def test_a_number_presses_the_button_of_the_card_that_was_shown(table: Table) -> None:
    await table.chat.run(lines("1", "show"))
    assert table.listener.heard[1:] == [Pressed("skip", "", 3)] * 2


async def test_each_event_has_an_id_of_its_own(table: Table) -> None:
    await table.chat.run(lines("1", "1"))
    assert len(set(table.listener.ids)) == 3


async def test_a_wrong_number_loses_nothing(table: Table) -> None:
    await table.push("/start")
    assert await table.push("7") == "There is only choice 1. Type 1, or a command such as /help.\n\n"
    await table.push("1")
    assert table.listener.heard[1:] == [Pressed("skip", "", 3)]


async def test_a_hidden_text_is_shown_when_it_is_asked_for(table: Table) -> None:
    table.listener.script = lambda event: [Card("task", (Quote("a nasty text", Role.PROMPTER, flagged=True),))]
    assert "(hidden; type 1 to read it)" in await table.push("/start")
    assert "│ a nasty text\n" in await table.push("1")


async def test_news_are_told_once_until_the_person_acts(table: Table) -> None:
    title, beans, peas = Line("news", {"count": 1}), Quote("My beans"), Quote("My peas")
    call = ((Button("take", Line("button-work")),),)
    await table.chat.show(ANNA, "en", [Card("news", (title, beans), call)])
    assert table.pop() == "News about your texts\n\n│ My beans\n\n[1] Give me a task\n\n"
    await table.chat.show(ANNA, "en", [Card("news", (Line("news", {"count": 3}), beans, peas, beans), call)])
    assert table.pop() == "News about your texts (3)\n\n│ My peas\n\n│ My beans\n\n[1] Give me a task\n\n"
    await table.push("/start")
    await table.chat.show(ANNA, "en", [Card("news", (title, beans))])
    assert "│ My beans" in table.pop()


async def test_a_text_of_several_lines_is_one_text(table: Table) -> None:
    for line in ('"""', "one", "", "two", '"""'):
        await table.push(line)
    assert table.listener.heard == [Said("one\n\ntwo")]


async def test_the_prompt_tells_that_a_block_is_open(table: Table) -> None:
    assert table.chat.prompt == "> "
    await table.push('"""')
    assert table.chat.prompt == "… "


async def test_a_block_that_the_input_cuts_short_is_still_said(table: Table) -> None:
    await table.chat.run(lines('"""', "half a text"))
    assert table.listener.heard[1:] == [Said("half a text")]


async def test_what_cannot_be_kept_comes_back_with_the_reason(table: Table) -> None:
    table.listener.away = True
    printed = await table.push("A text of mine")
    assert "This was not taken. Here it is again:\n│ A text of mine\n" in printed


async def test_undecodable_bytes_are_shown_and_not_taken(table: Table) -> None:
    printed = await table.push("caf\udce9")
    assert "not valid UTF-8" in printed
    assert "caf\ufffd" in printed
    assert table.listener.heard == []


async def test_the_person_s_own_locale_is_spoken_once_it_is_known(table: Table) -> None:
    assert (await table.push("1")).startswith("There is nothing to choose")
    table.listener.locale = "de-AT"
    await table.push("/start")
    assert (await table.push("9")).startswith("Es gibt nur die Auswahl 1.")
    assert table.listener.locales == ["en"]


async def test_cards_of_other_people_are_not_shown_here(table: Table) -> None:
    await table.chat.show(Identity("terminal", "bert"), "en", (TASK,))
    assert table.pop() == ""


async def test_what_comes_of_one_line_stands_once(table: Table) -> None:
    drawn = Card("task", (Line("terminal-show"),))
    table.listener.script = lambda event: [Card("task", (Line("terminal-returned"),)), drawn]
    assert await table.push("a text") == "Show the hidden text\n\n"


async def test_what_stands_above_is_not_printed_again_when_other_work_comes(table: Table) -> None:
    receipt = Card("receipt", (Line("terminal-show"),))
    table.listener.script = lambda event: [receipt] if isinstance(event, Commanded) else [receipt, TASK]
    await table.push("/start")
    assert (await table.push("a text")).startswith("This was not taken.")


async def test_work_is_not_printed_again_because_of_what_comes_beside_it(table: Table) -> None:
    await table.push("/start")
    receipt = Card("receipt", (Line("receipt", {"number": "AB"}),), ((Button("undo", Line("button-undo"), "AB"),),))
    await table.chat.show(ANNA, "en", [receipt, TASK])
    assert table.pop() == "✓ Stored. Receipt AB\n\n[2] Undo\n\n"
    await table.push("1")
    await table.push("2")
    assert table.listener.heard[1:] == [Pressed("skip", "", 3), Pressed("undo", "AB", 0)]


async def test_other_work_that_comes_beside_is_printed(table: Table) -> None:
    await table.push("/start")
    await table.chat.show(ANNA, "en", [Card("note", (Line("stale"),)), replace(TASK, parts=(Line("idle"),))])
    assert "there’s a task for you" in table.pop()


async def test_a_note_that_grows_says_what_is_new(table: Table) -> None:
    notes = Line("mod-done-remove"), Line("removed-meanwhile")
    await table.push("/start")
    await table.chat.show(ANNA, "en", [Card("note", notes[:1]), TASK])
    await table.chat.show(ANNA, "en", [Card("note", notes), TASK])
    assert table.pop().count("Removed.") == 1
    await table.chat.show(ANNA, "en", [Card("note", notes), TASK])
    assert table.pop() == ""


async def test_who_waits_too_long_for_an_answer_hears_so_and_goes_on() -> None:
    class Stalled(Scripted):
        async def settle(self, who: Identity | None = None) -> None:
            await asyncio.Event().wait()

    table = Table(Stalled(), patience=0)
    assert (await table.push("a text")).startswith("Your line is kept, but its answer takes longer than usual.")
    await table.chat.show(ANNA, "en", [TASK])
    assert "│ How are you?" in table.pop()


async def test_an_answer_that_takes_its_time_is_not_waited_for(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    settle, printed = table.listener.settle, asyncio.Event()
    write = table.out.write

    def tell(text: str) -> int:
        printed.set()
        return write(text)

    async def slow(who: Identity | None = None) -> None:
        await settle(who)
        await printed.wait()  # would wait for ever if nothing was shown before all is settled

    monkeypatch.setattr(table.out, "write", tell)
    monkeypatch.setattr(table.listener, "settle", slow)
    assert "│ How are you?" in await table.push("/start")


async def test_silence_is_explained(table: Table) -> None:
    assert (await table.push("A text of mine")).startswith("Your line is kept, but nothing else can be stored")


async def test_nobody_reading_ends_the_talk_quietly() -> None:
    class Torn:
        def print(self, strips: Sequence[Strip]) -> None:
            raise BrokenPipeError

    listener = Scripted()
    listener.chat = Chat(listener, Texts(), Torn(), "anna", "en")
    await listener.chat.run(lines("one", "two", "three"))
    assert listener.heard[1:] == [Said("one")]


@dataclass
class Room:
    """A person before a real store, a real desk and the real dialogue."""

    grove: Grove
    runner: Runner
    chat: Chat
    out: StringIO

    async def push(self, line: str) -> str:
        """Type a line; what is printed then is the answer."""
        await self.chat.take(line)
        printed = self.out.getvalue()
        self.out.seek(0)
        self.out.truncate()
        return printed


@pytest.fixture
async def room(desk: Desk, copied_sqlite: str, clock: Clock) -> AsyncIterator[Room]:
    async with Grove.open(copied_sqlite, clock) as grove:
        chats: list[Chat] = []

        async def show(who: Identity, locale: str, cards: Sequence[Card]) -> None:
            await chats[0].show(who, locale, cards)

        texts, out = Texts(), StringIO()
        runner = Runner(desk, grove.link, Terms(), show, platforms=["terminal"], locales=texts.locales())
        chats.append(Chat(runner, texts, Sheet(out), "anna", "en"))
        yield Room(grove, runner, chats[0], out)
        await runner.close()


async def test_from_the_welcome_to_the_first_receipt_without_typing_a_text(room: Room) -> None:
    await room.grove.write(await room.grove.join("bert"), Kind.INITIAL_PROMPT, "Why is the sky blue?")
    assert "nothing that is written here will be released" in await room.push("/start")
    assert "BEST watches" in await room.push("I agree")
    task = await room.push("spam")
    assert "advertising is spam" in task
    assert "│ Why is the sky blue?" in task
    assert "✓ Stored. Receipt" in await room.push("fine")


async def test_a_text_of_several_lines_arrives_as_it_was_typed(room: Room) -> None:
    await room.push("/start")
    await room.push("I agree")
    assert "write the first message" in await room.push("/work write")
    for line in ('"""', "Tell me a story.", "", "  It has two lines."):
        await room.push(line)
    preview = await room.push('"""')
    assert "│ Tell me a story.\n│\n│   It has two lines.\n" in preview
    assert "✓ Stored. Receipt" in await room.push("1")
    (text,) = await room.grove.rows(select(message.c.text))
    assert text == ("Tell me a story.\n\n  It has two lines.",)


async def test_a_text_that_is_empty_is_answered_by_a_sentence(room: Room) -> None:
    for line in ("/start", "I agree", "/work write"):
        await room.push(line)
    assert "nothing to be read in it" in await room.push("   ")
    assert "nothing to be read in it" in await room.push("\u200b")


async def test_another_language_is_spoken_from_the_next_card_on(room: Room) -> None:
    for line in ("/start", "I agree", "/language"):
        await room.push(line)
    assert "Beginne ein Gespräch auf Englisch" in await room.push("German")
    await room.push("/help")
    assert await room.push("99") == "Es gibt nur die Auswahl 1. Tippe 1 oder einen Befehl wie /help.\n\n"
