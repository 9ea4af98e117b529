"""What Discord refuses in messages and commands beyond the shape of a body."""

import re
from collections import Counter
from collections.abc import Iterable

from tests.fakes.discord import refusals
from tests.fakes.discord.components import action_row, check_ids, section, texts
from tests.fakes.discord.messages import Flag, Message, walk
from tests.fakes.discord.refusals import Payload, invalid

COMPONENTS, TEXT, CONTENT, EMBEDS, ROWS, FILES = 40, 4000, 2000, 6000, 5, 10
COMMANDS = {1: 100, 2: 5, 3: 5}
COMMAND_TEXT = 8000
_NAME = re.compile(r"[-_'\w]{1,32}")


def message(body: Payload, flags: int, files: Iterable[str] = ()) -> None:
    """A new message."""
    names = [*files]
    if len(names) > FILES:
        raise invalid("files", "Must be 10 or fewer in length.")
    components = body.get("components") or []
    if flags & Flag.COMPONENTS_V2:
        _second_version(body, components, names)
    else:
        _first_version(body, components)
        if not (body.get("content") or body.get("embeds") or components or names):
            raise refusals.empty_message()


def edit(old: Message, body: Payload, files: Iterable[str] = ()) -> None:
    """An edit, judged by what the message is after it."""
    flags = old.flags & Flag.COMPONENTS_V2 | (body.get("flags") or 0)
    after = {
        "content": body.get("content", old.content),
        "embeds": body.get("embeds", old.embeds),
        "components": body.get("components", old.components),
    }
    kept = {int(one["id"]) for one in body["attachments"]} if body.get("attachments") is not None else None
    names = [one.name for one in old.files if kept is None or one.id in kept]
    message(after, flags, [*names, *files])


def _second_version(body: Payload, components: list[Payload], files: list[str]) -> None:
    for name in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(name):
            raise invalid(name, f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2")
    everything = [*walk(components)]
    if not everything:
        raise refusals.empty_message()
    if len(everything) > COMPONENTS:
        raise invalid("components", "The total number of components must be 40 or fewer.")
    if sum(len(text) for text in texts(everything)) > TEXT:
        raise invalid("components", "The total displayable text size must be 4000 or fewer in length.")
    _each(everything)
    for one in everything:
        url = str((one.get("media") or one.get("file") or {}).get("url", ""))
        if url.startswith("attachment://") and url.removeprefix("attachment://") not in files:
            raise invalid("components", "The referenced attachment was not found.")


def _first_version(body: Payload, components: list[Payload]) -> None:
    if len(body.get("content") or "") > CONTENT:
        raise invalid("content", "Must be 2000 or fewer in length.")
    if len(components) > ROWS:
        raise invalid("components", "Must be 5 or fewer in length.")
    for one in components:
        if one["type"] != 1:
            raise invalid("components", 'Value of field "type" must be one of (1,).')
    _each([*walk(components)])
    for embed in body.get("embeds") or []:
        _embed(embed)
    if sum(_size(embed) for embed in body.get("embeds") or []) > EMBEDS:
        raise invalid("embeds", "Embed size exceeds maximum size of 6000")


def _each(everything: list[Payload]) -> None:
    check_ids(everything)
    for one in everything:
        if one["type"] == 1:
            action_row(one)
        elif one["type"] == 9:
            section(one)


def _embed(embed: Payload) -> None:
    for name, most in (("title", 256), ("description", 4096)):
        if len(embed.get(name) or "") > most:
            raise invalid(f"embeds.{name}", f"Must be {most} or fewer in length.")
    if len(embed.get("fields") or []) > 25:
        raise invalid("embeds.fields", "Must be 25 or fewer in length.")


def _size(embed: Payload) -> int:
    fields = embed.get("fields") or []
    parts = [embed.get("title"), embed.get("description"), (embed.get("footer") or {}).get("text")]
    parts += [(embed.get("author") or {}).get("name"), *(one["name"] for one in fields)]
    return sum(len(part or "") for part in [*parts, *(one["value"] for one in fields)])


def commands(bodies: list[Payload]) -> None:
    """All commands of one place."""
    kinds = Counter(int(body.get("type") or 1) for body in bodies)
    for kind, number in kinds.items():
        if number > COMMANDS[kind]:
            raise refusals.Refused(400, 30032, "Maximum number of application commands reached")
    names = Counter((body.get("type") or 1, body["name"]) for body in bodies)
    if any(number > 1 for number in names.values()):
        raise invalid("name", "Application command names must be unique")
    for body in bodies:
        _command(body)


def _command(body: Payload) -> None:
    if (body.get("type") or 1) != 1:
        if body.get("description") or not 1 <= len(body["name"]) <= 32:
            raise invalid("description", "Context menu commands cannot have a description")
        return
    _named(body)
    _options(body.get("options") or [])
    if _length(body) > COMMAND_TEXT:
        raise invalid("options", "Command exceeds maximum size (8000)")


def _named(one: Payload) -> None:
    for name in (one["name"], *(one.get("name_localizations") or {}).values()):
        if not _NAME.fullmatch(name) or name != name.lower():
            raise invalid("name", "String value did not match validation regex.")
    for text in (one.get("description") or "", *(one.get("description_localizations") or {}).values()):
        if not 1 <= len(text) <= 100:
            raise invalid("description", "Must be between 1 and 100 in length.")


def _options(options: list[Payload]) -> None:
    if len(options) > 25:
        raise invalid("options", "Must be 25 or fewer in length.")
    if len({one["name"] for one in options}) != len(options):
        raise invalid("options", "Option names must be unique")
    kinds = {one["type"] in (1, 2) for one in options}
    if len(kinds) > 1:
        raise invalid("options", "Sub-command and sub-command group option types are mutually exclusive to others")
    required = [bool(one.get("required")) for one in options]
    if required != sorted(required, reverse=True):
        raise invalid("options", "Required options must be placed before non-required options")
    for one in options:
        _named(one)
        _choices(one)
        if one["type"] in (1, 2):
            _options(one.get("options") or [])


def _choices(option: Payload) -> None:
    choices = option.get("choices") or []
    if len(choices) > 25:
        raise invalid("choices", "Must be 25 or fewer in length.")
    if choices and option.get("autocomplete"):
        raise invalid("autocomplete", "Autocomplete cannot be used with choices")
    for choice in choices:
        for name in (choice["name"], *(choice.get("name_localizations") or {}).values()):
            if not 1 <= len(name) <= 100:
                raise invalid("choices", "Must be between 1 and 100 in length.")
        if isinstance(choice["value"], str) and not 1 <= len(choice["value"]) <= 100:
            raise invalid("choices", "Must be between 1 and 100 in length.")


def _length(one: Payload) -> int:
    """What counts of a command: names, descriptions and values, in their longest language."""
    total = 0
    for key in ("name", "description"):
        localized = (one.get(f"{key}_localizations") or {}).values()
        total += max(len(text) for text in (one.get(key) or "", *localized))
    total += len(one["value"]) if isinstance(one.get("value"), str) else 0
    return total + sum(_length(inner) for key in ("options", "choices") for inner in one.get(key) or [])
