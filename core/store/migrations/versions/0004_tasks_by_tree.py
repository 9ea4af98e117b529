"""Tasks found by their tree, whatever became of them"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply this step."""
    op.drop_index("task_skipped", "task")
    op.create_index("task_of_tree", "task", ["tree_id", "message_id"])
