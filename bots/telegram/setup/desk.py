"""Opens the panel for a group's administrators, and does what they press there; the right is checked each time."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import structlog
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, User
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bots.community.keeper import Keeper
from bots.dialogue.cards import Card, Line
from bots.dialogue.community import Community
from bots.telegram.arrivals import spot_of
from bots.telegram.courtesies import Courtesies
from bots.telegram.deep_link import DeepLink
from bots.telegram.drawing import Drawn, Reader, draw
from bots.telegram.groups import Groups
from bots.telegram.setup.changes import changed, introduced, reported_to
from bots.telegram.setup.panel import ACTION, KINDS, LANGUAGES, MAIN, panel
from bots.telegram.setup.rights import checks
from bots.text.locale import Texts
from bots.text.press import Press, community_owner

REPORTS = "reports"  # the command that comes with us into the moderators' chat

log = structlog.get_logger()


@dataclass(frozen=True)
class SetUp:
    """The set-up of groups."""

    bot: Bot
    groups: Groups
    keeper: Keeper
    courtesies: Courtesies
    texts: Texts
    secret: bytes

    @property
    def acts(self) -> Mapping[str, Callable[[CallbackQuery, Press], Awaitable[None]]]:
        """The buttons of the panel."""
        return {ACTION: self.pressed}

    async def open(self, message: Message, user: User | None) -> None:
        """`/setup`: a panel for administrators; others are told that it is not for them."""
        hidden = message.sender_chat is not None and message.sender_chat.id == message.chat.id
        if not hidden and (user is None or not await self.groups.is_administrator(message.chat.id, user.id)):
            self.courtesies.reply(message, Line("telegram-setup-not-yours"))
            return
        locale = (user.language_code if user else None) or "en"
        community = await self.groups.of(message.chat.id)
        drawn = await self._drawn(community, MAIN, locale)
        await self.bot.send_message(
            message.chat.id,
            drawn.html,
            parse_mode=ParseMode.HTML,
            message_thread_id=spot_of(message).topic,
            reply_markup=self._with_link(drawn, community, locale),
        )

    async def pressed(self, query: CallbackQuery, press: Press) -> None:
        """One press on the panel."""
        message = query.message
        if not isinstance(message, Message):
            return
        if not await self.groups.is_administrator(message.chat.id, query.from_user.id):
            self.courtesies.reply(message, Line("telegram-setup-not-yours"))
            return
        what, _, value = press.argument.partition("=")
        if what == "close":
            await message.edit_reply_markup(None)
        elif what == "test":
            await self._test(message, query.from_user)
        else:
            await self._change(message, query.from_user, what, value)

    async def take_reports(self, message: Message, user: User, link: DeepLink) -> None:
        """We were let into a chat to bring a community's reports there, by an administrator of both."""
        both = [await self.groups.is_administrator(chat, user.id) for chat in (link.community, message.chat.id)]
        if not all(both):
            self.courtesies.reply(message, Line("telegram-setup-not-yours"))
            return
        spot = spot_of(message)
        channel = str(spot.chat) if spot.topic is None else f"{spot.chat}:{spot.topic}"
        community = await self.groups.of(link.community)
        await self._save(reported_to(community, channel))
        self.courtesies.reply(message, Line("telegram-setup-reports-come"))

    async def _change(self, message: Message, user: User, what: str, value: str) -> None:
        community = await self.groups.of(message.chat.id)
        spot = spot_of(message)
        here = str(spot.chat) if spot.topic is None else f"{spot.chat}:{spot.topic}"
        locale = user.language_code or "en"
        after = changed(community, what, value, here)
        if after != community:
            await self._save(introduced(after, message.chat.title or "", locale))
        page = {"lang": LANGUAGES, "kind": KINDS, "page": value}.get(what, MAIN)
        await self._redraw(message, after, page, locale)

    async def _save(self, community: Community) -> None:
        await self.groups.save(community)
        log.info("community_set_up", platform="telegram")
        await self.keeper.hurry()

    async def _redraw(self, message: Message, community: Community, page: str, locale: str) -> None:
        drawn = await self._drawn(community, page, locale)
        keyboard = self._with_link(drawn, community, locale) if page == MAIN else drawn.keyboard
        try:
            await message.edit_text(drawn.html, parse_mode=ParseMode.HTML, reply_markup=keyboard)
        except BadRequest:
            return  # it reads the same, or was deleted meanwhile

    async def _test(self, message: Message, user: User) -> None:
        """A card such as people will see, and a word that it arrived."""
        card = Card("task", (Line("telegram-setup-test"),))
        drawn = draw([card], self._reader(str(message.chat.id), user.language_code or "en"))[0]
        await self.bot.send_message(
            message.chat.id, drawn.html, parse_mode=ParseMode.HTML, message_thread_id=spot_of(message).topic
        )

    async def _drawn(self, community: Community, page: str, locale: str) -> Drawn:
        found = await checks(self.bot, community) if page == MAIN else []
        return draw([panel(community, page, found)], self._reader(community.id, locale))[0]

    def _with_link(self, drawn: Drawn, community: Community, locale: str) -> InlineKeyboardMarkup:
        """The way to a chat for moderators: Telegram lets one choose it, and brings us there."""
        link = DeepLink(REPORTS, (), community.id)
        address = f"https://t.me/{self.bot.username}?startgroup={link.payload()}"
        label = self._reader(community.id, locale).label(Line("button-setup-reports"))
        rows = [] if drawn.keyboard is None else list(drawn.keyboard.inline_keyboard)
        return InlineKeyboardMarkup([*rows, [InlineKeyboardButton(label, url=address)]])

    def _reader(self, community_id: str, locale: str) -> Reader:
        return Reader(self.texts, locale, self.secret, community_owner(community_id))
