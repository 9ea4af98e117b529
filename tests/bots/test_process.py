import subprocess
import sys
from pathlib import Path

from bots.process import STOP_SECONDS

_HANGS = """
import asyncio, os, signal
from bots import process
process.STOP_SECONDS = 0.1
async def work(stop):
    os.kill(os.getpid(), signal.SIGTERM)
    await stop.wait()
    await asyncio.Event().wait()
process.run(work)
"""
_FORGETS = """
import asyncio
from bots import process
async def breaks():
    raise ValueError("her text")
async def work(stop):
    asyncio.get_running_loop().create_task(breaks())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
process.run(work)
"""
_IS_SETTLED = """
import gc
from bots import process
async def work(stop):
    print(gc.get_freeze_count() > len(gc.get_objects()))
process.run(work)
"""


def _run(script: str) -> "subprocess.CompletedProcess[str]":
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, timeout=30, check=False
    )


def test_what_hangs_is_left_behind_in_the_end() -> None:
    ended = _run(_HANGS)
    assert ended.returncode == 1
    assert ended.stderr == "arboretum: stopped, though something was still under way.\n"
    assert STOP_SECONDS <= 10


def test_an_error_that_nobody_awaited_is_noted_without_its_words() -> None:
    ended = _run(_FORGETS)
    assert ended.returncode == 0
    assert "ValueError" in ended.stdout + ended.stderr
    assert "her text" not in ended.stdout + ended.stderr


def test_what_is_loaded_is_left_out_when_garbage_is_looked_for() -> None:
    assert _run(_IS_SETTLED).stdout == "True\n"
