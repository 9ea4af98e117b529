"""Moderators of communities, and what they did, found by what they did it to"""

import sqlalchemy as sa
from alembic import op

from core.store.columns import Id, Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "appointment",
        sa.Column("person_id", Id, nullable=False),
        sa.Column("community", sa.String(length=64), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "community"),
        sqlite_with_rowid=False,
    )
    op.add_column("audit", sa.Column("community", sa.String(length=64), nullable=True))
    op.create_index("audit_of_subject", "audit", ["subject", "created_at"])
    op.create_index(
        "flagged_message_open",
        "flagged_message",
        ["raised_at", "message_id"],
        sqlite_where=sa.text("processed is 0"),
        postgresql_where=sa.text("processed is false"),
    )
