"""Takes what people do on Telegram: kept before it is acknowledged, and answered where they look."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import structlog
from telegram import CallbackQuery, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus

from bots.dialogue.cards import Line
from bots.dialogue.events import Commanded, Edited, Event, Left, Pressed, Said
from bots.runner import Runner
from bots.runner.visit import Visit
from bots.telegram import spoken
from bots.telegram.arrivals import PLATFORM, identity, is_private, reference, spot_of
from bots.telegram.circle import Circle
from bots.telegram.courtesies import Courtesies
from bots.telegram.files import read
from bots.telegram.groups import Groups
from bots.telegram.screens import Screens
from bots.telegram.spot import Spot
from bots.telegram.written import written
from bots.text.file import NotAText
from bots.text.press import Press, read_press
from core.domain.errors import StoreAway

MODERATING = frozenset({"mod", "mod_confirm", "case", "queue"})  # presses for which it matters who moderates

Act = Callable[[CallbackQuery, Press], Awaitable[None]]

log = structlog.get_logger()


@dataclass(frozen=True)
class Reception:
    """What comes in private chats and by buttons; groups have a circle of their own.

    `acts` are the buttons on cards for everybody.
    """

    runner: Runner
    secret: bytes
    screens: Screens
    groups: Groups
    courtesies: Courtesies
    circle: Circle
    acts: Mapping[str, Act] = field(default_factory=dict)

    async def take(self, update: Update) -> None:
        """One update of any kind: it is safe when this returns; StoreAway when nothing could be kept."""
        id = f"u{update.update_id}"
        if update.callback_query is not None:
            await self._pressed(id, update.callback_query)
        elif update.message is not None:
            await self._came(id, update.message)
        elif update.edited_message is not None:
            await self._edited(id, update.edited_message)
        elif update.my_chat_member is not None:
            await self._standing(id, update.my_chat_member)

    async def _pressed(self, id: str, query: CallbackQuery) -> None:
        """A button: its token is checked here and now, and the press is answered before anything else happens."""
        chat = None if query.message is None else query.message.chat.id
        press = read_press(self.secret, query.from_user.id, chat, query.data or "")
        if press is None or (press.public and press.action not in self.acts):
            self.courtesies.alert(query, Line("telegram-not-yours"))
        elif press.public:
            self.courtesies.heard(query)
            await self.acts[press.action](query, press)
        else:
            self.courtesies.heard(query)
            moderating = press.action in MODERATING
            visit = await self.groups.visit(identity(query.from_user), "", moderating=moderating)
            if isinstance(query.message, Message):
                await self.screens.turn_to(identity(query.from_user), self._pressed_at(query.message), id, wrote=False)
            await self._tell(id, query.from_user, Pressed(press.action, press.argument, press.version), visit)

    def _pressed_at(self, message: Message) -> Spot:
        """Where the card stands; in a group it keeps answering the message that it answered."""
        spot = spot_of(message)
        answered = message.reply_to_message
        return spot if not spot.in_group else Spot(spot.chat, spot.topic, answered.message_id if answered else None)

    async def _came(self, id: str, message: Message) -> None:
        user = message.from_user
        if user is None or user.is_bot or message.sender_chat is not None:
            await self.circle.of_nobody(message)
        elif not is_private(message.chat):
            await self.circle.came(id, message, user, self._tell)
        elif (said := spoken.command(written(message), self.circle.username)) is None:
            await self._said(id, message, user)
        elif said.name == "setup":
            self.circle.invite(message)
        else:
            await self._commanded(id, message, user, said)

    async def _commanded(self, id: str, message: Message, user: User, said: Commanded) -> None:
        link = spoken.followed_link(said)
        if link is not None:
            log.info("telegram_link_followed", command=link.command, campaign=link.campaign or None)
            said = Commanded(link.command, link.argument)
        community = link.community if link else ""
        visit = await self.groups.visit(identity(user), community, moderating=said.name == "mod")
        await self.screens.turn_to(identity(user), spot_of(message), id, wrote=True)
        await self._tell(id, user, said, visit)

    async def _said(self, id: str, message: Message, user: User) -> None:
        try:
            text, means = await read(message)
        except NotAText as refused:
            self.courtesies.reply(message, refused.line)
            return
        if not text:
            if message.effective_attachment:  # else Telegram itself tells us something, as that a topic was opened
                self.courtesies.reply(message, Line("telegram-cannot-take"))
            return
        await self.screens.turn_to(identity(user), spot_of(message), id, wrote=True)
        await self._tell(id, user, Said(text, reference(message), means))

    async def _edited(self, id: str, message: Message) -> None:
        """Somebody has written one of their own messages anew."""
        user = message.from_user
        if user is None or user.is_bot or message.sender_chat is not None:
            return
        try:
            text, _ = await read(message)
        except NotAText as refused:
            self.courtesies.reply(message, refused.line)
            return
        if text:
            await self._tell(id, user, Edited(reference(message), text))

    async def _standing(self, id: str, change: ChatMemberUpdated) -> None:
        """Somebody has blocked us, or a group has let us in or thrown us out."""
        if is_private(change.chat):
            if change.new_chat_member.status == ChatMemberStatus.BANNED:
                await self._tell(id, change.from_user, Left())
        else:
            self.circle.standing(change)

    async def _tell(self, id: str, user: User, event: Event, visit: Visit | None = None) -> None:
        who = identity(user)
        try:
            await self.runner.handle(
                PLATFORM, who.external_id, user.language_code or "en", event, id, user.full_name, visit
            )
        except StoreAway:
            self.courtesies.not_kept(user)
            raise
