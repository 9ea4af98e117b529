"""What people are asked to do: their tasks, and, derived, what is wanted and what bars people from it."""

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Float,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    literal_column,
    text,
)

from core.store.columns import Id, Json, Moment
from core.store.tables.catalogue import HOUSE, metadata

# States of tasks as statements must write them: with a parameter in its place, no database would see that the indices
# of held tasks below are meant.
HELD: ColumnElement[str] = literal_column("'held'")
SKIPPED: ColumnElement[str] = literal_column("'skipped'")

task = Table(
    "task",
    metadata,
    Column("id", Id, primary_key=True),
    Column("tree_id", Id),  # none for a first prompt
    Column("message_id", Id),
    Column("person_id", Id, nullable=False),
    Column("client_id", Id, nullable=False, server_default=HOUSE),  # by which it was asked for
    Column("collective", Boolean, nullable=False, server_default=text("false")),  # others may join in, each for a unit
    Column("joint_id", Id),  # the collective task that this one joined in
    Column("kind", String(32), nullable=False),
    Column("lang", String(32), nullable=False),
    Column("state", String(16), nullable=False),  # held lapsed done skipped
    Column("full", Boolean, nullable=False, server_default=text("false")),
    Column("shown", Json),  # reply ids of a ranking in this person's order
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),  # end of the lease
    Column("closes_at", Moment, nullable=False),  # end of its validity: until then a late answer may still be taken
    Column("ended_at", Moment),
    Column("reason", String(16)),  # of a skip
    Column("reason_said", String(512)),  # in the person's own words
    Column("moved_tree", Boolean, nullable=False, server_default=text("false")),  # the answer changed the tree's state
    Index("task_due", "due_at", sqlite_where=text("state = 'held'"), postgresql_where=text("state = 'held'")),
    Index("task_of_person", "person_id", "created_at"),
    Index("task_of_tree", "tree_id", "message_id"),
    Index(  # nobody holds an opening twice
        "task_held_once",
        "person_id",
        "message_id",
        "kind",
        unique=True,
        sqlite_where=text("state = 'held' and message_id is not null"),
        postgresql_where=text("state = 'held' and message_id is not null"),
    ),
)

opening = Table(
    "opening",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("lang", String(32), nullable=False),
    Column("wanted", SmallInteger, nullable=False),
    Column("leased", SmallInteger, nullable=False),
    Column("lonely", Boolean, nullable=False),
    Column("shuffle", Float, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Index(
        "opening_free",
        "lang",
        "kind",
        "lonely",
        "shuffle",
        sqlite_where=text("leased < wanted"),
        postgresql_where=text("leased < wanted"),
    ),
    Index(
        "opening_age",
        "lang",
        "kind",
        "opened_at",
        sqlite_where=text("leased < wanted"),
        postgresql_where=text("leased < wanted"),
    ),
    sqlite_with_rowid=False,
)

touch = Table(
    "touch",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("person_id", Id, primary_key=True),
    Column("kind", String(32), primary_key=True),
    sqlite_with_rowid=False,
)

# Who has touched all there is of a kind: known until something opens, so that an empty answer isn't a scan each time.
exhausted = Table(
    "exhausted",
    metadata,
    Column("person_id", Id, primary_key=True),
    Column("lang", String(32), primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("since", Moment, nullable=False),
    sqlite_with_rowid=False,
)

language = Table(
    "language",
    metadata,
    Column("lang", String(32), primary_key=True),
    Column("reviewing", Integer, nullable=False),  # trees in initial_prompt_review
    Column("waiting", Integer, nullable=False),  # trees in prompt_lottery_waiting
    Column("growing", Integer, nullable=False),
    Column("prompts_held", Integer, nullable=False),  # live leases on first prompts
    Column("wanting_since", Moment),  # since when first prompts are wanted without anybody writing one
)
