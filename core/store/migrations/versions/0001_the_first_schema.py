"""The first schema"""

import sqlalchemy as sa
from alembic import op

from core.store.columns import Id, Json, Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "audit",
        sa.Column("id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "ballot",
        sa.Column("tree_id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("task_id", Id, nullable=True),
        sa.Column("places", Json, nullable=False),
        sa.Column("unacceptable", Json, nullable=False),
        sa.Column("shown", Json, nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("route", Json, nullable=True),
        sa.PrimaryKeyConstraint("tree_id", "message_id", "person_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "call",
        sa.Column("person_id", Id, nullable=False),
        sa.Column("lang", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "lang", "kind"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "chore",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "effect",
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "exhausted",
        sa.Column("person_id", Id, nullable=False),
        sa.Column("lang", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "lang", "kind"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "identity",
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("external_id", sa.String(length=128), nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.PrimaryKeyConstraint("platform", "external_id"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("identity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_identity_person_id"), ["person_id"], unique=False)

    op.create_table(
        "language",
        sa.Column("lang", sa.String(length=32), nullable=False),
        sa.Column("reviewing", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("growing", sa.Integer(), nullable=False),
        sa.Column("prompts_held", sa.Integer(), nullable=False),
        sa.Column("wanting_since", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("lang"),
    )
    op.create_table(
        "message",
        sa.Column("tree_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("parent_id", Id, nullable=True),
        sa.Column("author_id", Id, nullable=True),
        sa.Column("task_id", Id, nullable=True),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("lang", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("depth", sa.SmallInteger(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("edited", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("verdict", sa.Boolean(), nullable=True),
        sa.Column("decreed", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("complete", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("pardoned_at", Moment(), nullable=True),
        sa.Column("rank", sa.SmallInteger(), nullable=True),
        sa.Column("unacceptable", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("synthetic", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("model_name", sa.String(length=256), nullable=True),
        sa.Column("route", Json, nullable=True),
        sa.Column("imported", Json, nullable=True),
        sa.Column("reviews", sa.Integer(), server_default="0", nullable=False),
        sa.Column("complaints", sa.Float(), server_default="0", nullable=False),
        sa.Column("ballots", sa.Integer(), server_default="0", nullable=False),
        sa.Column("skips", sa.Integer(), server_default="0", nullable=False),
        sa.Column("red_flags", sa.Integer(), server_default="0", nullable=False),
        sa.Column("flagged", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("tree_id", "id"),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("message_by_author", ["author_id", "created_at"], unique=False)
        batch_op.create_index("message_by_id", ["id"], unique=False)

    op.create_table(
        "news",
        sa.Column("id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("tree_id", Id, nullable=True),
        sa.Column("message_id", Id, nullable=True),
        sa.Column("body", Json, nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("heard_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("news", schema=None) as batch_op:
        batch_op.create_index(
            "news_unheard",
            ["id"],
            unique=False,
            sqlite_where=sa.text("heard_at is null"),
            postgresql_where=sa.text("heard_at is null"),
        )

    op.create_table(
        "opening",
        sa.Column("tree_id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("lang", sa.String(length=32), nullable=False),
        sa.Column("wanted", sa.SmallInteger(), nullable=False),
        sa.Column("leased", sa.SmallInteger(), nullable=False),
        sa.Column("lonely", sa.Boolean(), nullable=False),
        sa.Column("shuffle", sa.Float(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("tree_id", "message_id", "kind"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("opening", schema=None) as batch_op:
        batch_op.create_index(
            "opening_age",
            ["lang", "kind", "opened_at"],
            unique=False,
            sqlite_where=sa.text("leased < wanted"),
            postgresql_where=sa.text("leased < wanted"),
        )
        batch_op.create_index(
            "opening_free",
            ["lang", "kind", "lonely", "shuffle"],
            unique=False,
            sqlite_where=sa.text("leased < wanted"),
            postgresql_where=sa.text("leased < wanted"),
        )

    op.create_table(
        "person",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("languages", Json, nullable=False),
        sa.Column("consent_version", sa.String(length=32), nullable=True),
        sa.Column("consent_at", Moment(), nullable=True),
        sa.Column("moderator", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("contributions", sa.Integer(), server_default="0", nullable=False),
        sa.Column("first_ranks", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("active_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "reaction",
        sa.Column("tree_id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("emoji", sa.String(length=32), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("tree_id", "message_id", "person_id", "emoji"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "remark",
        sa.Column("tree_id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("labels", Json, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("tree_id", "message_id", "person_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "review",
        sa.Column("tree_id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("task_id", Id, nullable=False),
        sa.Column("labels", Json, nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("route", Json, nullable=True),
        sa.PrimaryKeyConstraint("tree_id", "message_id", "person_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "revision",
        sa.Column("tree_id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("replaced_at", Moment(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tree_id", "message_id", "replaced_at"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "task",
        sa.Column("id", Id, nullable=False),
        sa.Column("tree_id", Id, nullable=True),
        sa.Column("message_id", Id, nullable=True),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("lang", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("full", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("shown", Json, nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("closes_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("moved_tree", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(
            "task_due",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("state = 'held'"),
            postgresql_where=sa.text("state = 'held'"),
        )
        batch_op.create_index(
            "task_held_once",
            ["person_id", "message_id", "kind"],
            unique=True,
            sqlite_where=sa.text("state = 'held' and message_id is not null"),
            postgresql_where=sa.text("state = 'held' and message_id is not null"),
        )
        batch_op.create_index("task_of_person", ["person_id", "created_at"], unique=False)
        batch_op.create_index(
            "task_skipped",
            ["tree_id", "message_id"],
            unique=False,
            sqlite_where=sa.text("state = 'skipped'"),
            postgresql_where=sa.text("state = 'skipped'"),
        )

    op.create_table(
        "touch",
        sa.Column("tree_id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("tree_id", "message_id", "person_id", "kind"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tree",
        sa.Column("id", Id, nullable=False),
        sa.Column("lang", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("goal_size", sa.Integer(), nullable=False),
        sa.Column("max_depth", sa.Integer(), nullable=False),
        sa.Column("max_children", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=True),
        sa.Column("author_id", Id, nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("moved_at", Moment(), nullable=False),
        sa.Column("drawn_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("tree", schema=None) as batch_op:
        batch_op.create_index("tree_by_state", ["lang", "state", "author_id"], unique=False)
