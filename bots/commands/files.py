"""The SQLite files of this installation, for commands that copy them."""

from pathlib import Path
from typing import TYPE_CHECKING

from bots.failures import Impossible

if TYPE_CHECKING:
    from core.settings import Settings


def database_file(settings: "Settings", field: str, otherwise: str) -> Path:
    """The file behind an address of the settings; Impossible where it is PostgreSQL's, with what to use otherwise."""
    from core.settings import variable

    path = file_of(getattr(settings, field))
    if path is None:
        raise Impossible(f"{variable(field)} names a PostgreSQL database: {otherwise}; see Backups in the README.")
    return path


def database_files(settings: "Settings") -> list[Path]:
    """All files that hold a database of these settings."""
    return [path for path in map(file_of, (settings.database_url, settings.desk_url)) if path is not None]


def file_of(url: str) -> Path | None:
    """The file behind an address; None where it is PostgreSQL's."""
    from sqlalchemy import make_url

    parsed = make_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None
