import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bots.__main__ import main

pytestmark = pytest.mark.usefixtures("nothing_set")

SECRET = "geheimgeheimgeheim"
CONSENT = {
    "ARBORETUM_COLLECTION_NAME": "Trees",
    "ARBORETUM_LICENCE": "CC0-1.0",
    "ARBORETUM_CONTACT": "ada@example.org",
    "ARBORETUM_PRIVACY_URL": "https://example.org/privacy",
}


def run(*arguments: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, ["doctor", *arguments], env=env)


@pytest.fixture
def installation(nothing_set: None) -> None:
    """Everything that a first talk makes."""
    assert CliRunner().invoke(main, ["chat", "--no-samples"], input="\n").exit_code == 0


@pytest.mark.usefixtures("installation")
def test_an_installation_in_good_health_has_a_tick_on_every_line_and_status_0() -> None:
    result = run(env=CONSENT)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert all(line.startswith("✓ ") for line in lines), result.stdout
    assert {line[2:].split(": ")[0] for line in lines} == {
        ".env", "locales", "consent", "secret", "disk", "tree store", "desk", "clock",
    }  # fmt: skip


def test_before_the_first_start_nothing_is_broken_and_nothing_is_made() -> None:
    result = run()
    assert result.exit_code == 0
    assert "! tree store: There is no arboretum-data/trees.db yet." in result.stdout
    assert list(Path.cwd().iterdir()) == []


def test_what_is_broken_is_crossed_with_what_to_do_beneath_and_makes_the_status_1() -> None:
    Path("arboretum-data").mkdir()
    Path("arboretum-data/trees.db").write_text("once upon a time " * 100)
    result = run()
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("✗ tree store: "))
    assert "restore a backup" in lines[at]
    assert lines[at + 1] == "    It is named by ARBORETUM_DATABASE_URL."


def test_wrong_settings_are_a_finding_like_others() -> None:
    result = run(env={"ARBORETUM_POLICY__MAX_DEPTH": "deep"})
    assert result.exit_code == 1
    assert "✗ settings: ARBORETUM_POLICY__MAX_DEPTH must be a whole number, 0 or more.\n" in result.stdout
    assert "✓ locales: " in result.stdout


def test_programs_are_told_the_same_as_json() -> None:
    result = run("--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told["level"] == "warn"
    assert {"name", "level", "sentence", "advice"} == set(told["checks"][0])
    names = [one["name"] for one in told["checks"]]
    assert names == [line[2:].split(": ")[0] for line in run().stdout.splitlines() if not line.startswith(" ")]


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_no_secret_is_told_whatever_is_wrong(form: tuple[str, ...]) -> None:
    names = ("SECRET", "STORE_KEY", "WEB_SECRET", "ROOT_TOKENS", "DISCORD_TOKEN", "TELEGRAM_TOKEN")
    env = {f"ARBORETUM_{name}": SECRET for name in names}
    kept = Path("arboretum-data/secret")
    wrongs = [
        {},
        {"ARBORETUM_DATABASE_URL": f"postgresql://ada:{SECRET}@127.0.0.1:1/trees?password={SECRET}"},
        {"ARBORETUM_DESK_URL": f"postgresql://ada:{SECRET}@127.0.0.1:1/desk"},
        {"ARBORETUM_STORE_URL": "http://127.0.0.1:1"},
        {"ARBORETUM_SECRET": SECRET[:15]},
        {"ARBORETUM_DATABASE_URL": f"mysql://ada:{SECRET}@127.0.0.1:1/trees"},
    ]
    Path(".env").write_text(f"ARBORETUM_SECRET={SECRET}\n")
    for wrong in wrongs:
        result = run(*form, env=env | wrong)
        assert SECRET[:15] not in result.output, wrong
        assert not kept.exists() or kept.read_text() not in result.output
