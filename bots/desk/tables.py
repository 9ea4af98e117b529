"""The tables of a desk; `number` keeps the order in which things came."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table, Text, text

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
    Column("community", String(64), nullable=False, server_default=""),  # where the person acted last
    Column("moderator", Boolean),  # whether the platform said then that they moderate it
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

community = Table(
    "community",
    metadata,
    Column("platform", String(32), primary_key=True),
    Column("community_id", String(64), primary_key=True),
    Column("settings", Text, nullable=False),
    Column("paused", Boolean, nullable=False),  # beside the settings: moderators change it, administrators all else
    Column("updated_at", Moment, nullable=False),
)

whereabouts = Table(
    "whereabouts",
    metadata,
    Column("platform", String(32), primary_key=True),
    Column("external_id", String(128), primary_key=True),
    Column("community_id", String(64), primary_key=True),  # empty in direct messages
    Column("place", String(16)),  # as the person chose
    Column("channel", String(64)),  # their room
    Column("updated_at", Moment, nullable=False),
    Index("whereabouts_by_channel", "platform", "channel"),
)

board = Table(
    "board",
    metadata,
    Column("platform", String(32), primary_key=True),
    Column("community_id", String(64), primary_key=True),
    Column("channel", String(64), nullable=False),
    Column("message", Text, nullable=False),
    Column("digest", String(64), nullable=False),  # of its text
    Column("edited_at", Moment, nullable=False),
)

notice = Table(
    "notice",
    metadata,
    Column("platform", String(32), primary_key=True),
    Column("community_id", String(64), primary_key=True),
    Column("subject", String(64), primary_key=True),  # the message that was reported
    Column("channel", String(64), nullable=False),
    Column("message", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("updated_at", Moment, nullable=False),
)

obstacle = Table(
    "obstacle",
    metadata,
    Column("platform", String(32), primary_key=True),
    Column("community_id", String(64), primary_key=True),
    Column("channel", String(64), primary_key=True),
    Column("reason", String(16), nullable=False),
    Column("met_at", Moment, nullable=False),
)

registration = Table(
    "registration",
    metadata,
    Column("platform", String(32), primary_key=True),
    Column("scope", String(64), primary_key=True),
    Column("digest", String(64), nullable=False),
)

heard = Table(
    "heard",
    metadata,
    Column("platform", String(32), primary_key=True),
    Column("until", Moment, nullable=False),  # all that people wrote before is in the inbox
)
