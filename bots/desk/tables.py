"""The tables of a desk; `number` keeps the order in which things came."""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text, text

from core.store.columns import Moment

metadata = MetaData()

Number = BigInteger().with_variant(Integer(), "sqlite")

inbox = Table(
    "inbox",
    metadata,
    Column("number", Number, primary_key=True),
    Column("event_id", String(200), nullable=False, unique=True),  # platform and the platform's own id
    Column("platform", String(32), nullable=False),
    Column("external_id", String(128), nullable=False),
    Column("event", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("handled_at", Moment),
    Column("failure", String(200)),  # where the dialogue broke over it
    Index(
        "inbox_unfinished",
        "platform",
        "external_id",
        "number",
        sqlite_where=text("handled_at is null"),
        postgresql_where=text("handled_at is null"),
    ),
    Index("inbox_by_age", "handled_at"),
)

step = Table(
    "step",
    metadata,
    Column("platform", String(32), primary_key=True),
    Column("external_id", String(128), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("shown", Integer, nullable=False),  # the version whose cards have reached the screen
    Column("body", Text, nullable=False),
    Column("locale", String(35), nullable=False),
    Column("name", Text, nullable=False),
    Column("person_id", String(64), index=True),  # who this is in the tree store, once known
    Column("ring_at", Moment),
    Column("ring_about", String(128), nullable=False),
    Column("updated_at", Moment, nullable=False),
    Index(
        "step_ringing",
        "ring_at",
        sqlite_where=text("ring_at is not null"),
        postgresql_where=text("ring_at is not null"),
    ),
    Index("step_unseen", "platform", sqlite_where=text("shown < version"), postgresql_where=text("shown < version")),
)

outbox = Table(
    "outbox",
    metadata,
    Column("number", Number, primary_key=True),
    Column("key", String(128), nullable=False, unique=True),
    Column("platform", String(32), nullable=False),
    Column("external_id", String(128), nullable=False),
    Column("request", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)

shown = Table(
    "shown",
    metadata,
    Column("platform", String(32), primary_key=True),
    Column("external_id", String(128), primary_key=True),
    Column("card_key", String(64), primary_key=True),
    Column("ref", Text, nullable=False),
)
