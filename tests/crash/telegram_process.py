"""`arboretum telegram`: the process that gets killed, or kills itself at a certain transaction."""

import os
import socket
from collections.abc import Mapping, Sequence

import bots.commands.telegram
import bots.process  # noqa: F401
from bots.__main__ import main
from bots.advice.language import guess_language
from bots.telegram import running
from bots.telegram.drawing.bounds import check_texts
from bots.text.locale import Texts
from tests.crash.ending import End, die_at

guess_language("What every life needs is loaded before the first one.", ("en",))
_TEXTS = Texts()
check_texts(_TEXTS)


def serve(line: socket.socket, settings: Mapping[str, str], options: Sequence[str], end: End | None = None) -> None:
    """Serve people on Telegram; what goes to standard error is told."""
    os.dup2(line.fileno(), 2)
    for name in [name for name in os.environ if name.startswith("ARBORETUM_") or name == "DATABASE_URL"]:
        del os.environ[name]
    os.environ.update({f"ARBORETUM_{name.upper()}": value for name, value in settings.items()})
    setattr(running, "Texts", lambda: _TEXTS)  # noqa: B010
    if end is not None:
        die_at(end)
    main(["telegram", *options])
