"""A database of this installation, reached or not."""

from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from sqlalchemy import make_url
from sqlalchemy.engine import URL

from core.settings import variable
from core.store.database import Database, open_database


@dataclass
class Place:
    """Which database it is and where; `open` is None until it has been reached, `current` says that its tables fit."""

    name: str
    setting: str  # which names it
    url: URL
    migrations: ModuleType
    open: Database | None = None
    current: bool = field(default=False)

    @classmethod
    def of(cls, name: str, setting: str, url: str, migrations: ModuleType) -> "Place":
        """The database behind an address."""
        return cls(name, setting, make_url(url), migrations)

    @property
    def file(self) -> Path | None:
        """Where its file is, with SQLite."""
        return Path(self.url.database or "") if self.url.get_backend_name() == "sqlite" else None

    @property
    def variable(self) -> str:
        """The variable that names it."""
        return variable(self.setting)

    @property
    def shown(self) -> str:
        """Its address, without the password and whatever else may stand in it."""
        told = {name: value for name, value in self.url.query.items() if name in ("host", "port")}
        return self.url.set(query=told).render_as_string(hide_password=True)

    def connect(self) -> Database:
        """Begin to use it."""
        self.open = open_database(self.url.render_as_string(hide_password=False), writes=False)
        return self.open

    async def close(self) -> None:
        """Let go of it."""
        if self.open is not None:
            await self.open.close()
            self.open = None
