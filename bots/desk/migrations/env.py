"""How Alembic runs the steps of a desk."""

from bots.desk.tables import metadata
from core.store.migrate import run_steps

run_steps(metadata)
