"""Facts about clients: whoever speaks to the store, and vouches for the people it names."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, text

from core.store.columns import Id, Moment
from core.store.tables.catalogue import metadata

client = Table(
    "client",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(256), nullable=False),
    Column("frontend_type", String(256)),
    Column("admin_email", String(256)),
    Column("enabled", Boolean, nullable=False, server_default=text("true")),
    Column("created_at", Moment, nullable=False),
)

api_key = Table(
    "api_key",
    metadata,
    Column("id", String(16), primary_key=True),  # how the key begins
    Column("client_id", Id, nullable=False, index=True),
    Column("digest", String(64), nullable=False),  # the key itself is nowhere
    Column("scope", String(16), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),  # the end of its overlap with the key that follows it, or its revocation
)

# Requests counted in windows that open with the first of them.
allowance = Table(
    "allowance",
    metadata,
    Column("bucket", String(160), primary_key=True),
    Column("opened_at", Moment, nullable=False),
    Column("used", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What a client calls its tasks and messages.
alias = Table(
    "alias",
    metadata,
    Column("client_id", Id, primary_key=True),
    Column("what", String(8), primary_key=True),  # task or message
    Column("frontend_id", String(256), primary_key=True),
    Column("subject_id", Id, nullable=False),
    Column("tree_id", Id),
    Index("alias_of_subject", "subject_id", unique=True),
)
