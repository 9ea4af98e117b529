"""Communities on Telegram: groups, as their administrators set them up."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection
from telegram import Bot
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bots.community.moderating import Moderates, everywhere
from bots.desk import communities, steps
from bots.desk.desk import Desk
from bots.dialogue.community import Community
from bots.runner.visit import Visit
from bots.telegram.arrivals import PLATFORM
from bots.telegram.channel import place
from core.domain.person import Identity

ASKED = 20  # communities whose moderators' chats are asked for somebody who came by no link
_PRESENT = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER)


@dataclass(frozen=True)
class Groups:
    """Looks groups up, and asks Telegram who belongs to the moderators' chat at this moment."""

    bot: Bot
    desk: Desk
    moderates: Moderates = everywhere

    async def of(self, chat_id: int | str) -> Community:
        """A group's settings as they stand at this moment, or the defaults: a moderator or a file changes them too."""
        return await self.desk.run(lambda connection: communities.found(connection, PLATFORM, str(chat_id)))

    async def save(self, community: Community) -> None:
        """Keep new settings."""
        now = self.desk.clock()
        await self.desk.run(lambda connection: communities.save(connection, PLATFORM, community, now))

    async def change(self, chat_id: int | str, how: Callable[[Community], Community]) -> tuple[Community, Community]:
        """Change settings as they stand at this moment, and what they were and are: of two at once neither is lost."""
        id, now = str(chat_id), self.desk.clock()

        def work(connection: Connection) -> tuple[Community, Community]:
            before = communities.found(connection, PLATFORM, id)
            after = how(before)
            communities.save(connection, PLATFORM, after, now)
            return before, after

        return await self.desk.run(work)

    async def move(self, old: int, new: int) -> None:
        """A group has become a supergroup, with another id: all that is known of it goes along."""
        now = self.desk.clock()
        await self.desk.run(lambda c: communities.move(c, PLATFORM, str(old), str(new), now))

    async def visit(self, who: Identity, community: str, *, moderating: bool) -> Visit:
        """Where somebody acts; whether they moderate there is asked only where it matters, and then each time."""
        if not moderating:
            return Visit(community)
        if community:
            return Visit(community, await self._moderates(who, community))
        page = await self.desk.run(lambda connection: steps.find(connection, who))
        last = page.community if page is not None else ""
        for one in await self._having_moderators(last):
            if await self._moderates(who, one):
                return Visit(one, True)
        return Visit(last, False if last else None)

    async def is_administrator(self, chat_id: int | str, user_id: int) -> bool:
        """Whether somebody may set a group up."""
        try:
            administrators = await self.bot.get_chat_administrators(chat_id)  # told even where members are hidden
        except TelegramError:
            return False
        return any(one.user.id == user_id for one in administrators)

    async def _having_moderators(self, last: str) -> list[str]:
        """The communities that somebody who acts in private may moderate: the one they came from, then all others."""
        every = await self.desk.run(lambda connection: communities.every(connection, PLATFORM))
        named = sorted((one.id for one in every if one.moderators_channel), key=lambda id: id != last)
        return named[:ASKED]

    async def _moderates(self, who: Identity, community_id: str) -> bool:
        """Whoever belongs to the community's moderators' chat moderates; when Telegram can't say so, nobody does."""
        community = await self.of(community_id)
        if not community.moderators_channel or not self.moderates(community_id):
            return False
        try:
            chat, _ = place(community.moderators_channel)
        except ValueError:
            return False
        return await self._status(chat, int(who.external_id)) in _PRESENT

    async def _status(self, chat_id: int | str, user_id: int) -> str | None:
        try:
            member = await self.bot.get_chat_member(chat_id, user_id)
        except TelegramError:
            return None
        return member.status
