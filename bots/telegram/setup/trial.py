"""Test cards: sent to every place that was chosen, each with a button that does what it says."""

from telegram import Bot, Message
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bots.dialogue.cards import Button, Card, Line, Style
from bots.dialogue.community import Community
from bots.telegram.channel import place
from bots.telegram.drawing import Drawn, Reader, draw
from bots.telegram.setup.panel import ACTION
from bots.text.locale import Texts
from bots.text.press import community_owner

WORKS = "works"  # what its button carries


class Trial:
    """Sends them, and hears of their buttons."""

    def __init__(self, bot: Bot, texts: Texts, secret: bytes) -> None:
        self._bot = bot
        self._texts = texts
        self._secret = secret

    async def send(self, community: Community, here: str, locale: str) -> list[Line]:
        """Send one to each place, or here where none was chosen; and say what came of it."""
        places = {"board": community.board_channel or here, "reports": community.moderators_channel}
        return [await self._send(what, channel, locale) for what, channel in places.items() if channel]

    async def pressed(self, message: Message, locale: str) -> None:
        """The button works; whoever pressed it sees that on the card."""
        reader = self._reader(message.chat.id, locale)
        html = draw([Card("trial", (Line("telegram-setup-worked"),))], reader)[0].html
        await message.edit_text(html, parse_mode=ParseMode.HTML, reply_markup=None)

    async def _send(self, what: str, channel: str, locale: str) -> Line:
        try:
            chat, topic = place(channel)
            drawn = self._card(what, chat, locale)
            await self._bot.send_message(
                chat, drawn.html, parse_mode=ParseMode.HTML, message_thread_id=topic, reply_markup=drawn.keyboard
            )
        except (ValueError, TelegramError):
            return Line(f"telegram-setup-{what}-not-tested")
        return Line(f"telegram-setup-{what}-tested")

    def _card(self, what: str, chat: int, locale: str) -> Drawn:
        """Signed for the chat that it goes to, which need not be the group."""
        works = Button(ACTION, Line("button-setup-works"), f"{WORKS}=", Style.MAIN)
        card = Card("trial", (Line(f"telegram-setup-{what}-card"),), ((works,),))
        return draw([card], self._reader(chat, locale))[0]

    def _reader(self, chat: int, locale: str) -> Reader:
        return Reader(self._texts, locale, self._secret, community_owner(chat))
