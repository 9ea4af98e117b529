import signal
from pathlib import Path

from tests.bots.commands.running import get, running

NO_PLATFORM = (
    "Discord: does not run, for ARBORETUM_DISCORD_TOKEN is not set.",
    "Telegram: does not run, for ARBORETUM_TELEGRAM_TOKEN is not set.",
)


def test_with_nothing_configured_it_is_a_store_with_its_janitor(tmp_path: Path) -> None:
    with running("up", home=str(tmp_path), listen="127.0.0.1:0") as process:
        address = process.address()
        assert process.told.splitlines() == [
            "The tree store, with its janitor: runs.",
            *NO_PLATFORM,
            f"The store listens on http://{address[0]}:{address[1]}",
        ]
        assert get(address, "/health/live")[0] == 200
        process.send(signal.SIGTERM)
        assert process.status() == 0


def test_with_a_central_store_named_it_runs_none_and_says_that_nothing_is_left(tmp_path: Path) -> None:
    with running("up", home=str(tmp_path), store_url="https://trees.example.org", store_key="secret") as process:
        assert process.status() == 1
    assert process.told.splitlines() == [
        "The tree store, with its janitor: does not run, for ARBORETUM_STORE_URL names a central one.",
        *NO_PLATFORM,
        "arboretum: nothing that could run here is configured.",
    ]


def test_where_a_part_can_not_run_it_ends_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "trees.db").write_text("This is a letter, not a database. " * 100)
    with running("up", home=str(tmp_path), listen="127.0.0.1:0") as process:
        assert process.status() == 1
    assert process.told.splitlines()[-1].endswith("restore a backup, or name another file.")
