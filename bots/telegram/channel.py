"""A chat, or one of its topics, by the name that set-ups know it by: `-1001234567890`, or `-1001234567890:42`."""

from bots.telegram.spot import Spot

_SUPERGROUP = "-100"  # how its number begins
_GENERAL = 1  # the topic that every forum has


def channel(spot: Spot) -> str:
    """Where somebody acts, by name."""
    return str(spot.chat) if spot.topic is None else f"{spot.chat}:{spot.topic}"


def topic_address(channel: str) -> str:
    """The link by which members of a group get to one of its topics; empty where there is none."""
    chat, _, topic = channel.partition(":")
    number = chat.removeprefix(_SUPERGROUP)
    return f"https://t.me/c/{number}/{topic or _GENERAL}" if number != chat else ""


def place(channel: str) -> tuple[int, int | None]:
    """The chat and the topic of a name; ValueError for what is none: settings can be imported."""
    chat, _, topic = channel.partition(":")
    return int(chat), int(topic) if topic else None
