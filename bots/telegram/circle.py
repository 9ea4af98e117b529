"""What comes in groups and topics: texts are written there, everything else leads into the private chat."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import ChatMemberUpdated, Message, User
from telegram.constants import ChatMemberStatus

from bots.dialogue import wishes
from bots.dialogue.cards import Line
from bots.dialogue.events import Commanded, Event, Said
from bots.dialogue.steps import Step, Writing
from bots.runner import Runner
from bots.runner.visit import Visit
from bots.telegram import spoken
from bots.telegram.arrivals import identity, reference, spot_of
from bots.telegram.channel import channel, topic_address
from bots.telegram.courtesies import Courtesies
from bots.telegram.deep_link import DeepLink
from bots.telegram.files import read
from bots.telegram.groups import Groups
from bots.telegram.others_cards import OthersCards
from bots.telegram.screens import Screens
from bots.telegram.setup.desk import REPORTS, SetUp
from bots.telegram.written import written
from bots.text.file import NotAText
from core.domain.person import Identity
from core.domain.task import Family, Kind

Tell = Callable[[str, User, Event, Visit | None], Awaitable[None]]

_GONE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


@dataclass(frozen=True)
class Circle:
    """Hears commands and replies to what we said; Telegram shows us nothing else there."""

    runner: Runner
    screens: Screens
    groups: Groups
    courtesies: Courtesies
    username: str
    set_up: SetUp
    others_cards: OthersCards

    async def came(self, id: str, message: Message, user: User, tell: Tell) -> None:
        """A message in a group."""
        said = spoken.command(written(message), self.username)
        if message.migrate_to_chat_id is not None:
            await self.of_nobody(message)
        elif said is None:
            await self._replied(id, message, user, tell)
        elif (link := spoken.followed_link(said)) is not None and link.command == REPORTS:
            await self.set_up.take_reports(message, user, link)
        elif "setup" in (said.name, link.command if link else None):
            await self.set_up.open(message, user)
        elif said.name == "work":
            await self._work(id, message, user, said, tell)
        else:
            self._lead(message, Line("telegram-in-private"), self._link(message, said))

    async def of_nobody(self, message: Message) -> None:
        """From a channel, or an administrator who hides: there is nobody whose work it could be; or the group moves."""
        if message.migrate_to_chat_id is not None:
            await self.groups.move(message.chat.id, message.migrate_to_chat_id)
        elif message.is_automatic_forward:
            return  # the linked channel's readers are spoken to, not we
        elif (said := spoken.command(written(message), self.username)) is not None and said.name == "setup":
            await self.set_up.open(message, None)
        elif said is not None:
            self.courtesies.reply(message, Line("telegram-anonymous"))

    def invite(self, message: Message) -> None:
        """Somebody wants to set up a group from outside: Telegram lets them choose one, and brings us there."""
        address = f"https://t.me/{self.username}?startgroup={DeepLink('setup').payload()}"
        self.courtesies.reply(message, Line("telegram-setup-in-groups"), address, "button-to-group")

    def standing(self, change: ChatMemberUpdated) -> None:
        """A group lets us in, for the first time or again, or has thrown us out."""
        was, is_now = change.old_chat_member.status, change.new_chat_member.status
        if was in _GONE and is_now not in _GONE:
            self.courtesies.greet(change.chat.id, change.from_user, Line("telegram-hello"))

    async def _work(self, id: str, message: Message, user: User, said: Commanded, tell: Tell) -> None:
        """A text may be written here; who is new, or holds something that others must not see, goes on in private."""
        outcome = await self.runner.look(identity(user))
        step = None if outcome.page is None else outcome.page.step
        wish = _to_write(said.argument)
        if step is None or wish is None or not _may_write_here(step):
            self._lead(message, Line("telegram-work-in-private"), self._link(message, said))
            return
        topic = (await self.groups.of(message.chat.id)).task_channel
        if message.chat.is_forum and topic not in ("", channel(spot_of(message))):
            self.courtesies.reply(message, Line("telegram-work-in-topic"), topic_address(topic), "button-to-topic")
            return
        await self.screens.turn_to(identity(user), spot_of(message), id, wrote=True)
        await tell(id, user, Commanded("work", wish), Visit(str(message.chat.id)))

    async def _replied(self, id: str, message: Message, user: User, tell: Tell) -> None:
        """A reply to one's own card is one's text; to another's it is told so, and all else is talk among people."""
        who, answered = identity(user), message.reply_to_message
        if answered is None or not (message.text or message.document):
            return
        if not await self._is_own_card(who, answered):
            if answered.from_user is not None and answered.from_user.username == self.username:
                await self.others_cards.answered(message, user, answered)
            return
        try:
            text, means = await read(message)
        except NotAText as refused:
            self.courtesies.reply(message, refused.line)
            return
        await self.screens.turn_to(who, spot_of(message), id, wrote=True)
        await tell(id, user, Said(text, reference(message), means), Visit(str(message.chat.id)))

    async def _is_own_card(self, who: Identity, message: Message) -> bool:
        sheet = await self.screens.sheet(who)
        return sheet.spot.chat == message.chat.id and message.message_id in sheet.messages

    def _link(self, message: Message, said: Commanded) -> DeepLink:
        """The same command in private; a link has no room for kinds, so that their family stands for them."""
        words = [Kind(word).family if word in set(Kind) else word for word in said.argument.split()]
        fit = (word for word in dict.fromkeys(map(str, words)) if word.replace("-", "").isalnum())
        return DeepLink(said.name, tuple(fit)[:2], str(message.chat.id))

    def _lead(self, message: Message, line: Line, link: DeepLink) -> None:
        try:
            address = link.address(self.username)
        except ValueError:  # words that no link can carry
            address = DeepLink(community=link.community).address(self.username)
        self.courtesies.reply(message, line, address)


def _to_write(argument: str) -> str | None:
    """What is wished, as far as others may read along; None where it is only what they must not see."""
    wish = wishes.read(argument)
    if wish is None:
        return argument  # the answer says what can be wished
    kinds = [str(kind) for kind in wish.kinds if kind.family is Family.WRITE]
    if wish.kinds and not kinds:
        return None
    return " ".join([*(kinds or [str(Family.WRITE)]), wish.lang or ""]).strip()


def _may_write_here(step: Step) -> bool:
    person = step.person
    return person is not None and person.consent_version is not None and (step.work is None or _writes(step))


def _writes(step: Step) -> bool:
    return isinstance(step.work, Writing)
