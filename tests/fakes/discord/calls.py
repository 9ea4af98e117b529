"""One request and the table of what can be asked for."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord.messages import File
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.world import World

Body = Any  # what the JSON of a body is


@dataclass(frozen=True)
class Upload:
    """A file of a multipart body; `index` is the n of files[n]."""

    index: int
    name: str
    data: bytes


@dataclass
class Call:
    """One request, parsed and allowed."""

    world: World
    query: dict[str, str]
    body: Body = None
    uploads: list[Upload] = field(default_factory=list)

    def fields(self) -> Payload:
        """The body, which is an object."""
        body: Payload = self.body or {}
        return body

    def files(self) -> list[File]:
        """Keep the uploaded files."""
        return self.files_of(self.fields())

    def files_of(self, message: Payload) -> list[File]:
        """The same, described by a message that stands inside the body."""
        described = {str(one.get("id")): one for one in message.get("attachments") or []}
        kept = []
        for upload in self.uploads:
            about = described.get(str(upload.index), {})
            name = about.get("filename") or upload.name
            kept.append(self.world.keep(name, upload.data, description=about.get("description")))
        return kept

    def number(self, name: str) -> int | None:
        """A number of the query."""
        return int(self.query[name]) if self.query.get(name) else None


Handler = Callable[..., Any]


@dataclass(frozen=True)
class Route:
    """One thing that can be asked for; `free` needs no token of the bot."""

    method: str
    template: str
    handler: Handler
    free: bool = False
    status: int = 200


class Routes:
    """Finds the route of a request."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._found: dict[tuple[str, int], list[tuple[re.Pattern[str], Route]]] = {}
        for route in routes:
            pattern = re.sub(r"\{\w+_id\}", r"(\\d+)", route.template)
            pattern = re.sub(r"\{\w+\}", "([^/]+)", pattern)
            known = self._found.setdefault((route.method, route.template.count("/")), [])
            known.append((re.compile(pattern), route))

    def find(self, method: str, path: str) -> tuple[Route, tuple[str, ...]] | None:
        """The route, and what stands in the path where its template has names."""
        for pattern, route in self._found.get((method, path.count("/")), ()):
            if match := pattern.fullmatch(path):
                return route, match.groups()
        return None
