"""Where the settings come from."""

import re
import stat
from pathlib import Path

from bots.doctor.finding import Finding, broken, doubtful, well

_SECRET = re.compile(
    r"^\s*(export\s+)?\w*(SECRET|TOKEN|TOKENS|KEY|DATABASE_URL|DESK_URL)\s*=\s*\S", re.IGNORECASE | re.MULTILINE
)


def look_at_env_file(folder: Path) -> Finding:
    """Whether a file `.env` is read, and who else can read the secrets in it."""
    path = folder / ".env"
    if not path.is_file():
        return well(f"Settings come from the environment; there is no file .env in {folder}.")
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        return broken(f"{path} can't be read ({error.strerror}).", "See to its owner and its rights.")
    if _SECRET.search(text) and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return doubtful(f"{path} holds secrets, and others on this machine may read it.", f"Run: chmod 600 {path}")
    return well(f"Settings come from {path} and the environment.")
