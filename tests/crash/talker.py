"""`arboretum chat` behind a line: the process that gets killed.

It is forked from a server that has imported everything before, so that fifty lives fit into a test.
"""

import os
import socket
import sys
from pathlib import Path

import bots.assembly
import bots.commands.chat
import bots.terminal.offer
import bots.terminal.seat  # noqa: F401
from bots.__main__ import main
from bots.advice.language import guess_language

guess_language("What every life needs is loaded before the first one.", ("en",))


def talk(line: socket.socket, folder: Path) -> None:
    """Talk over a line until it ends."""
    sys.stdin, sys.stdout = line.makefile("r"), line.makefile("w")
    os.environ["ARBORETUM_HOME"] = str(folder)
    main(["chat", "--as", "ann", "--locale", "en", "--no-samples"])
