"""`arboretum community`: settings are listed, shown, and taken to another machine."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Connection

from bots.__main__ import COMMANDS, main
from bots.desk import communities, obstacles
from bots.desk.desk import Desk
from bots.desk.obstacles import Obstacle
from bots.dialogue.community import Community, Place
from core.store.database import Work
from core.store.store import utc_now

pytestmark = pytest.mark.usefixtures("nothing_set")

FOREST = Community("7", "Forest\x1b[2J", languages=("de", "en"), board_channel="71", moderator_roles=("73",))
MEADOW = Community("8", place=Place.DIRECT, paused=True)


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "community", ("bots.commands.community", "Take along what communities set up."))


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["community", *arguments], input=given)


def on_desk(work: Work[object]) -> object:
    async def run() -> object:
        desk = await Desk.open("sqlite:///arboretum-data/desk.db")
        try:
            return await desk.run(work)
        finally:
            await desk.close()

    return asyncio.run(run())


def set_up(*all_of_them: Community) -> None:
    def work(connection: Connection) -> None:
        for one in all_of_them:
            communities.save(connection, "discord", one, utc_now())

    on_desk(work)


def kept() -> object:
    return on_desk(lambda connection: communities.every(connection, "discord"))


def test_where_nothing_was_set_up_that_is_said() -> None:
    result = run("list")
    assert result.exit_code == 0
    assert "No community was set up yet" in result.stderr
    assert (result.stdout, json.loads(run("export").stdout)) == ("", [])


def test_each_community_has_a_line_that_no_name_of_it_can_break() -> None:
    set_up(FOREST, MEADOW)
    assert run("list").stdout.splitlines() == [
        "discord:7  Forest\ufffd[2J  de, en  work: private  board  no moderators' channel",
        "discord:8  (without a name)  any language  taking a break  no board  no moderators' channel",
    ]


def test_all_settings_of_one_are_shown_with_what_is_in_the_way() -> None:
    set_up(FOREST)
    on_desk(lambda connection: obstacles.meet(connection, "discord", "7", "71", Obstacle.FORBIDDEN, utc_now()))
    lines = run("show", "discord:7").stdout.splitlines()
    assert {"languages: de, en", "kinds: any", "paused: no", "board channel: 71", "task channel: none"} < set(lines)
    assert lines[-1] == "The board channel 71 does not let us post: rights are missing in it."


@pytest.mark.parametrize("arguments", [("show", "discord:9"), ("export", "--only", "discord:9")])
def test_a_community_that_was_not_set_up_is_not_found(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert "discord:9 was not set up; `arboretum community list` shows those that were." in result.stderr


@pytest.mark.parametrize("name", ["9", "irc:9", "discord:", "discord"])
def test_a_name_of_another_form_is_wrong_use(name: str) -> None:
    assert run("show", name).exit_code == 2


def test_what_was_exported_can_be_imported_elsewhere_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forest = replace(FOREST, name="Forest")
    set_up(forest, MEADOW)
    assert "2 communities in" in run("export", str(tmp_path / "all.json")).stderr
    assert json.loads(run("export", "--only", "discord:8").stdout)[0]["place"] == "direct"
    monkeypatch.setenv("ARBORETUM_HOME", str(tmp_path / "elsewhere"))
    told = [run("import", *flags, str(tmp_path / "all.json")).stdout for flags in (["--dry-run"], [], [])]
    assert told == [
        "2 communities would be set up: 2 new, 0 changed, 0 as before.\n",
        "2 communities are set up: 2 new, 0 changed, 0 as before.\n",
        "2 communities are set up: 0 new, 0 changed, 2 as before.\n",
    ]
    assert json.loads(run("export").stdout) == json.loads((tmp_path / "all.json").read_text("utf-8"))


def test_an_import_replaces_what_it_names_and_nothing_else() -> None:
    set_up(FOREST, MEADOW)
    result = run("import", "-", given='[{"platform": "discord", "id": "8", "name": "Meadow"}]')
    assert result.stdout == "1 community is set up: 0 new, 1 changed, 0 as before.\n"
    assert kept() == (FOREST, Community("8", "Meadow"))


def test_a_file_with_a_mistake_changes_nothing() -> None:
    set_up(MEADOW)
    entries = [{"platform": "discord", "id": "8"}, {"platform": "discord", "id": "9", "paused": 1}]
    result = run("import", "-", given=json.dumps(entries))
    assert result.exit_code == 1
    assert "Community 2 of standard input: paused has to be true or false, not 1." in result.stderr
    assert kept() == (MEADOW,)


def test_a_file_that_cannot_be_read_is_named() -> None:
    Path("settings.json").write_bytes(b"\xff\xfe")
    assert "settings.json is not a text in UTF-8." in run("import", "settings.json").stderr
    assert "No such file" in run("import", "nowhere.json").stderr
