"""Commands as people type them, and as clients do."""

import pytest

from bots.dialogue.events import Commanded
from bots.telegram.deep_link import DeepLink
from bots.telegram.spoken import command, followed_link

US = "arbor_bot"


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/work", "work", ""),
        ("  /work  ", "work", ""),
        ("/work review de", "work", "review de"),
        ("/WORK@Arbor_Bot review", "work", "review"),
        ("/answer first line\nsecond line", "answer", "first line\nsecond line"),
        ("/report\nit is rude", "report", "it is rude"),
        ("/start@arbor_bot work_c-1", "start", "work_c-1"),
    ],
)
def test_a_command_has_a_name_and_what_follows(text: str, name: str, argument: str) -> None:
    assert command(text, US) == Commanded(name, argument)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "work",
        "/",
        "/ work",
        "// a comment",
        "/etc/passwd is a file",
        "/wörk",
        "/work@other_bot",
        "see /work",
        "/a" * 40,
    ],
)
def test_what_is_no_command_or_is_another_bots_is_none(text: str) -> None:
    assert command(text, US) is None


def test_only_start_comes_by_a_link() -> None:
    assert followed_link(Commanded("start", "work_review")) == DeepLink("work", ("review",))
    assert followed_link(Commanded("start", "")) is None
    assert followed_link(Commanded("start", "what is this?")) is None
    assert followed_link(Commanded("work", "work")) is None
