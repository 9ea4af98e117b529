"""What keeps effects single, brings news, and says who did what."""

from sqlalchemy import Column, Index, String, Table, Text, text

from core.store.columns import Id, Json, Moment
from core.store.tables.catalogue import metadata

effect = Table(
    "effect",
    metadata,
    Column("key", String(128), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index("effect_by_age", "created_at"),
    sqlite_with_rowid=False,
)

news = Table(
    "news",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("tree_id", Id),
    Column("message_id", Id),
    Column("body", Json, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("heard_at", Moment),
    Index("news_unheard", "id", sqlite_where=text("heard_at is null"), postgresql_where=text("heard_at is null")),
)

call = Table(
    "call",
    metadata,
    Column("person_id", Id, primary_key=True),
    Column("lang", String(32), primary_key=True),
    Column("kind", String(32), primary_key=True),  # empty: any kind
    Column("created_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, nullable=False),  # or the client, if it named nobody
    Column("action", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("community", String(64)),  # where, of what holds in one
    Column("created_at", Moment, nullable=False),
    Index("audit_of_subject", "subject", "created_at"),
)

chore = Table(
    "chore",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", Moment, nullable=False),
)
