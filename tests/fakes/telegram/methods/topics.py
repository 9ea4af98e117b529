"""Topics of forums, and of private chats where the bot has them on."""

from tests.fakes.telegram import access, payloads, topics
from tests.fakes.telegram.calls import Call, Handler
from tests.fakes.telegram.chats import Chat, Topic
from tests.fakes.telegram.refusals import Payload, bad

LONGEST = 128


def create(call: Call) -> Payload:
    chat = _forum(call, "create a topic")
    name = _name(call.text("name"))
    color = call.number("icon_color") or topics.COLORS[0]
    if color not in topics.COLORS:
        raise bad("invalid icon color specified")
    return payloads.topic(topics.create(call.world, chat, call.world.bot, name, color))


def edit(call: Call) -> bool:
    topic = _topic(call, "edit the topic")
    name = call.text("name")
    if name and _name(name) == topic.name:
        raise bad("TOPIC_NOT_MODIFIED")
    if name:
        topics.rename(call.world, topic, call.world.bot, name)
    return True


def close(call: Call) -> bool:
    return _set_closed(call, closed=True)


def reopen(call: Call) -> bool:
    return _set_closed(call, closed=False)


def _set_closed(call: Call, *, closed: bool) -> bool:
    topic = _topic(call, "close or open the topic")
    if topic.closed is closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topics.close(call.world, topic, call.world.bot, closed=closed)
    return True


def delete(call: Call) -> bool:
    topics.remove(call.world, _topic(call, "delete the topic"))
    return True


def _topic(call: Call, what: str) -> Topic:
    return access.topic(_forum(call, what), call.body["message_thread_id"])


def _forum(call: Call, what: str) -> Chat:
    chat = access.write(call.world, call.body["chat_id"])
    if not (chat.forum or (chat.private and call.world.topics_in_private)):
        raise bad("the chat is not a forum")
    access.needs(call.world, chat, "can_manage_topics", what)
    return chat


def _name(name: str) -> str:
    if not name:
        raise bad("topic name must be non-empty")
    if len(name) > LONGEST:
        raise bad("TOPIC_TITLE_TOO_LONG")
    return name


METHODS: dict[str, Handler] = {
    "createForumTopic": create,
    "editForumTopic": edit,
    "closeForumTopic": close,
    "reopenForumTopic": reopen,
    "deleteForumTopic": delete,
}
