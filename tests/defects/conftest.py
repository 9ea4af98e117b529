from tests.fakes.groves import (
    copied_sqlite,
    emptied_postgres,
    grove,
    grove_url,
    postgres_grove,
    postgres_with_tables,
    sqlite_grove,
    sqlite_with_tables,
)

__all__ = [
    "copied_sqlite",
    "emptied_postgres",
    "grove",
    "grove_url",
    "postgres_grove",
    "postgres_with_tables",
    "sqlite_grove",
    "sqlite_with_tables",
]
