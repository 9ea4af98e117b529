"""Facts about people."""

from sqlalchemy import Boolean, Column, ColumnElement, Integer, String, Table, Text, and_, exists, or_, text

from core.store.columns import Id, Json, Moment
from core.store.tables.catalogue import metadata

person = Table(
    "person",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("languages", Json, nullable=False),
    Column("consent_version", String(32)),
    Column("consent_at", Moment),
    Column("moderator", Boolean, nullable=False, server_default=text("false")),  # as the operator's settings say
    Column("enabled", Boolean, nullable=False, server_default=text("true")),
    Column("deleted", Boolean, nullable=False, server_default=text("false")),  # anonymous now, at their own wish
    Column("listed", Boolean, nullable=False, server_default=text("true")),  # on boards
    Column("notes", String(1024), nullable=False, server_default=""),  # of moderators
    Column("streak_since", Moment),
    Column("contributions", Integer, nullable=False, server_default="0"),  # derived
    Column("first_ranks", Integer, nullable=False, server_default="0"),  # derived: replies of theirs ranked best
    Column("created_at", Moment, nullable=False),
    Column("active_at", Moment),
)

# Whether somebody may act: their account was neither closed by a moderator nor deleted.
OPEN: ColumnElement[bool] = and_(person.c.enabled.is_(True), person.c.deleted.is_(False))

identity = Table(
    "identity",
    metadata,
    Column("client_id", Id, primary_key=True),  # who vouches for it
    Column("platform", String(32), primary_key=True),
    Column("external_id", String(128), primary_key=True),
    Column("person_id", Id, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# Whom the roles of a community make moderators, besides those whom the operator names.
appointment = Table(
    "appointment",
    metadata,
    Column("person_id", Id, primary_key=True),
    Column("community", String(64), primary_key=True),
    Column("created_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

# Whether somebody has a moderator's rights at this moment.
MODERATES: ColumnElement[bool] = and_(
    OPEN, or_(person.c.moderator.is_(True), exists().where(appointment.c.person_id == person.c.id))
)
