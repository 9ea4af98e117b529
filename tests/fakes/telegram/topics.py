"""Topics: made, renamed, closed and deleted, whoever does it."""

from tests.fakes.telegram import posting
from tests.fakes.telegram.chats import Chat, Topic
from tests.fakes.telegram.users import User
from tests.fakes.telegram.world import World

COLORS = (7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047)


def create(world: World, chat: Chat, author: User, name: str, color: int = COLORS[0]) -> Topic:
    """A new topic; its id is that of the service message that tells of it."""
    number = world.next_id(chat)
    topic = chat.topics[number] = Topic(number, chat, name, color)
    service = {"forum_topic_created": {"name": name, "icon_color": color}}
    topic.creation = posting.post(world, chat, author, id=number, thread=number, service=service)
    return topic


def rename(world: World, topic: Topic, author: User, name: str) -> None:
    topic.name = name
    posting.serve(world, topic.chat, author, {"forum_topic_edited": {"name": name}}, topic.id)


def close(world: World, topic: Topic, author: User, *, closed: bool) -> None:
    """Close a topic, or open it again."""
    topic.closed = closed
    posting.serve(world, topic.chat, author, {"forum_topic_closed" if closed else "forum_topic_reopened": {}}, topic.id)


def remove(world: World, topic: Topic) -> None:
    """Delete a topic with everything in it; nobody is told."""
    del topic.chat.topics[topic.id]
    for message in [*topic.chat.messages.values()]:
        if message.in_topic and message.thread == topic.id:
            posting.remove(world, message)
