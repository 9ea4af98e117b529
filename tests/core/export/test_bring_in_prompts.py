from pathlib import Path
from typing import Any

import pytest

from core.domain.errors import TaskRequestInvalid
from core.domain.policy import Policy
from core.export.bring_in import Outcome, Watcher, Wishes
from core.export.bring_in_prompts import bring_in_prompts
from core.export.plant import Planted
from core.store.store import Store
from tests.core.export.samples import released, texts


async def run(store: Store, text: str, folder: Path, lang: str = "de", **wishes: Any) -> tuple[Outcome, list[int]]:
    (folder / "prompts.txt").write_text(text)
    refused: list[int] = []
    watcher = Watcher(lambda source, one: refused.append(one.line))
    sources = [str(folder / "prompts.txt")]
    return await bring_in_prompts(store, sources, lang, Wishes(**wishes), watcher, paragraphs=False), refused


async def test_prompts_go_in_and_their_doubles_stay_out(store: Store, tmp_path: Path) -> None:
    outcome, refused = await run(store, "Eins?\nZwei?\nEins?\n", tmp_path)
    assert (outcome, refused) == (Outcome(Planted(2, 2), 1, stored=True), [3])
    lines, _ = await released(store)
    assert sorted(texts(lines)) == ["Eins?", "Zwei?"]
    assert {(line["origin"], line["prompt"]["lang"]) for line in lines} == {("prompts.txt", "de")}


async def test_more_of_them_than_fit_one_transaction_all_go_in(store: Store, tmp_path: Path) -> None:
    outcome, _ = await run(store, "\n".join(f"Nummer {number}?" for number in range(250)), tmp_path)
    assert outcome.planted == Planted(250, 250)
    again, _ = await run(store, "Nummer 7?\nNeu?\n", tmp_path)
    assert again.planted == Planted(1, 1, known=1)


@pytest.mark.parametrize("wishes", [{"dry_run": True}, {"strict": True}])
async def test_a_dry_run_and_a_strict_one_with_bad_lines_store_nothing(
    store: Store, tmp_path: Path, wishes: dict[str, Any]
) -> None:
    outcome, refused = await run(store, "Eins?\nEins?\n", tmp_path, **wishes)
    assert (outcome.planted.trees, outcome.stored, refused) == (1, False, [2])
    assert (await released(store))[0] == []


@pytest.mark.parametrize("lang", ["fr", "not a tag"])
async def test_a_language_that_the_collection_does_not_have_is_refused(store: Store, tmp_path: Path, lang: str) -> None:
    store.policy = Policy(disabled_languages=("fr",))
    with pytest.raises(TaskRequestInvalid):
        await run(store, "Un?\n", tmp_path, lang)
