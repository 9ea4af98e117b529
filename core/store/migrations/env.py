"""How Alembic runs the steps of the tree store."""

from core.store.migrate import run_steps
from core.store.tables import metadata

run_steps(metadata)
