"""The chat for moderators: whoever belongs to it moderates, so not every chat will do."""

from dataclasses import dataclass, replace

from telegram import Bot, Message, User

from bots.dialogue.cards import Line
from bots.telegram.arrivals import spot_of
from bots.telegram.channel import channel, place
from bots.telegram.courtesies import Courtesies
from bots.telegram.deep_link import DeepLink
from bots.telegram.groups import Groups
from bots.telegram.registration import offer_moderating, withdraw_moderating
from bots.text.locale import Texts


@dataclass(frozen=True)
class Reports:
    """Brings a community's reports into a chat, and takes them away from there."""

    bot: Bot
    groups: Groups
    courtesies: Courtesies
    texts: Texts

    async def take(self, message: Message, user: User, link: DeepLink) -> bool:
        """Whether reports come there from now on; else it is said why not."""
        if refused := await self._refused(message, user, link):
            self.courtesies.reply(message, refused)
            return False
        there = channel(spot_of(message))
        before, _ = await self.groups.change(link.community, lambda one: replace(one, moderators_channel=there))
        self.courtesies.reply(message, Line("telegram-setup-reports-come"))
        self.moved(before.moderators_channel, there)
        return True

    def moved(self, before: str, now: str = "") -> None:
        """List moderators' commands where their chat is, and no more where it was."""
        left, entered = _chat(before), _chat(now)
        if left is not None and left != entered:
            self.courtesies.beside(withdraw_moderating(self.bot, left, self.texts))
        if entered is not None:
            self.courtesies.beside(offer_moderating(self.bot, entered, self.texts))

    async def _refused(self, message: Message, user: User, link: DeepLink) -> Line | None:
        """An administrator of both chooses a chat of its own, that nobody else can join by themselves."""
        both = [await self.groups.is_administrator(chat, user.id) for chat in (link.community, message.chat.id)]
        if not all(both):
            return Line("telegram-setup-not-yours")
        if not self.groups.moderates(link.community):
            return Line("telegram-check-not-moderating")
        if str(message.chat.id) == link.community:
            return Line("telegram-setup-reports-elsewhere")
        return Line("telegram-check-reports-public") if message.chat.username else None


def _chat(named: str) -> int | None:
    try:
        return place(named)[0]
    except ValueError:
        return None
