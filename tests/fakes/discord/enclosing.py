"""Files, people, roles and channels that somebody puts into a form."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.fakes.discord import letters
from tests.fakes.discord.form import UPLOAD, Form
from tests.fakes.discord.messages import File
from tests.fakes.discord.resolving import Resolved, resolve
from tests.fakes.discord.world import World

ENTITIES = (5, 6, 7, 8)


def enclosed(world: World, form: Form, values: Mapping[str, Any]) -> tuple[dict[str, Any], Resolved]:
    """The values with the ids of what they name, and the descriptions that go along."""
    resolved: Resolved = {}
    given = {name: _ids(world, form, name, value, resolved) for name, value in values.items()}
    return given, resolved


def _ids(world: World, form: Form, name: str, value: Any, resolved: Resolved) -> Any:
    kind = form.field(name).kind
    if kind == UPLOAD:
        return [attach(world, one, resolved) for one in _each(value)]
    if kind in ENTITIES:
        return [resolve(form.channel.guild, one, resolved) for one in _each(value)]
    return value


def attach(world: World, value: Any, resolved: Resolved) -> str:
    """Upload a file, given as such or by its name and data."""
    file = value if isinstance(value, File) else world.keep(*value)
    resolved.setdefault("attachments", {})[str(file.id)] = letters.file(world, file, ephemeral=True)
    return str(file.id)


def _each(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]
