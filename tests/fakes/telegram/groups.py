"""Groups and channels from the side of those who run them."""

from __future__ import annotations

from dataclasses import replace

from tests.fakes.telegram import letters, links, membership, payloads, posting, texts, topics
from tests.fakes.telegram.chats import Chat, Topic
from tests.fakes.telegram.members import Member, Status
from tests.fakes.telegram.people import Human
from tests.fakes.telegram.users import TELEGRAM, User
from tests.fakes.telegram.world import World

BOT_RIGHTS = ("can_manage_chat", "can_delete_messages", "can_invite_users", "can_pin_messages", "can_manage_topics")


class Group:
    """A group of any kind; `chat` becomes another one when it is upgraded."""

    def __init__(self, world: World, chat: Chat, owner: Human) -> None:
        self.world = world
        self.chat = chat
        self.owner = owner

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def title(self) -> str:
        return self.chat.title

    def invite_bot(self, *rights: str, by: Human | None = None, payload: str | None = None) -> None:
        """Let the bot in, as an administrator if rights are given; a payload comes with a link to add it."""
        links.check(payload)
        bot, author = self.world.bot, (by or self.owner).user
        standing = Member(bot, Status.ADMINISTRATOR, frozenset(rights)) if rights else Member(bot)
        membership.let_in(self.world, self.chat, bot, author, standing)
        if payload:
            (by or self.owner).command("start", self, payload)

    def expel_bot(self, by: Human | None = None) -> None:
        """Put the bot out."""
        membership.put_out(self.world, self.chat, self.world.bot, (by or self.owner).user)

    def promote_bot(self, *rights: str) -> None:
        """Let the bot be an administrator with exactly these rights."""
        self._promote(self.world.bot, rights, anonymous=False, title=None)

    def demote_bot(self) -> None:
        membership.change(self.world, self.chat, Member(self.world.bot), self.owner.user)

    def silence_bot(self) -> None:
        """Let the bot stay, but not write."""
        self.restrict(self.world.bot)

    def promote(self, human: Human, *rights: str, anonymous: bool = False, title: str | None = None) -> None:
        """Let somebody be an administrator."""
        self._promote(human.user, rights or ("can_manage_chat",), anonymous=anonymous, title=title)

    def demote(self, human: Human) -> None:
        membership.change(self.world, self.chat, Member(human.user), self.owner.user)

    def restrict(self, whom: Human | User, *permissions: str) -> None:
        """Leave somebody these permissions only."""
        user = whom.user if isinstance(whom, Human) else whom
        standing = Member(user, Status.RESTRICTED, permissions=frozenset(permissions))
        membership.change(self.world, self.chat, standing, self.owner.user)

    def permit(self, *permissions: str) -> None:
        """Leave everybody who is no administrator these permissions only."""
        self.chat.permissions = frozenset(permissions)

    def hide(self, human: Human, *, hidden: bool = True) -> None:
        """Let an administrator write in the name of the group."""
        standing = replace(self.chat.members[human.id], anonymous=hidden)
        membership.change(self.world, self.chat, standing, self.owner.user)

    def ban(self, human: Human) -> None:
        membership.put_out(self.world, self.chat, human.user, self.owner.user)

    def rename(self, title: str) -> None:
        self.chat.title = title
        posting.serve(self.world, self.chat, self.owner.user, {"new_chat_title": title})

    def topic(self, name: str, by: Human | None = None) -> Topic:
        """A new topic of a forum."""
        if not self.chat.forum:
            raise ValueError(f"{self.title} has no topics")
        return topics.create(self.world, self.chat, (by or self.owner).user, name)

    def close(self, topic: Topic, *, closed: bool = True) -> None:
        topics.close(self.world, topic, self.owner.user, closed=closed)

    def delete(self, topic: Topic) -> None:
        topics.remove(self.world, topic)

    def turn_topics(self, *, on: bool) -> None:
        """Make a forum of a supergroup, or take it back."""
        self.chat.forum = on

    def dissolve(self) -> None:
        """Be gone for good."""
        del self.world.chats[self.chat.id]

    def upgrade(self) -> int:
        """Become a supergroup; the new id."""
        self.chat = membership.upgrade(self.world, self.chat)
        return self.chat.id

    def _promote(self, user: User, rights: tuple[str, ...], *, anonymous: bool, title: str | None) -> None:
        standing = Member(user, Status.ADMINISTRATOR, frozenset(rights), anonymous=anonymous, title=title)
        membership.change(self.world, self.chat, standing, self.owner.user)


class Channel(Group):
    """A channel, whose posts may be discussed in a group."""

    def post(self, text: str) -> None:
        """Write a post; Telegram brings it into the discussion group."""
        found = texts.with_found(text)
        post = posting.post(self.world, self.chat, None, sender_chat=self.chat, text=text, entities=found)
        if group := self.chat.discussion:
            copied = {"text": text, "entities": found, "sender_chat": self.chat, "automatic": True}
            posting.post(self.world, group, TELEGRAM, origin=letters.origin(post), **copied)

    def discuss_in(self, group: Group) -> None:
        self.chat.discussion = group.chat


def found_by(world: World, chat: Chat, owner: Human) -> None:
    """Let a chat begin with its owner."""
    chat.members[owner.id] = Member(owner.user, Status.CREATOR)
    if chat.is_group:
        posting.serve(world, chat, owner.user, {"new_chat_members": [payloads.user(owner.user)]})
