"""Puts panels up and draws them anew; of several presses in a row the last one is what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bots.dialogue.cards import Line
from bots.dialogue.community import Community
from bots.telegram.arrivals import spot_of
from bots.telegram.channel import channel
from bots.telegram.deep_link import DeepLink
from bots.telegram.drawing import Drawn, Reader, draw
from bots.telegram.groups import Groups
from bots.telegram.setup.pages import Page
from bots.telegram.setup.panel import View, panel
from bots.telegram.setup.survey import survey
from bots.text.locale import Texts
from bots.text.press import community_owner

REPORTS = "reports"  # the command that comes with us into the moderators' chat


@dataclass(frozen=True)
class Display:
    """The panels of all groups."""

    bot: Bot
    groups: Groups
    texts: Texts
    secret: bytes
    _turns: dict[tuple[int, int], int] = field(default_factory=dict)  # by chat and message

    async def put_up(self, asked: Message, locale: str, notes: Sequence[Line] = ()) -> None:
        """A panel, below the message that asked for it."""
        drawn = await self._drawn(asked, Page.MAIN, locale, notes)
        await self.bot.send_message(
            asked.chat.id,
            drawn.html,
            parse_mode=ParseMode.HTML,
            message_thread_id=spot_of(asked).topic,
            reply_parameters=ReplyParameters(asked.message_id, allow_sending_without_reply=True),
            reply_markup=self._keyboard(drawn, asked, Page.MAIN, locale),
        )

    async def redraw(self, shown: Message, page: Page, locale: str, notes: Sequence[Line] = ()) -> None:
        """A page of a panel as it is now, unless another press came meanwhile."""
        which = (shown.chat.id, shown.message_id)
        turn = self._turns[which] = self._turns.get(which, 0) + 1
        drawn = await self._drawn(shown, page, locale, notes)
        if self._turns.get(which) != turn:
            return
        keyboard = self._keyboard(drawn, shown, page, locale)
        try:
            await shown.edit_text(drawn.html, parse_mode=ParseMode.HTML, reply_markup=keyboard)
        except BadRequest:
            return  # it reads the same, or was deleted meanwhile

    async def close(self, shown: Message) -> None:
        """Leave what is chosen, without buttons."""
        self._turns.pop((shown.chat.id, shown.message_id), None)
        await shown.edit_reply_markup(None)

    async def _drawn(self, message: Message, page: Page, locale: str, notes: Sequence[Line]) -> Drawn:
        community = await self.groups.of(message.chat.id)
        moderates = self.groups.moderates(community.id)
        told = await self._told(community, moderates) if page is Page.MAIN else []
        view = View(
            community,
            channel(spot_of(message)),
            self.texts.locales(),
            forum=bool(message.chat.is_forum),
            told=(*notes, *told),
        )
        return draw([panel(view, page)], self._reader(community, locale))[0]

    async def _told(self, community: Community, moderates: bool) -> list[Line]:
        return (await survey(self.bot, self.groups.desk, community, moderates=moderates)).told

    def _keyboard(self, drawn: Drawn, message: Message, page: Page, locale: str) -> InlineKeyboardMarkup | None:
        """With the way to a chat for moderators: Telegram lets one choose it, and brings us there."""
        if page is not Page.MAIN or drawn.keyboard is None or not self.groups.moderates(str(message.chat.id)):
            return drawn.keyboard
        community = Community(str(message.chat.id))
        address = f"https://t.me/{self.bot.username}?startgroup={DeepLink(REPORTS, (), community.id).payload()}"
        label = self._reader(community, locale).label(Line("button-setup-reports"))
        way = [InlineKeyboardButton(label, url=address)]
        *above, last = drawn.keyboard.inline_keyboard
        return InlineKeyboardMarkup([*above, way, last])

    def _reader(self, community: Community, locale: str) -> Reader:
        return Reader(self.texts, locale, self.secret, community_owner(community.id))
