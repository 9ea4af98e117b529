"""People: they write, use commands, press buttons, choose, fill in forms, and see what anybody would."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from tests.fakes.discord import acting, commanding, posting, settings, threads
from tests.fakes.discord.changes import PATIENCE
from tests.fakes.discord.channels import Channel
from tests.fakes.discord.choosing import chosen
from tests.fakes.discord.enclosing import enclosed
from tests.fakes.discord.form import Filling, Form
from tests.fakes.discord.guilds import Guild, Member
from tests.fakes.discord.interactions import Act
from tests.fakes.discord.log import Log
from tests.fakes.discord.messages import File, Message
from tests.fakes.discord.permissions import Permission, may, sees
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.reply import Reply
from tests.fakes.discord.seen import Button, Seen, Select
from tests.fakes.discord.users import User
from tests.fakes.discord.world import World

Found = TypeVar("Found")
Attachment = tuple[str, bytes] | File
LONGEST = 4000  # characters of a message, for those who pay; others may send half of it


class Human:
    """Somebody at a client. Acts happen at once; each gives a Reply, whose `settled()` waits for what the bot does."""

    def __init__(self, world: World, user: User, log: Log) -> None:
        self.world = world
        self.user = user
        self._log = log

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def mention(self) -> str:
        return f"<@{self.user.id}>"

    @property
    def dm(self) -> Channel:
        """The direct messages with the bot."""
        return self.world.direct_messages(self.user)

    def command(self, name: str, channel: Channel, /, **options: Any) -> Reply:
        """A slash command, with subcommands after a space: `command("mod remove", channel, id="...")`."""
        first, *path = name.split()
        command = commanding.find(self.world, self.user, channel, first)
        usage = commanding.Usage(self.world, channel.guild, options)
        return self._act(Act.COMMAND, channel, usage.of(command, path))

    def complete(self, name: str, channel: Channel, option: str, value: str = "", /, **options: Any) -> Reply:
        """Start to type an option; the reply's `choices` are what is proposed."""
        first, *path = name.split()
        command = commanding.find(self.world, self.user, channel, first)
        usage = commanding.Usage(self.world, channel.guild, {**options, option: value}, option)
        return self._act(Act.COMPLETE, channel, usage.of(command, path))

    def menu(self, name: str, message: Seen) -> Reply:
        """A command of a message's context menu."""
        command = commanding.find(self.world, self.user, message.channel, name, 3)
        data = commanding.used_on_message(self.world, command, message.message)
        return self._act(Act.COMMAND, message.channel, data)

    def offered(self, channel: Channel) -> list[str]:
        """The names of the commands that the client offers there."""
        return [one["name"] for one in commanding.offered(self.world, self.user, channel)]

    def press(self, message: Seen, button: str | Callable[[Button], bool]) -> Reply:
        """Press a button, by its label or by a test of it."""
        self._look(message)
        pressed = message.button(button)
        if pressed.disabled or pressed.custom_id is None:
            raise ValueError(f"{pressed} can't be pressed")
        return self._touch(message, {"custom_id": pressed.custom_id, "component_type": 2, "id": pressed.id})

    def choose(self, message: Seen, *values: Any, where: str | Callable[[Select], bool] | None = None) -> Reply:
        """Choose in the message's select (`where` says which): labels or values, or people, roles and channels."""
        self._look(message)
        select = message.select(where)
        data = {"custom_id": select.custom_id, "component_type": select.kind, "id": select.id}
        return self._touch(message, {**data, **chosen(message.channel.guild, select, values)})

    def submit(self, form: Form, values: Filling | None = None, *, unchecked: bool = False) -> Reply:
        """Send off a form: values by label or custom id; what is not given stays as the form had it.

        Options go by label or value, several of them as a list; files as (name, data), people and roles as such.
        """
        given, resolved = enclosed(self.world, form, values or {})
        data: Payload = {"custom_id": form.custom_id, "components": form.filled(given, unchecked=unchecked)}
        if resolved:
            data["resolved"] = resolved
        return self._act(Act.SUBMIT, form.channel, data, form.message)

    def say(
        self,
        channel: Channel,
        text: str = "",
        *,
        reply_to: Seen | None = None,
        ping: bool = True,
        attachments: Iterable[Attachment] = (),
    ) -> Reply:
        """Write a message; a reply pings the one who is replied to unless `ping` is off."""
        self._may_write(channel, text)
        files = [one if isinstance(one, File) else self.world.keep(*one) for one in attachments]
        target = reply_to.id if reply_to else None
        message = posting.new(self.world, channel, self.user, content=text, files=files, reply_to=target)
        reply = Reply(self, channel, message=message)
        if channel.is_thread:
            threads.add(self.world, channel, self.user)
        posting.post(self.world, message, {"parse": ["users", "roles", "everyone"], "replied_user": ping})
        return reply

    def edit(self, message: Seen, text: str) -> Reply:
        """Write one's own message anew."""
        assert message.message.author is self.user
        reply = Reply(self, message.channel, message=message.message)
        posting.rewrite(self.world, message.message, {"content": text}, [])
        return reply

    def delete(self, message: Seen) -> None:
        """Delete one's own message."""
        assert message.message.author is self.user
        posting.remove(self.world, message.message)

    def dismiss(self, message: Seen) -> None:
        """Put a private answer away; the bot does not hear of it."""
        self.world.private[message.channel.id, self.user.id].pop(message.id, None)

    def reload(self) -> None:
        """Start the client anew: private answers are gone."""
        for key in [key for key in self.world.private if key[1] == self.user.id]:
            del self.world.private[key]

    def close_dms(self) -> None:
        """Take no direct messages any more."""
        self.user.dms_open = False

    def open_dms(self) -> None:
        self.user.dms_open = True

    def join(self, guild: Guild) -> None:
        """Become a member."""
        guild.members[self.user.id] = member = Member(self.user, self.world.moments.now())
        settings.tell_member(self.world, "GUILD_MEMBER_ADD", guild, member)

    def leave(self, guild: Guild) -> None:
        """Leave a guild and its threads."""
        settings.remove_member(self.world, guild, self.user)

    def join_thread(self, thread: Channel) -> None:
        threads.add(self.world, thread, self.user)

    def leave_thread(self, thread: Channel) -> None:
        threads.leave(self.world, thread, self.user)

    def sees(self, channel: Channel) -> list[Seen]:
        """The messages that this person sees there, oldest first, private ones included."""
        if not sees(channel, self.user.id):
            return []
        private = self.world.private.get((channel.id, self.user.id), {})
        if not private:
            return [Seen(one) for one in channel.messages.values()]
        return [Seen(one) for _, one in sorted({**channel.messages, **private}.items())]

    def threads(self, guild: Guild | None = None) -> list[Channel]:
        """The threads that this person is in, oldest first."""
        guilds = [guild] if guild else self.world.guilds.values()
        return [one for each in guilds for one in each.threads.values() if self.user.id in one.members]

    async def until(self, predicate: Callable[[], Found | None], timeout: float = PATIENCE) -> Found:
        """What the predicate says, as soon as it is something true."""
        return await self.world.changes.until(
            predicate, person=self.user.id, timeout=timeout, again=0.25, missing=self.last_requests
        )

    async def reads(self, channel: Channel, text: str, timeout: float = PATIENCE) -> Seen:
        """The newest message there in which a text stands, once it is there."""
        return await self.until(lambda: self._newest(channel, text), timeout)

    def last_requests(self) -> str:
        """What the bot asked for last, for the message of a failed test."""
        return f"{self.user.name} waits; the bot's last requests:\n{self._log.tail()}"

    def _newest(self, channel: Channel, text: str) -> Seen | None:
        return next((one for one in reversed(self.sees(channel)) if text in one.text), None)

    def _touch(self, message: Seen, data: Payload) -> Reply:
        return self._act(Act.COMPONENT, message.channel, data, message.message)

    def _act(self, act: Act, channel: Channel, data: Payload, message: Message | None = None) -> Reply:
        if channel.archived and not channel.locked:  # the client takes the thread out first
            threads.archive(self.world, channel, archived=False)
            threads.tell_updated(self.world, channel)
        return Reply(self, channel, acting.act(self.world, act, self.user, channel, data, message))

    def _look(self, message: Seen) -> None:
        private = message.message.viewer
        if private not in (None, self.user) or not sees(message.channel, self.user.id) or message.gone:
            raise LookupError(f"{self.user.name} does not see {message}")

    def _may_write(self, channel: Channel, text: str) -> None:
        if len(text) > LONGEST:
            raise ValueError(f"a client sends no more than {LONGEST} characters; this has {len(text)}")
        wanted = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        may_manage = may(channel, self.user.id, Permission.MANAGE_THREADS)
        if not may(channel, self.user.id, wanted) or (channel.locked and not may_manage):
            raise PermissionError(f"{self.user.name} may not write in {channel.name}")
