from tests.fakes.groves import emptied_postgres, grove, grove_url, postgres_with_tables, sqlite_grove

__all__ = ["emptied_postgres", "grove", "grove_url", "postgres_with_tables", "sqlite_grove"]
