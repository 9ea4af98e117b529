import asyncio
import gzip
import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bots.__main__ import main
from core.export.messages import message_lines
from core.settings import load_settings
from core.store.store import Store
from tests.core.export.deeds import reacted
from tests.core.export.samples import a_message, a_tree

pytestmark = pytest.mark.usefixtures("nothing_set")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(autouse=True)
def trees(nothing_set: None) -> None:
    """A store with one finished tree, of which a reply was rejected that somebody had answered."""
    tree = a_tree(a_message(1), a_message(2, 1, review_result=False), a_message(3, 2), a_message(4, 1))
    Path("trees.jsonl").write_text("".join(json.dumps(line) + "\n" for line in message_lines(tree)))
    assert run("import", "trees.jsonl").exit_code == 0


def test_trees_go_to_standard_output_and_the_tally_to_standard_error() -> None:
    result = run("export")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["prompt"]["replies"][0]["text"] == "Text 4"
    assert result.stderr == (
        "2 messages in 1 tree.\n1 message is left out, because of others above that are not in the selection.\n"
    )


def test_everything_as_flat_messages_into_a_packed_file() -> None:
    result = run(
        "export", "out.jsonl.gz", "--shape", "messages", "--all-states", "--with-deleted", "--with-rejected",
        "--with-synthetic", "--labels", "--emojis", "--pseudonyms", "none",
    )  # fmt: skip
    assert (result.exit_code, result.stdout) == (0, "")
    told = {
        line["message_id"]: line
        for line in map(json.loads, gzip.decompress(Path("out.jsonl.gz").read_bytes()).splitlines())
    }
    assert told == {line["message_id"]: line for line in map(json.loads, Path("trees.jsonl").read_text().splitlines())}


def test_events_name_people_as_authors_are_named() -> None:
    asyncio.run(_react(by=1004))
    told = json.loads(run("export", "--events").stdout)["prompt"]
    assert told["events"] == {"emoji": [{"type": "emoji", "user_id": told["replies"][0]["user_id"], "emoji": "clap"}]}
    assert "events" not in run("export", "--labels", "--emojis").stdout


async def _react(by: int) -> None:
    store = await Store.open(load_settings().database_url)
    await store.run(reacted, 1, by, "clap")
    await store.close()


def test_states_and_languages_choose() -> None:
    assert run("export", "--state", "growing").stdout == ""
    assert run("export", "--state", "growing", "--state", "ready_for_export").stdout != ""
    assert run("export", "--lang", "de").stdout == ""


def test_people_have_pseudonyms_and_a_key_file_keeps_them() -> None:
    first, second, other = (run("export", "--pseudonym-key-file", name).stdout for name in ("key", "key", "key2"))
    assert first == second != other
    assert "00000000-0000-0000-0000-0000000003e9" not in first
    assert stat.S_IMODE(Path("key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["--state", "growing", "--all-states"], 2, "--state and --all-states exclude each other"),
        (["--state", "blooming"], 2, "'blooming' is not one of 'initial_prompt_review'"),
        (["nowhere/out.jsonl"], 1, "arboretum: nowhere/out.jsonl can't be written: No such file or directory."),
        (["--pseudonym-key-file", "nowhere/key"], 1, "arboretum: The key file nowhere/key can't be made"),
        (["--limit", "0"], 2, "0 is not in the range x>=1"),
    ],
)
def test_what_can_not_be_is_said_in_one_sentence(arguments: list[str], status: int, sentence: str) -> None:
    result = run("export", *arguments)
    assert result.exit_code == status
    assert sentence in result.stderr
