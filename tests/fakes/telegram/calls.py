"""One request and the table of what can be asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakes.telegram.messages import File
from tests.fakes.telegram.refusals import Payload
from tests.fakes.telegram.world import World

if TYPE_CHECKING:
    from tests.fakes.telegram.flood import Flood
    from tests.fakes.telegram.polls import Polls
    from tests.fakes.telegram.webhook import Webhook


@dataclass(frozen=True)
class Upload:
    """A file of a multipart body."""

    name: str
    data: bytes
    mime: str | None = None


@dataclass
class Call:
    """One request, read."""

    world: World
    webhook: Webhook
    polls: Polls
    flood: Flood
    method: str
    body: Payload = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def number(self, name: str) -> int | None:
        value = self.body.get(name)
        return None if value is None else int(value)

    def text(self, name: str) -> str:
        return str(self.body.get(name) or "")

    def file(self, name: str) -> File | None:
        """A file of the body: uploaded with it, or known by its id."""
        given = self.text(name)
        upload = self.uploads.get(given.removeprefix("attach://") if given.startswith("attach://") else name)
        if upload:
            return self.world.keep(upload.name, upload.data, upload.mime)
        return self.world.files.get(given)


Handler = Callable[[Call], Any]
