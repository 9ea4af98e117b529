"""Clients and their keys, accounts, aliases, flagged messages, boards"""

import sqlalchemy as sa
from alembic import op

from core.store.columns import Id, Json, Moment

revision = "0002"
down_revision = "0001"

HOUSE = "00000000-0000-0000-0000-000000000001"


def upgrade() -> None:
    """Apply this step."""
    _add_clients()
    _move_identities()
    _add_columns()
    _add_flagged_messages()
    _add_boards()


def _add_clients() -> None:
    op.create_table(
        "client",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.String(length=256), nullable=False),
        sa.Column("frontend_type", sa.String(length=256), nullable=True),
        sa.Column("admin_email", sa.String(length=256), nullable=True),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "api_key",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("client_id", Id, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_api_key_client_id", "api_key", ["client_id"])
    op.create_table(
        "allowance",
        sa.Column("bucket", sa.String(length=160), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bucket"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "alias",
        sa.Column("client_id", Id, nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("frontend_id", sa.String(length=256), nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("tree_id", Id, nullable=True),
        sa.PrimaryKeyConstraint("client_id", "what", "frontend_id"),
    )
    op.create_index("alias_of_subject", "alias", ["subject_id"], unique=True)


def _move_identities() -> None:
    """Into a table whose key begins with the client; all that there are were made by the operator's own bots."""
    op.create_table(
        "new_identity",
        sa.Column("client_id", Id, nullable=False),
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("external_id", sa.String(length=128), nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.PrimaryKeyConstraint("client_id", "platform", "external_id"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "insert into new_identity (client_id, platform, external_id, person_id) "
        f"select '{HOUSE}', platform, external_id, person_id from identity"
    )
    op.drop_table("identity")
    op.rename_table("new_identity", "identity")
    op.create_index("ix_identity_person_id", "identity", ["person_id"])


def _add_columns() -> None:
    no, yes = sa.text("false"), sa.text("true")
    op.add_column("person", sa.Column("deleted", sa.Boolean(), server_default=no, nullable=False))
    op.add_column("person", sa.Column("listed", sa.Boolean(), server_default=yes, nullable=False))
    op.add_column("person", sa.Column("notes", sa.String(length=1024), server_default="", nullable=False))
    op.add_column("person", sa.Column("streak_since", Moment(), nullable=True))
    op.add_column("message", sa.Column("client_id", Id, server_default=HOUSE, nullable=False))
    op.create_index("message_by_date", "message", ["created_at", "id"])
    op.create_index("effect_by_age", "effect", ["created_at"])
    op.add_column("revision", sa.Column("editor_id", Id, nullable=True))
    op.add_column("task", sa.Column("client_id", Id, server_default=HOUSE, nullable=False))
    op.add_column("task", sa.Column("collective", sa.Boolean(), server_default=no, nullable=False))
    op.add_column("task", sa.Column("joint_id", Id, nullable=True))
    op.add_column("task", sa.Column("reason_said", sa.String(length=512), nullable=True))


def _add_flagged_messages() -> None:
    """With those whose flags are open now."""
    op.create_table(
        "flagged_message",
        sa.Column("tree_id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("raised_at", Moment(), nullable=False),
        sa.Column("processed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("tree_id", "message_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("flagged_message_by_date", "flagged_message", ["raised_at", "message_id"])
    op.execute(
        "insert into flagged_message (tree_id, message_id, raised_at) "
        "select tree_id, message_id, max(created_at) from reaction where emoji = 'red_flag' "
        "group by tree_id, message_id"
    )


def _add_boards() -> None:
    counts = (
        "leader_score", "prompts", "replies_assistant", "replies_prompter", "labels_simple", "labels_full",
        "rankings_total", "rankings_good", "accepted_prompts", "accepted_replies_assistant",
        "accepted_replies_prompter", "reply_ranked_1", "reply_ranked_2", "reply_ranked_3",
    )  # fmt: skip
    op.create_table(
        "score",
        sa.Column("frame", sa.String(length=8), nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.Column("counted_from", Moment(), nullable=True),
        sa.Column("counted_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("frame", "person_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("score_by_rank", "score", ["frame", "rank"])
    op.create_table(
        "statistic",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.Column("counted_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
