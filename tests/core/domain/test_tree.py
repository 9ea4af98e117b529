import pytest

from core.domain.tree import ARROWS, AT_WORK, GROWTH_ARROWS, MODERATOR_ARROWS, TERMINAL, State
from tests.core.domain.trees import prompt, reply, tree

ROOT = prompt()
ANSWER = reply(ROOT, "a")
QUESTION = reply(ANSWER, "q")
OTHER = reply(ROOT, "b")
TREE = tree(State.GROWING, ROOT, ANSWER, QUESTION, OTHER)


def test_a_tree_knows_its_messages_by_id_and_by_parent() -> None:
    assert TREE.root is ROOT
    assert TREE.by_id["q"] is QUESTION
    assert TREE.replies(ROOT) == [ANSWER, OTHER]
    assert TREE.replies(QUESTION) == []


def test_descendants_come_thread_by_thread() -> None:
    assert list(TREE.descendants(ROOT)) == [ANSWER, QUESTION, OTHER]
    assert list(TREE.descendants(OTHER)) == []


def test_ancestors_come_nearest_first() -> None:
    assert list(TREE.ancestors(QUESTION)) == [ANSWER, ROOT]
    assert list(TREE.ancestors(ROOT)) == []


def test_there_are_ten_states_by_their_published_names() -> None:
    assert set(State) == {
        "initial_prompt_review", "prompt_lottery_waiting", "growing", "ranking", "ready_for_scoring",
        "ready_for_export", "scoring_failed", "aborted_low_grade", "halted_by_moderator", "backlog_ranking",
    }  # fmt: skip


def test_no_state_is_at_work_and_terminal() -> None:
    assert not AT_WORK & TERMINAL
    assert all(state.at_work == (state in AT_WORK) and state.terminal == (state in TERMINAL) for state in State)


@pytest.mark.parametrize("state", [State.PROMPT_LOTTERY_WAITING, State.BACKLOG_RANKING])
def test_d12_to_wait_is_neither_work_nor_an_end(state: State) -> None:
    assert not state.at_work
    assert not state.terminal


@pytest.mark.parametrize("state", sorted(TERMINAL - {State.SCORING_FAILED}))
def test_d7_nothing_but_a_moderator_moves_a_tree_out_of_an_end(state: State) -> None:
    assert not [arrow for arrow in GROWTH_ARROWS if arrow[0] is state]


def test_a_failed_scoring_is_tried_again() -> None:
    retries = {new for old, new in GROWTH_ARROWS if old is State.SCORING_FAILED}
    assert retries == {State.READY_FOR_EXPORT, State.RANKING}


def test_a_moderator_halts_any_tree_and_resumes_a_stopped_one() -> None:
    assert all(
        (state, State.HALTED_BY_MODERATOR) in MODERATOR_ARROWS for state in set(State) - {State.HALTED_BY_MODERATOR}
    )
    assert (State.HALTED_BY_MODERATOR, State.GROWING) in ARROWS
    assert (State.READY_FOR_EXPORT, State.GROWING) not in ARROWS


def test_every_state_but_those_of_birth_and_import_can_be_reached() -> None:
    assert set(State) - {new for _, new in GROWTH_ARROWS} == {State.INITIAL_PROMPT_REVIEW, State.BACKLOG_RANKING}
