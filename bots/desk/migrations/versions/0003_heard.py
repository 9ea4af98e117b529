"""Until when all that people wrote has been heard"""

import sqlalchemy as sa
from alembic import op

from core.store.columns import Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "heard",
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("platform"),
    )
