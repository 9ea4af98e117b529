"""Boards and moderators' cards in groups and their topics."""

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError
from telegram.error import Forbidden as NotAllowed

from bots.community.pinboard import Forbidden, Gone, Refused, Wall
from bots.dialogue.cards import Button, Card
from bots.telegram.channel import place
from bots.telegram.doors import door
from bots.telegram.drawing import Reader, draw
from bots.telegram.drawing.keyboard import in_rows
from bots.telegram.drawing.limits import ROW
from bots.telegram.groups import Groups
from bots.text.locale import Texts

BOARD = "board"  # the key of cards that are pinned above the talk
_SEPARATOR = ","  # between the messages that a long card takes
_SAME = "message is not modified"
_NO_CHAT = ("chat not found", "group chat was upgraded", "message thread not found", "topic_deleted")
_NO_RIGHT = ("not enough rights", "have no rights", "chat_write_forbidden", "topic_closed")


class Pinboard:
    """Puts cards up for everybody to see; see bots.community.pinboard. Its buttons lead into the private chat."""

    def __init__(self, bot: Bot, texts: Texts, secret: bytes, groups: Groups, username: str) -> None:
        self._bot = bot
        self._texts = texts
        self._secret = secret
        self._groups = groups
        self._username = username

    def serves(self, community_id: str) -> bool:
        """One process speaks for a bot on Telegram."""
        return True

    async def post(self, wall: Wall, card: Card, nonce: str) -> str:
        """Put up a card; a long one takes several messages. A board is pinned, where that is allowed.

        Telegram knows no nonce.
        """
        chat, topic = _placed(wall)
        try:
            sent = [
                await self._bot.send_message(
                    chat,
                    html,
                    parse_mode=ParseMode.HTML,
                    message_thread_id=topic,
                    reply_markup=keyboard,
                )
                for html, keyboard in self._drawn(wall, card)
            ]
        except TelegramError as error:
            raise await self._trouble(error, chat) from error
        if card.key == BOARD:
            await self._pin(chat, sent[0].message_id)
        return _SEPARATOR.join(str(message.message_id) for message in sent)

    async def edit(self, wall: Wall, ref: str, card: Card) -> None:
        """Change a card where it stands; Refused when it would take another number of messages."""
        chat, _ = _placed(wall)
        messages, drawn = ref.split(_SEPARATOR), self._drawn(wall, card)
        if len(messages) != len(drawn):
            raise Refused
        for message, (html, keyboard) in zip(messages, drawn, strict=True):
            await self._edit_one(chat, int(message), html, keyboard)

    async def _edit_one(self, chat: int, message: int, html: str, keyboard: InlineKeyboardMarkup | None) -> None:
        try:
            await self._bot.edit_message_text(
                html,
                chat_id=chat,
                message_id=message,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
            )
        except BadRequest as error:
            if _SAME not in error.message.lower():
                raise await self._trouble(error, chat) from error
        except TelegramError as error:
            raise await self._trouble(error, chat) from error

    async def _pin(self, chat: int, message: int) -> None:
        try:
            await self._bot.pin_chat_message(chat, message, disable_notification=True)
        except (BadRequest, NotAllowed):
            return  # it can be read without

    def _drawn(self, wall: Wall, card: Card) -> list[tuple[str, InlineKeyboardMarkup | None]]:
        """The messages of a card, with the buttons below the last."""
        reader = Reader(self._texts, wall.locale or "en", self._secret, wall.owner)
        texts = [drawn.html for drawn in draw([card], reader)]
        return [*((html, None) for html in texts[:-1]), (texts[-1], self._keyboard(wall, card, reader))]

    def _keyboard(self, wall: Wall, card: Card, reader: Reader) -> InlineKeyboardMarkup | None:
        rows = [[self._door(wall, button, reader) for button in row] for row in card.rows]
        shown = [part for row in rows for part in in_rows(row, ROW, lambda key: key.text)]
        return InlineKeyboardMarkup(shown) if shown else None

    def _door(self, wall: Wall, button: Button, reader: Reader) -> InlineKeyboardButton:
        address = door(button.action, button.argument, wall.community_id).address(self._username)
        return InlineKeyboardButton(reader.label(button.label), url=address)

    async def _trouble(self, error: TelegramError, chat: int) -> Exception:
        """What went wrong, as the keeper knows it; anything else is tried again later."""
        if isinstance(error, ChatMigrated):
            await self._groups.move(chat, error.new_chat_id)
            return Gone()
        if isinstance(error, NotAllowed):
            return Forbidden()
        if not isinstance(error, BadRequest):
            return error
        told = error.message.lower()
        if any(word in told for word in _NO_CHAT):
            return Gone()
        return Forbidden() if any(word in told for word in _NO_RIGHT) else Refused()


def _placed(wall: Wall) -> tuple[int, int | None]:
    try:
        return place(wall.channel)
    except ValueError as error:
        raise Gone from error
