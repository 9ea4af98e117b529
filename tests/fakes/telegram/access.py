"""What the bot may do where; each refuses with Telegram's sentence."""

from tests.fakes.telegram.chats import GENERAL, Chat, Kind, Topic
from tests.fakes.telegram.members import Status
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.refusals import Refused, bad, forbidden, upgraded
from tests.fakes.telegram.users import User
from tests.fakes.telegram.world import World


def reach(world: World, chat_id: int | str) -> Chat:
    """A chat that the bot may look at."""
    chat = world.find(chat_id)
    if chat.upgraded_to:
        raise upgraded(chat.upgraded_to.id)
    member = chat.members.get(world.bot.id)
    if member and member.status is Status.KICKED:
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if not chat.private and (member is None or not member.present) and not chat.username:
        raise forbidden(f"bot is not a member of the {chat.kind} chat") if member else bad("chat not found")
    return chat


def write(world: World, chat_id: int | str, what: str = "can_send_messages", named: str = "text messages") -> Chat:
    """A chat that the bot may write to."""
    chat = reach(world, chat_id)
    if chat.person:
        _write_privately(chat, chat.person)
        return chat
    if chat.member(world.bot.id) is None:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    if chat.kind is Kind.CHANNEL:
        if not chat.may(world.bot.id, "can_post_messages"):
            raise bad("need administrator rights in the channel chat")
    elif not chat.may(world.bot.id, what):
        raise bad(f"not enough rights to send {named} to the chat")
    return chat


def _write_privately(chat: Chat, person: User) -> None:
    if person.deactivated:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if person.bot:
        raise forbidden("bots can't send messages to bots")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def thread(world: World, chat: Chat, number: int | None) -> int | None:
    """The thread that the bot wants to write to."""
    if not number:
        return None
    if chat.forum or (chat.private and world.topics_in_private):
        if number == GENERAL and chat.forum:
            raise bad("message thread not found")
        _is_open(world, chat, topic(chat, number))
        return number
    if chat.kind is Kind.SUPERGROUP and number in chat.messages:
        return number
    raise bad("message thread not found")


def topic(chat: Chat, number: int) -> Topic:
    """A topic that is there."""
    if found := chat.topics.get(number):
        return found
    raise bad("message thread not found")


def _is_open(world: World, chat: Chat, one: Topic) -> None:
    if one.closed and not chat.may(world.bot.id, "can_manage_topics"):
        raise bad("TOPIC_CLOSED")


def message(world: World, chat: Chat, message_id: int | None, what: str) -> Message:
    """A message that is there; `what` stands in the refusal, such as "message to edit"."""
    if not message_id:
        raise bad("message identifier is not specified")
    if found := world.message(chat, message_id):
        return found
    raise bad(f"{what} not found")


def lacks(what: str) -> Refused:
    return bad(f"not enough rights to {what}")


def needs(world: World, chat: Chat, right: str, what: str) -> None:
    """Refuse where the bot lacks a right."""
    if not chat.may(world.bot.id, right):
        raise lacks(what)
