"""The newest trees of a language"""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply this step."""
    op.create_index("tree_newest", "tree", ["lang", "id"])
