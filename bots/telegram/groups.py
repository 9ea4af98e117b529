"""Communities on Telegram: groups, as their administrators set them up."""

from collections.abc import Callable
from dataclasses import dataclass, field

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

_PRESENT = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER)


@dataclass(frozen=True)
class Groups:
    """Looks groups up, and asks Telegram who belongs to the moderators' chat at this moment."""

    bot: Bot
    desk: Desk
    moderates: Moderates = everywhere
    _known: dict[str, Community] = field(default_factory=dict)

    async def of(self, chat_id: int | str) -> Community:
        """A group's settings, or the defaults."""
        id = str(chat_id)
        if id not in self._known:
            self._known[id] = await self.desk.run(lambda connection: communities.found(connection, PLATFORM, id))
        return self._known[id]

    async def save(self, community: Community) -> None:
        """Keep new settings."""
        now = self.desk.clock()
        await self.desk.run(lambda connection: communities.save(connection, PLATFORM, community, now))
        self._known[community.id] = community

    async def change(self, chat_id: int | str, how: Callable[[Community], Community]) -> tuple[Community, Community]:
        """Change settings as they stand at this moment, and what they were and are: of two at once neither is lost."""
        id, now = str(chat_id), self.desk.clock()

        def work(connection: Connection) -> tuple[Community, Community]:
            before = communities.found(connection, PLATFORM, id)
            after = how(before)
            communities.save(connection, PLATFORM, after, now)
            return before, after

        before, after = await self.desk.run(work)
        self.forget(id)
        return before, after

    async def move(self, old: int, new: int) -> None:
        """A group has become a supergroup, with another id: all that is known of it goes along."""
        now = self.desk.clock()
        await self.desk.run(lambda c: communities.move(c, PLATFORM, str(old), str(new), now))
        self.forget(old)
        self.forget(new)

    def forget(self, chat_id: int | str) -> None:
        """Look a group up anew the next time."""
        self._known.pop(str(chat_id), None)

    async def visit(self, who: Identity, community: str, *, moderating: bool) -> Visit:
        """Where somebody acts; whether they moderate there is asked only where it matters, and then each time."""
        if not moderating:
            return Visit(community)
        page = await self.desk.run(lambda connection: steps.find(connection, who))
        here = community or (page.community if page is not None else "")
        return Visit(here, await self._moderates(who, here) if here else None)

    async def is_administrator(self, chat_id: int | str, user_id: int) -> bool:
        """Whether somebody may set a group up."""
        try:
            administrators = await self.bot.get_chat_administrators(chat_id)  # told even where members are hidden
        except TelegramError:
            return False
        return any(one.user.id == user_id for one in administrators)

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
