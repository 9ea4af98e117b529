"""A talk that repeats what it hears; run as a process by test_seat."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from bots.dialogue.cards import Button, Card, Line, Quote
from bots.dialogue.events import Event, Pressed, Said
from bots.terminal.chat import Chat
from bots.terminal.seat import take_seat
from bots.text.locale import Texts
from core.domain.person import Identity


class Echo:
    chat: Chat

    async def handle(
        self, platform: str, external_id: str, locale: str, event: Event, event_id: str, name: str = ""
    ) -> None:
        match event:
            case Said(text):
                heard = f"Said: {text}"
            case Pressed(action):
                heard = f"Pressed: {action}"
            case _:
                heard = f"Heard: {event.type}"
        card = Card("task", (Quote(heard),), ((Button("skip", Line("terminal-show")),),), awaits_text=True)
        await self.chat.show(self.chat.who, "en", (card,))

    async def settle(self, who: Identity | None = None) -> None:
        await asyncio.sleep(0)


async def main() -> None:
    seat = take_seat()
    echo = Echo()
    echo.chat = Chat(echo, Texts(), seat.paper, "anna", "en")
    await seat.talk(echo.chat)


asyncio.run(main())
