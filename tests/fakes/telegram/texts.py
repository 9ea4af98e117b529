"""Texts of messages: parsed, trimmed, measured, and their own entities found."""

import re
from collections.abc import Iterable
from itertools import takewhile

from tests.fakes.telegram import markup, payloads
from tests.fakes.telegram.refusals import Payload, bad
from tests.fakes.telegram.units import units
from tests.fakes.telegram.world import World

LONGEST = 4096
LONGEST_CAPTION = 1024
_FOUND = {
    "bot_command": re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])"),
    "mention": re.compile(r"(?<!\w)@[A-Za-z]\w{3,31}"),
    "hashtag": re.compile(r"(?<!\w)#\w*[^\W\d]\w*"),
    "url": re.compile(r"https?://[^\s<>]+[^\s<>.,!?;:)]|(?<![\w/@.])t\.me/[^\s<>]+"),
}


def from_bot(world: World, text: str | None, body: Payload, *, caption: bool = False) -> tuple[str, list[Payload]]:
    """The text of a message that the bot sends."""
    if not text and not caption:
        raise bad("message text is empty")
    given = body.get("caption_entities" if caption else "entities") or []
    text, entities = _parsed(text or "", body.get("parse_mode"), given)
    for one in entities:
        if one["type"] == "text_mention" and "person" in one:
            _name_person(world, one)
    text, entities = trimmed(text, [one for one in entities if one["type"]])
    if not text and not caption:
        raise bad("text must be non-empty")
    if units(text) > (LONGEST_CAPTION if caption else LONGEST):
        raise bad("message caption is too long" if caption else "message is too long")
    return text, with_found(text, entities)


def _parsed(text: str, mode: str | None, entities: list[Payload]) -> tuple[str, list[Payload]]:
    if not mode:
        return text, [dict(one) for one in entities]
    if mode.upper() != "HTML":
        raise bad(f"unsupported parse_mode: this fake reads HTML only, not {mode}")
    return markup.parse(text)


def _name_person(world: World, entity: Payload) -> None:
    """A mention by id works only for people whom the bot has met."""
    person = world.users.get(entity.pop("person"))
    if person is None or person.deactivated:
        entity["type"] = ""
    else:
        entity["user"] = payloads.user(person)


def trimmed(text: str, entities: list[Payload]) -> tuple[str, list[Payload]]:
    """Without the white space around it, which Telegram takes away."""
    gone = units("".join(takewhile(str.isspace, text)))
    text = text.strip()
    longest = units(text)
    kept = []
    for one in entities:
        start = max(0, one["offset"] - gone)
        end = min(longest, one["offset"] - gone + one["length"])
        if start < end:
            kept.append({**one, "offset": start, "length": end - start})
    return text, kept


def with_found(text: str, entities: Iterable[Payload] = ()) -> list[Payload]:
    """The entities, and those that Telegram finds by itself: commands, names, tags and addresses."""
    known = [*entities]
    if not any(sign in text for sign in "/@#."):
        return known
    taken = [one for one in known if one["type"] in ("code", "pre", "text_link", "text_mention")]
    for kind, pattern in _FOUND.items():
        for match in pattern.finditer(text):
            found = {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])}
            if not any(_overlap(found, one) for one in taken):
                known.append(found)
                taken.append(found)
    return sorted(known, key=lambda one: (one["offset"], -one["length"]))


def _overlap(one: Payload, other: Payload) -> bool:
    begins_before = one["offset"] < other["offset"] + other["length"]
    return bool(begins_before and other["offset"] < one["offset"] + one["length"])
