"""Opens the panel for a group's administrators, and does what they press there; the right is checked each time."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import structlog
from telegram import Bot, CallbackQuery, Message, User

from bots.community.keeper import Keeper
from bots.dialogue import languages
from bots.dialogue.cards import Line
from bots.dialogue.community import Community
from bots.telegram import spoken
from bots.telegram.courtesies import Courtesies
from bots.telegram.deep_link import DeepLink
from bots.telegram.groups import Groups
from bots.telegram.setup.changes import CHANGES, introduced
from bots.telegram.setup.display import REPORTS, Display
from bots.telegram.setup.pages import Page, page_of
from bots.telegram.setup.panel import ACTION
from bots.telegram.setup.reports import Reports
from bots.telegram.setup.trial import WORKS, Trial
from bots.text.locale import Texts
from bots.text.press import Press

__all__ = ["REPORTS", "SetUp"]

log = structlog.get_logger()


@dataclass(frozen=True)
class SetUp:
    """The set-up of groups: what is chosen is kept when its update is taken, and shown beside that."""

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

    @cached_property
    def display(self) -> Display:
        """The panels."""
        return Display(self.bot, self.groups, self.texts, self.secret)

    @cached_property
    def reports(self) -> Reports:
        """The moderators' chats."""
        return Reports(self.bot, self.groups, self.courtesies, self.texts)

    @cached_property
    def trial(self) -> Trial:
        """The test cards."""
        return Trial(self.bot, self.texts, self.secret)

    async def open(self, message: Message, user: User | None) -> None:
        """`/setup`, or `/setup de gsw`: a panel for administrators; others are told that it is not for them."""
        if not await self._may(message, user):
            self.courtesies.reply(message, Line("telegram-setup-not-yours"))
            return
        locale = (user.language_code if user else None) or (await self.groups.of(message.chat.id)).locale or "en"
        notes = await self._name_languages(message, locale)
        self.courtesies.beside(self.display.put_up(message, locale, notes))

    async def pressed(self, query: CallbackQuery, press: Press) -> None:
        """One press on the panel, or on a test card."""
        message, user = query.message, query.from_user
        if not isinstance(message, Message):
            return
        what, _, value = press.argument.partition("=")
        locale = user.language_code or "en"
        if what == WORKS:
            self.courtesies.beside(self.trial.pressed(message, locale))
        elif not await self.groups.is_administrator(message.chat.id, user.id):
            self.courtesies.reply_to(message, user, Line("telegram-setup-not-yours"))
        elif what == "close":
            self.courtesies.beside(self.display.close(message))
        elif what == "test":
            self.courtesies.beside(self._test(message, value, locale))
        else:
            await self._change(message, what, value, locale)

    async def take_reports(self, message: Message, user: User, link: DeepLink) -> None:
        """We were let into a chat to bring a community's reports there, by an administrator of both."""
        if await self.reports.take(message, user, link):
            log.info("community_set_up", platform="telegram")
            self.courtesies.beside(self.keeper.hurry())

    async def _may(self, message: Message, user: User | None) -> bool:
        """Administrators, those too who write in the name of the group."""
        if message.sender_chat is not None:
            return message.sender_chat.id == message.chat.id
        return user is not None and await self.groups.is_administrator(message.chat.id, user.id)

    async def _name_languages(self, message: Message, locale: str) -> list[Line]:
        """Languages that have no button are typed."""
        said = spoken.command(message.text or "", self.bot.username)
        if said is None or said.name != ACTION or not said.argument:
            return []
        if not (named := languages.tags(said.argument)):
            return [Line("telegram-setup-languages-unclear")]
        await self._save(message, locale, lambda community: replace(community, languages=named))
        return []

    async def _change(self, message: Message, what: str, value: str, locale: str) -> None:
        page, change = CHANGES.get(what, (page_of(value), None))
        before = after = await self.groups.of(message.chat.id)
        if change is not None:
            before, after = await self._save(message, locale, lambda community: change(community, value))
        self.courtesies.beside(self._show(message, page, locale, before, after))

    async def _save(
        self, message: Message, locale: str, how: Callable[[Community], Community]
    ) -> tuple[Community, Community]:
        """What was chosen before, and what is now."""
        title = message.chat.title or ""
        kept = await self.groups.change(message.chat.id, lambda community: introduced(how(community), title, locale))
        log.info("community_set_up", platform="telegram")
        return kept

    async def _show(self, message: Message, page: Page, locale: str, before: Community, after: Community) -> None:
        """The panel at once, what hangs on walls next, and then how that went."""
        await self.display.redraw(message, page, locale)
        if before.moderators_channel and not after.moderators_channel:
            self.reports.moved(before.moderators_channel)
        if _on_walls(before) != _on_walls(after):
            await self.keeper.hurry()
            await self.display.redraw(message, page, locale)

    async def _test(self, message: Message, here: str, locale: str) -> None:
        community = await self.groups.of(message.chat.id)
        notes = await self.trial.send(community, here, locale)
        await self.display.redraw(message, Page.MAIN, locale, notes)


def _on_walls(community: Community) -> Sequence[object]:
    """What boards and moderators' cards depend on."""
    return (community.board_channel, community.moderators_channel, community.locale, community.paused)
