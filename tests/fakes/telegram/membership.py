"""Who comes and goes in chats, and what the bot is told of it."""

from dataclasses import replace

from tests.fakes.telegram import payloads, posting
from tests.fakes.telegram.chats import Chat, Kind
from tests.fakes.telegram.members import Member, Status
from tests.fakes.telegram.refusals import Payload
from tests.fakes.telegram.users import User
from tests.fakes.telegram.world import World


def let_in(world: World, chat: Chat, user: User, by: User, standing: Member | None = None) -> None:
    """Somebody joins, or is added."""
    change(world, chat, standing or Member(user), by)
    if chat.kind is not Kind.CHANNEL:
        posting.serve(world, chat, by, {"new_chat_members": [payloads.user(user)]})


def put_out(world: World, chat: Chat, user: User, by: User, *, banned: bool = True) -> None:
    """Somebody is put out, or leaves."""
    if chat.kind is not Kind.CHANNEL and user is not world.bot:
        posting.serve(world, chat, by, {"left_chat_member": payloads.user(user)})
    change(world, chat, Member(user, Status.KICKED if banned else Status.LEFT), by)


def change(world: World, chat: Chat, new: Member, by: User) -> None:
    """Give somebody another standing."""
    user = new.user
    old = chat.members.get(user.id) or Member(user, Status.LEFT)
    before = replace(old)
    chat.members[user.id] = new
    update = _change(world, chat, by, before, new)
    if user is world.bot:
        world.outbox.add("my_chat_member", update, chat.id)
    elif (own := chat.member(world.bot.id)) and own.manages:
        world.outbox.add("chat_member", update, chat.id)
    world.changed(chat)


def block(world: World, chat: Chat, *, blocked: bool) -> None:
    """Somebody blocks the bot in their private chat, or takes it back."""
    assert chat.person
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    standings = [Member(world.bot), Member(world.bot, Status.KICKED)]
    old, new = standings if blocked else reversed(standings)
    world.outbox.add("my_chat_member", _change(world, chat, chat.person, old, new), chat.id)
    world.changed(chat)


def _change(world: World, chat: Chat, by: User, old: Member, new: Member) -> Payload:
    return {
        "chat": payloads.chat(chat),
        "from": payloads.user(by),
        "date": world.moments.unix(),
        "old_chat_member": payloads.member(old, chat.kind),
        "new_chat_member": payloads.member(new, chat.kind),
    }


def upgrade(world: World, chat: Chat) -> Chat:
    """A small group becomes a supergroup, with another id."""
    assert chat.kind is Kind.GROUP
    larger = world.new_chat(Kind.SUPERGROUP, chat.title)
    larger.members, larger.permissions = chat.members, chat.permissions
    by = next(one.user for one in chat.members.values() if one.status is Status.CREATOR)
    posting.serve(world, chat, by, {"migrate_to_chat_id": larger.id})
    chat.upgraded_to, larger.upgraded_from = larger, chat
    posting.serve(world, larger, by, {"migrate_from_chat_id": chat.id})
    return larger
