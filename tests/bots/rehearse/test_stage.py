"""Whole rehearsals with small crowds: what grows, what goes wrong, and what is found at the end."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bots.rehearse.dataset import Dataset, read_dataset
from bots.rehearse.policies import for_dataset
from bots.rehearse.rehearsal import Plan
from bots.rehearse.report import Result
from bots.rehearse.stage import NotEmpty, Script, read_release, rehearse
from bots.rehearse.temper import REGROWING, SHARES, Temper
from core.domain.policy import Policy
from core.domain.task import Kind
from core.domain.tree import State
from tests.bots.rehearse.datasets import ORCHARD, TWINS, write_dataset

SMALL = Policy(
    goal_size=4, max_depth=2, max_active_trees=4, max_prompts_in_review=4, lease_minutes_text=60, weight_prompt=1.0
)
QUICK = replace(SMALL, reviews_prompt=1, reviews_reply=1, rankings=1)
CAREFUL = {Temper.CAREFUL: 1.0}


@pytest.fixture
def script(tmp_path: Path) -> Callable[..., Script]:
    def script(name: str = "one", *, policy: Policy = SMALL, dataset: Dataset | None = None, **plan: Any) -> Script:
        folder = tmp_path / name
        return Script(
            replace(Plan(people=8, languages=("en",)), **plan),
            policy if dataset is None else for_dataset(policy, dataset),
            f"sqlite:///{folder / 'trees.db'}",
            f"sqlite:///{folder / 'desk.db'}",
            dataset=dataset,
            export=str(folder / "export.jsonl"),
            compare=dataset is not None,
        )

    return script


def done(result: Result, state: str = "done") -> int:
    return sum(counts.get(state, 0) for counts in result.summary.tasks.values())


async def test_a_community_grows_trees_and_every_invariant_holds(script: Callable[..., Script]) -> None:
    one = script(tasks=160, languages=("en", "de"), people=12, policy=replace(QUICK, rankings=2))
    result = await rehearse(one)
    assert result.findings == []
    assert result.clean
    assert done(result) == result.ledger.answers == 160
    assert result.summary.tasks.keys() >= set(Kind) - {Kind.RANK_PROMPTER_REPLIES}
    assert {lang for lang, _ in result.summary.trees} == {"en", "de"}
    trees = read_release(str(one.export))
    assert {tree.state for tree in trees} == {State.READY_FOR_EXPORT}
    assert all(len(tree.messages) > 1 for tree in trees)


async def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(script: Callable[..., Script]) -> None:
    files: list[Path] = []
    for name, seed in (("one", 7), ("two", 7), ("three", 8)):
        one = script(name, seed=seed, tasks=60, policy=QUICK)
        await rehearse(one)
        files.append(Path(str(one.export)))
    exports = [file.read_bytes() for file in files]
    assert exports[0] == exports[1] != b""
    assert exports[2] != exports[0]


async def test_it_comes_out_the_same_on_either_database(script: Callable[..., Script], postgres_url: str) -> None:
    one = script("sqlite", tasks=60, policy=QUICK)
    two = replace(script("postgresql", tasks=60, policy=QUICK), database_url=postgres_url)
    assert (await rehearse(one)).clean
    assert (await rehearse(two)).clean
    exports = [Path(str(each.export)) for each in (one, two)]
    assert exports[0].read_bytes() == exports[1].read_bytes() != b""


async def test_spam_is_rejected_and_what_slips_through_is_removed(script: Callable[..., Script]) -> None:
    shares = {Temper.CAREFUL: 0.4, Temper.HASTY: 0.3, Temper.SPAMMING: 0.3}
    one = script(shares=shares, tasks=120, people=10)
    result = await rehearse(one)
    assert result.clean
    assert result.summary.trees[("en", State.ABORTED_LOW_GRADE)] > 0
    texts = [message.text for tree in read_release(str(one.export)) for message in tree.messages]
    assert not any("code" in text or "coins" in text or "asdf" in text or "!!!" in text for text in texts)


async def test_who_vanishes_with_a_task_keeps_it_from_nobody_for_long(script: Callable[..., Script]) -> None:
    result = await rehearse(script(shares={Temper.ABSENT: 0.5, Temper.CAREFUL: 0.5}, minutes=150, people=10))
    assert result.clean
    assert done(result, "lapsed") >= 5
    assert len(result.ledger.workers) == 5


async def test_where_everybody_vanishes_it_ends(script: Callable[..., Script]) -> None:
    result = await rehearse(script(shares={Temper.ABSENT: 1.0}, people=3, tasks=10))
    assert result.clean
    assert (done(result), result.ledger.workers) == (0, set())


async def test_a_language_with_too_few_people_is_named_with_what_it_lacks(script: Callable[..., Script]) -> None:
    result = await rehearse(script(shares=CAREFUL, people=3, policy=replace(SMALL, max_active_trees=0)))
    (stalled,) = result.summary.stalled
    assert (stalled.lang, stalled.speakers, stalled.needed) == ("en", 3, 6)
    assert stalled.wanted == {Kind.LABEL_INITIAL_PROMPT: 4}
    assert result.clean


async def test_a_dataset_grows_again_as_it_was(script: Callable[..., Script], tmp_path: Path) -> None:
    dataset = read_dataset(str(write_dataset(tmp_path / "messages.jsonl", ORCHARD, TWINS)))
    one = script(dataset=dataset, shares=REGROWING, people=12, everybody_speaks_all=True)
    ticks: list[tuple[int, int | None]] = []
    result = await rehearse(one, lambda done, total: ticks.append((done, total)))
    assert result.differences == []
    assert result.clean
    assert result.summary.trees == {("en", State.READY_FOR_EXPORT): 2}
    assert ticks[-1] == (17, 17)


async def test_a_language_that_no_button_offers_is_named_by_hand(script: Callable[..., Script], tmp_path: Path) -> None:
    dataset = read_dataset(str(write_dataset(tmp_path / "messages.jsonl", TWINS, lang="eu")))
    languages = ("eu", "pt-BR")
    one = script(dataset=dataset, shares=CAREFUL, people=9, languages=languages, everybody_speaks_all=True)
    result = await rehearse(one)
    assert result.differences == []


async def test_spam_among_the_regrown_is_rejected_and_changes_nothing(
    script: Callable[..., Script], tmp_path: Path
) -> None:
    dataset = read_dataset(str(write_dataset(tmp_path / "messages.jsonl", ORCHARD)))
    shares = {Temper.CAREFUL: 0.9, Temper.SPAMMING: 0.1}
    narrow = Policy(max_active_trees=1, max_prompts_in_review=1)
    result = await rehearse(script(dataset=dataset, shares=shares, people=12, policy=narrow))
    assert result.differences == []
    assert result.clean


async def test_a_store_that_holds_something_is_left_alone(script: Callable[..., Script]) -> None:
    one = script(tasks=3, shares=SHARES)
    await rehearse(one)
    with pytest.raises(NotEmpty):
        await rehearse(replace(one, desk_url=one.desk_url.replace("desk", "other")))


@pytest.mark.soak
async def test_a_published_dataset_grows_again_as_it_was(script: Callable[..., Script], shared: Path) -> None:
    """The first trees of it, as many as the time allows; with ARBORETUM_SOAK=600 all of them."""
    whole = read_dataset(str(shared / "data" / "oasst1-en-validation-part.messages.jsonl.gz"))
    assert [one.line for one in whole.left_out] == [182, 1154]
    seconds = float(os.environ.get("ARBORETUM_SOAK", "20"))
    roots = whole.roots[: max(4, round(len(whole.roots) * seconds / 600))]
    part = Dataset({message.id: message for root in roots for message in whole.below(root)})
    result = await rehearse(script(dataset=part, shares=REGROWING, people=24))
    assert result.differences == []
    assert result.findings == []
    assert result.summary.trees == {("en", State.READY_FOR_EXPORT): len(roots)}
