from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from bots.__main__ import main
from tests.bots.commands.running import running


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--listen", "nonsense"], "give a host and a port, as in 127.0.0.1:8080"),
        (["--webhook", "bot.example.org", "--listen", "127.0.0.1:0"], "give an address like https://bot.example.org"),
        (["--webhook", "https://bot.example.org?a=1", "--listen", "127.0.0.1:0"], "give an address like"),
        (["--webhook", "https://bot.example.org"], "--webhook goes with --listen"),
    ],
)
def test_a_wrong_option_is_told_in_one_sentence(arguments: Sequence[str], told: str) -> None:
    result = CliRunner().invoke(main, ["telegram", *arguments])
    assert result.exit_code == 2
    assert told in result.output


def test_without_a_token_the_process_ends_with_one_sentence(tmp_path: Path) -> None:
    with running("telegram", home=str(tmp_path)) as process:
        assert process.status() == 1
    assert process.told == (
        "arboretum: ARBORETUM_TELEGRAM_TOKEN is not set: the README says how to get a token, step by step.\n"
    )
