import io
import sys

import pytest

from bots.commands.progress import progress


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_where_somebody_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with progress() as bar:
        bar("Trees")(3, 4)
    assert "Trees" in screen.getvalue()
    assert "75%" in screen.getvalue()


def test_nothing_is_written_where_nobody_does(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = io.StringIO()
    monkeypatch.setattr(sys, "stderr", quiet)
    with progress() as bar:
        bar("Trees")(3, 4)
    assert quiet.getvalue() == ""
