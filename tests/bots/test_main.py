import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bots.__main__ import COMMANDS, Arboretum, main
from core.domain.errors import StoreAway

HEAVY = {"sqlalchemy", "pydantic", "alembic", "rich", "prompt_toolkit", "fluent", "babel", "py3langid"}

pytestmark = pytest.mark.usefixtures("nothing_set")


def _commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group, info_name=name)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        yield f"{name} {word}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{name} {word}")


def test_it_tells_its_version() -> None:
    result = CliRunner().invoke(main, ["--version"], prog_name="arboretum")
    assert result.output == f"arboretum, version {version('arboretum')}\n"


def test_help_lists_every_command_with_a_sentence_about_it() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for name, (_, sentence) in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(sentence)}$", result.output, flags=re.MULTILINE)


def test_every_command_explains_itself_and_each_of_its_options() -> None:
    for name, command in _commands(main, "arboretum"):
        assert command.help, f"{name} has no help"
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{name} {option.opts[0]} has no help"


def test_help_is_quick_because_it_loads_no_library_that_a_command_needs() -> None:
    code = (
        "import sys; from bots.__main__ import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    root = Path(__file__).parents[2]
    result = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert not HEAVY & {name.partition(".")[0] for name in result.stderr.split()}


def test_an_unknown_command_is_wrong_use() -> None:
    result = CliRunner().invoke(main, ["harvest"])
    assert result.exit_code == 2
    assert "No such command 'harvest'" in result.output


def test_a_wrong_setting_is_one_sentence_and_status_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARBORETUM_POLICY__MAX_DEPTH", "deep")
    result = CliRunner().invoke(main, ["db", "upgrade"])
    assert result.exit_code == 2
    assert result.stderr == "arboretum: ARBORETUM_POLICY__MAX_DEPTH must be a whole number, 0 or more.\n"
    assert result.stdout == ""


def _failing_with(error: Exception) -> click.Group:
    group = Arboretum("arboretum")

    def fail() -> None:
        raise error

    group.get_command = lambda ctx, cmd_name: click.Command("fail", callback=fail)  # type: ignore[method-assign]
    return group


def test_what_an_operator_can_mend_is_one_sentence_and_status_1() -> None:
    result = CliRunner().invoke(_failing_with(StoreAway(reason="full")), ["fail"])
    assert result.exit_code == 1
    assert result.stderr.startswith("arboretum: the disk is full")
    assert len(result.stderr.splitlines()) == 1


def test_a_fault_of_ours_is_not_hidden() -> None:
    result = CliRunner().invoke(_failing_with(ZeroDivisionError()), ["fail"])
    assert isinstance(result.exception, ZeroDivisionError)
