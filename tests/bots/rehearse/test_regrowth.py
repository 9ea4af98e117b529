"""What a crowd that regrows a dataset knows at any time."""

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from bots.rehearse.dataset import read_dataset
from bots.rehearse.regrowth import Regrowth
from core.domain.task import Kind, Receipt
from tests.bots.dialogue.talking import NOON, task
from tests.bots.rehearse.datasets import write_dataset

UNJUDGED: dict[str, Any] = {"text": "Nobody ever judged this.", "review_result": None, "deleted": True}


def test_what_was_accepted_though_the_dataset_never_judged_it_is_removed_once(tmp_path: Path) -> None:
    dataset = read_dataset(str(write_dataset(tmp_path / "messages.jsonl", UNJUDGED)))
    crowd = Regrowth(dataset, lambda: NOON, timedelta(), Random(1))
    receipt = Receipt("AAAA", "t1", Kind.INITIAL_PROMPT, (), message_id="m1")
    crowd.wrote(task(Kind.INITIAL_PROMPT), UNJUDGED["text"], "ada", receipt)
    crowd.decided("m1", accepted=True)
    assert crowd.to_remove() == "m1"
    crowd.removed("m1")
    assert crowd.to_remove() is None
    assert crowd.finished
