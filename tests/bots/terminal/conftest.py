from tests.fakes.groves import copied_sqlite, sqlite_grove, sqlite_with_tables

__all__ = ["copied_sqlite", "sqlite_grove", "sqlite_with_tables"]
