"""The key for buttons and pseudonyms."""

import stat

from bots.doctor.finding import Finding, broken, doubtful, well
from bots.doctor.folder import why_unwritable
from core.settings import Settings

SHORTEST = 16


def look_at_secret(settings: Settings) -> Finding:
    """Whether it is set, or kept in a file that nobody else can read, or can be made when it is needed."""
    if settings.secret is not None:
        return well("ARBORETUM_SECRET is set.")
    kept = settings.home / "secret"
    try:
        length, mode = len(kept.read_bytes().strip()), stat.S_IMODE(kept.stat().st_mode)
    except FileNotFoundError:
        if reason := why_unwritable(settings.home):
            return broken(f"There is no secret yet, and none can be kept: {reason}.", f"See to {settings.home}.")
        return well(f"It will be made at first use, in {kept}.")
    except OSError as error:
        return broken(f"{kept} can't be read ({error.strerror}).", "See to its owner and its rights.")
    if length < SHORTEST:
        return broken(
            f"{kept} holds fewer than {SHORTEST} characters.",
            "Restore it from a backup; or delete it: another is made, and buttons that were shown before stop working.",
        )
    if mode & 0o077:
        return doubtful(f"Others on this machine may read {kept}.", f"Run: chmod 600 {kept}")
    return well(f"It is kept in {kept}.")
