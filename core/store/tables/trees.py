"""Facts about trees: their messages, and what people said of those."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, SmallInteger, String, Table, Text, text

from core.store.columns import Id, Json, Moment
from core.store.tables.catalogue import HOUSE, metadata

tree = Table(
    "tree",
    metadata,
    Column("id", Id, primary_key=True),
    Column("lang", String(32), nullable=False),
    Column("state", String(32), nullable=False),
    Column("goal_size", Integer, nullable=False),
    Column("max_depth", Integer, nullable=False),
    Column("max_children", Integer, nullable=False),
    Column("origin", String(64)),
    Column("author_id", Id),
    Column("created_at", Moment, nullable=False),
    Column("moved_at", Moment, nullable=False),  # when the state last changed
    Column("drawn_at", Moment),  # when the prompt won the lottery
    Index("tree_by_state", "lang", "state", "author_id"),
    Index("tree_newest", "lang", "id"),
)

message = Table(
    "message",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("parent_id", Id),
    Column("author_id", Id),
    Column("client_id", Id, nullable=False, server_default=HOUSE),  # by which it came
    Column("task_id", Id),
    Column("role", String(16), nullable=False),
    Column("lang", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("depth", SmallInteger, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("edited", Boolean, nullable=False, server_default=text("false")),
    Column("deleted", Boolean, nullable=False, server_default=text("false")),
    Column("verdict", Boolean),
    Column("decreed", Boolean, nullable=False, server_default=text("false")),  # the verdict came without our reviews
    Column("complete", Boolean, nullable=False, server_default=text("false")),
    Column("pardoned_at", Moment),  # red flags and skips from before are closed
    Column("rank", SmallInteger),  # 0 is best
    Column("unacceptable", Boolean, nullable=False, server_default=text("false")),  # by a majority of ballots
    Column("synthetic", Boolean, nullable=False, server_default=text("false")),
    Column("model_name", String(256)),
    Column("route", Json),
    Column("imported", Json),  # what a release said of it: review_count, labels, emojis, detoxify, rank
    Column("reviews", Integer, nullable=False, server_default="0"),  # derived, as are all below
    Column("complaints", Float, nullable=False, server_default="0"),
    Column("ballots", Integer, nullable=False, server_default="0"),
    Column("skips", Integer, nullable=False, server_default="0"),
    Column("red_flags", Integer, nullable=False, server_default="0"),
    Column("flagged", Boolean, nullable=False, server_default=text("false")),  # by a red flag or in a review
    Index("message_by_id", "id"),
    Index("message_by_author", "author_id", "created_at"),
    Index("message_by_date", "created_at", "id"),
)

revision = Table(
    "revision",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("replaced_at", Moment, primary_key=True),
    Column("text", Text, nullable=False),
    Column("editor_id", Id),  # who replaced it
    sqlite_with_rowid=False,
)

review = Table(
    "review",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("person_id", Id, primary_key=True),
    Column("task_id", Id, nullable=False),
    Column("labels", Json, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("route", Json),
    sqlite_with_rowid=False,
)

# Messages that somebody raised a red flag on, for moderators to look at.
flagged_message = Table(
    "flagged_message",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("raised_at", Moment, nullable=False),  # lastly
    Column("processed", Boolean, nullable=False, server_default=text("false")),
    Index("flagged_message_by_date", "raised_at", "message_id"),
    Index(
        "flagged_message_open",
        "raised_at",
        "message_id",
        sqlite_where=text("processed is 0"),
        postgresql_where=text("processed is false"),
    ),
    sqlite_with_rowid=False,
)

# Labels given outside any task, as with a report; the latest of a person replaces the one before (D28, D29).
remark = Table(
    "remark",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("person_id", Id, primary_key=True),
    Column("labels", Json, nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

ballot = Table(
    "ballot",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),  # the parent
    Column("person_id", Id, primary_key=True),
    Column("task_id", Id),
    Column("places", Json, nullable=False),
    Column("unacceptable", Json, nullable=False),
    Column("shown", Json, nullable=False),  # the order in which the replies were shown
    Column("created_at", Moment, nullable=False),
    Column("route", Json),
    sqlite_with_rowid=False,
)

reaction = Table(
    "reaction",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("person_id", Id, primary_key=True),
    Column("emoji", String(32), primary_key=True),
    Column("created_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)
