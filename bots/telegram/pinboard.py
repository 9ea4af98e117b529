"""Boards and moderators' cards in groups and their topics."""

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError
from telegram.error import Forbidden as NotAllowed

from bots.community.pinboard import Forbidden, Gone, Refused, Wall
from bots.dialogue.cards import Card
from bots.telegram.channel import place
from bots.telegram.doors import door
from bots.telegram.drawing import Drawn, Reader, draw
from bots.telegram.groups import Groups
from bots.text.locale import Texts

BOARD = "board"  # the key of cards that are pinned above the talk
_SAME = "message is not modified"
_NO_CHAT = ("chat not found", "group chat was upgraded", "message thread not found", "topic_deleted")
_NO_RIGHT = ("not enough rights", "have no rights", "chat_write_forbidden", "topic_closed")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


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
        """Put up a card; a board is pinned, where that is allowed. Telegram knows no nonce."""
        chat, topic = _placed(wall)
        try:
            message = await self._bot.send_message(
                chat,
                self._drawn(wall, card).html,
                parse_mode=ParseMode.HTML,
                message_thread_id=topic,
                reply_markup=self._keyboard(wall, card),
                link_preview_options=_NO_PREVIEW,
            )
        except TelegramError as error:
            raise await self._trouble(error, chat) from error
        if card.key == BOARD:
            await self._pin(chat, message.message_id)
        return str(message.message_id)

    async def edit(self, wall: Wall, ref: str, card: Card) -> None:
        """Change a card where it stands."""
        chat, _ = _placed(wall)
        try:
            await self._bot.edit_message_text(
                self._drawn(wall, card).html,
                chat_id=chat,
                message_id=int(ref),
                parse_mode=ParseMode.HTML,
                reply_markup=self._keyboard(wall, card),
                link_preview_options=_NO_PREVIEW,
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

    def _drawn(self, wall: Wall, card: Card) -> Drawn:
        return draw([card], self._reader(wall))[0]

    def _reader(self, wall: Wall) -> Reader:
        return Reader(self._texts, wall.locale or "en", self._secret, wall.owner)

    def _keyboard(self, wall: Wall, card: Card) -> InlineKeyboardMarkup | None:
        reader = self._reader(wall)
        rows = [
            [
                InlineKeyboardButton(
                    reader.label(button.label),
                    url=door(button.action, button.argument, wall.community_id).address(self._username),
                )
                for button in row
            ]
            for row in card.rows
        ]
        return InlineKeyboardMarkup(rows) if rows else None

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
