from dataclasses import replace

import pytest

from core.domain.growth import (
    accepted_size,
    advance,
    candidates,
    delete,
    needs,
    next_state,
    openings,
    rankable_parents,
    removed_with,
    room,
)
from core.domain.message import Message
from core.domain.policy import Policy
from core.domain.task import Kind
from core.domain.tree import State, Tree
from tests.core.domain.trees import ACCEPTED, DELETED, REJECTED, change, opened, opening, prompt, reply, state_of, tree

POLICY = Policy()
P = prompt(**ACCEPTED)
FLAGGED = {"red_flags": 4}


def assistants(count: int, **facts: object) -> list[Message]:
    """Accepted answers to the prompt: a1, a2, …"""
    return [reply(P, f"a{number}", **{**ACCEPTED, **facts}) for number in range(1, count + 1)]


def small_and_full(**facts: object) -> Tree:
    """A growing tree with as many accepted messages as it wants."""
    return tree(State.GROWING, P, *assistants(2, **facts), goal=3)


# the first prompt is reviewed


def test_a_new_prompt_waits_for_its_reviews() -> None:
    growth = advance(tree(State.INITIAL_PROMPT_REVIEW, prompt(reviews=1)), POLICY)
    assert growth.tree.state is State.INITIAL_PROMPT_REVIEW
    assert opened(growth) == {("p", Kind.LABEL_INITIAL_PROMPT): 2}


def test_an_accepted_prompt_waits_for_the_lottery_and_needs_nothing() -> None:
    growth = advance(tree(State.INITIAL_PROMPT_REVIEW, prompt(reviews=3, complaints=1.0)), POLICY)
    assert growth.tree.state is State.PROMPT_LOTTERY_WAITING
    assert growth.tree.root.verdict is True
    assert growth.openings == ()


def test_a_rejected_prompt_ends_its_tree() -> None:
    growth = advance(tree(State.INITIAL_PROMPT_REVIEW, prompt(reviews=3, complaints=2.0)), POLICY)
    assert growth.tree.state is State.ABORTED_LOW_GRADE
    assert growth.tree.root.verdict is False


@pytest.mark.parametrize("state", [State.INITIAL_PROMPT_REVIEW, State.GROWING])
def test_enough_red_flags_on_the_prompt_end_its_tree(state: State) -> None:
    verdict = state is State.GROWING or None
    assert state_of(tree(state, prompt(verdict=verdict, red_flags=3))) is state
    assert state_of(tree(state, prompt(verdict=verdict, red_flags=4))) is State.ABORTED_LOW_GRADE


@pytest.mark.parametrize(
    "state", [State.INITIAL_PROMPT_REVIEW, State.PROMPT_LOTTERY_WAITING, State.GROWING, State.RANKING]
)
def test_d5_a_deleted_prompt_halts_its_tree(state: State) -> None:
    verdict = None if state is State.INITIAL_PROMPT_REVIEW else True
    assert state_of(tree(state, prompt(verdict=verdict, deleted=True))) is State.HALTED_BY_MODERATOR


def test_a_waiting_prompt_is_moved_by_the_lottery_only() -> None:
    assert state_of(tree(State.PROMPT_LOTTERY_WAITING, P)) is State.PROMPT_LOTTERY_WAITING


# the tree grows


def test_a_growing_tree_asks_for_replies_under_what_is_accepted() -> None:
    growth = advance(tree(State.GROWING, P, *assistants(1)), POLICY)
    assert opened(growth) == {("p", Kind.ASSISTANT_REPLY): 2, ("a1", Kind.PROMPTER_REPLY): 1}


def test_nobody_is_asked_to_answer_below_the_depth_of_the_tree() -> None:
    growth = advance(tree(State.GROWING, P, *assistants(1), depth=1), POLICY)
    assert opened(growth) == {("p", Kind.ASSISTANT_REPLY): 2}


def test_a_reply_under_review_asks_for_reviews_and_keeps_its_place() -> None:
    growth = advance(tree(State.GROWING, P, reply(P, "a1", reviews=1)), POLICY)
    assert opened(growth) == {("a1", Kind.LABEL_ASSISTANT_REPLY): 2, ("p", Kind.ASSISTANT_REPLY): 2}


def test_a_prompter_reply_under_review_asks_for_reviews_of_its_own_kind() -> None:
    answer = reply(P, "a1", **ACCEPTED)
    growth = advance(tree(State.GROWING, P, answer, reply(answer, "q1"), goal=3), POLICY)
    assert opened(growth) == {("q1", Kind.LABEL_PROMPTER_REPLY): 3}


def test_a_full_and_reviewed_tree_is_ranked() -> None:
    growth = advance(small_and_full(), POLICY)
    assert growth.tree.state is State.RANKING
    assert opened(growth) == {("p", Kind.RANK_ASSISTANT_REPLIES): 3}


def test_a_full_tree_waits_for_the_last_review() -> None:
    growth = advance(change(small_and_full(), "a2", verdict=None, reviews=2), POLICY)
    assert growth.tree.state is State.GROWING
    assert opened(growth) == {("a2", Kind.LABEL_ASSISTANT_REPLY): 1}


def test_a_tree_with_no_place_left_for_a_reply_is_ranked_below_its_goal() -> None:
    assert state_of(tree(State.GROWING, P, *assistants(3), depth=1)) is State.RANKING


def test_a_complete_conversation_takes_no_further_reply() -> None:
    done = tree(State.GROWING, P, *assistants(3, complete=True))
    assert state_of(done) is State.RANKING
    assert opened(advance(change(done, "a2", complete=False), POLICY)) == {("a2", Kind.PROMPTER_REPLY): 1}


def test_a_parent_with_too_few_replies_is_lonely() -> None:
    two, one, none = (advance(tree(State.GROWING, P, *assistants(count)), POLICY) for count in (2, 1, 0))
    assert [opening(growth, "p", Kind.ASSISTANT_REPLY).lonely for growth in (two, one, none)] == [False, True, False]


def test_d1_rejected_and_deleted_replies_give_their_place_back() -> None:
    refused = reply(P, "a1", **REJECTED), reply(P, "a2", **DELETED), reply(P, "a3", **REJECTED)
    assert opened(advance(tree(State.GROWING, P, *refused), POLICY)) == {("p", Kind.ASSISTANT_REPLY): 3}


def test_enough_red_flags_delete_a_reply_and_everything_below_it() -> None:
    answer = reply(P, "a1", **ACCEPTED, red_flags=4)
    growth = advance(tree(State.GROWING, P, answer, reply(answer, "q1", **ACCEPTED), *assistants(2)[1:]), POLICY)
    assert [message.id for message in growth.tree.messages if message.deleted] == ["a1", "q1"]
    assert growth.tree.state is State.GROWING
    assert opened(growth)["p", Kind.ASSISTANT_REPLY] == 2


def test_red_flags_delete_nothing_any_more_where_a_tree_is_ranked() -> None:
    growth = advance(tree(State.RANKING, P, *assistants(2, **FLAGGED)), POLICY)
    assert not any(message.deleted for message in growth.tree.messages)


def test_d3_the_last_two_reviews_move_the_tree_on_in_either_order() -> None:
    waiting = change(change(small_and_full(), "a1", verdict=None, reviews=2), "a2", verdict=None, reviews=2)
    for first, second in (("a1", "a2"), ("a2", "a1")):
        half = advance(change(waiting, first, reviews=3), POLICY).tree
        assert half.state is State.GROWING
        assert state_of(change(half, second, reviews=3)) is State.RANKING


def test_d4_a_tree_with_nothing_to_rank_is_ready_at_once() -> None:
    assert state_of(tree(State.GROWING, P, *assistants(1), goal=2)) is State.READY_FOR_SCORING


def test_d5_deleting_the_last_reply_under_review_moves_the_tree_on() -> None:
    waiting = change(small_and_full(), "a2", verdict=None, reviews=1)
    waiting = replace(waiting, messages=(*waiting.messages, *assistants(3)[2:]))
    assert state_of(waiting) is State.GROWING
    assert state_of(delete(waiting, {"a2"})) is State.RANKING


def test_d5_a_deletion_in_a_ranked_tree_may_leave_nothing_to_rank() -> None:
    assert state_of(delete(tree(State.RANKING, P, *assistants(2)), {"a2"})) is State.READY_FOR_SCORING


def test_d5_a_restored_reply_without_a_verdict_is_reviewed_before_the_ranking_ends() -> None:
    ranked = tree(State.RANKING, prompt(**ACCEPTED, ballots=3), *assistants(2), reply(P, "a3"))
    growth = advance(ranked, POLICY)
    assert growth.tree.state is State.RANKING
    assert opened(growth) == {("a3", Kind.LABEL_ASSISTANT_REPLY): 3}


def test_d6_a_rejected_prompt_brought_back_without_a_decree_leaves_review_at_once() -> None:
    assert state_of(tree(State.INITIAL_PROMPT_REVIEW, prompt(**REJECTED))) is State.ABORTED_LOW_GRADE
    assert state_of(tree(State.INITIAL_PROMPT_REVIEW, P)) is State.PROMPT_LOTTERY_WAITING


@pytest.mark.parametrize("state", sorted(set(State) - {State.INITIAL_PROMPT_REVIEW, State.GROWING, State.RANKING}))
@pytest.mark.parametrize("root", [P, prompt(reviews=3, complaints=3.0), prompt(verdict=True, red_flags=9)])
def test_d7_a_late_review_or_flag_moves_no_tree_that_people_are_done_with(state: State, root: Message) -> None:
    growth = advance(tree(state, root, *assistants(2)), POLICY)
    assert growth.tree.state is state
    assert opened(growth) == {}


# leases


def test_d8_leases_count_towards_the_goal() -> None:
    lacks_one = tree(State.GROWING, P, *assistants(2), goal=4)
    free = opened(advance(lacks_one, POLICY))
    assert free == {("p", Kind.ASSISTANT_REPLY): 1, ("a1", Kind.PROMPTER_REPLY): 1, ("a2", Kind.PROMPTER_REPLY): 1}
    held = replace(lacks_one, held={("a1", Kind.PROMPTER_REPLY): 1})
    assert opened(advance(held, POLICY)) == {}


def test_d8_reviews_and_ballots_in_hand_are_not_handed_out_again() -> None:
    review = {("p", Kind.LABEL_INITIAL_PROMPT): 2}
    growth = advance(tree(State.INITIAL_PROMPT_REVIEW, prompt(reviews=1), held=review), POLICY)
    assert opened(growth) == {}
    ballot = {("p", Kind.RANK_ASSISTANT_REPLIES): 1}
    growth = advance(tree(State.RANKING, prompt(**ACCEPTED, ballots=1), *assistants(2), held=ballot), POLICY)
    assert opened(growth) == {("p", Kind.RANK_ASSISTANT_REPLIES): 1}


def test_d9_a_parent_that_wants_three_replies_can_be_in_three_hands() -> None:
    for held in (1, 2, 3):
        growth = advance(tree(State.GROWING, P, held={("p", Kind.ASSISTANT_REPLY): held}), POLICY)
        found = opening(growth, "p", Kind.ASSISTANT_REPLY)
        assert (found.wanted, found.leased) == (3, held)


def test_a_lease_whose_need_is_gone_stays_counted() -> None:
    growth = advance(replace(small_and_full(), held={("a1", Kind.PROMPTER_REPLY): 1}), POLICY)
    found = opening(growth, "a1", Kind.PROMPTER_REPLY)
    assert (growth.tree.state, found.wanted, found.leased) == (State.RANKING, 1, 1)


def test_a_lease_that_was_given_back_leaves_no_opening_behind() -> None:
    assert openings(tree(State.RANKING, P, held={("p", Kind.ASSISTANT_REPLY): 0}), POLICY) == ()


# skips


def test_d20_many_skips_of_one_leaf_close_that_leaf_only() -> None:
    growth = advance(change(tree(State.GROWING, P, *assistants(2)), "a1", skips=25), POLICY)
    assert growth.tree.state is State.GROWING
    assert opened(growth) == {("p", Kind.ASSISTANT_REPLY): 1, ("a2", Kind.PROMPTER_REPLY): 1}


def test_d20_a_prompt_that_many_declined_and_nobody_answered_halts() -> None:
    assert state_of(tree(State.GROWING, prompt(**ACCEPTED, skips=24))) is State.GROWING
    assert state_of(tree(State.GROWING, prompt(**ACCEPTED, skips=25))) is State.HALTED_BY_MODERATOR


def test_d20_a_prompt_that_many_declined_but_somebody_answered_goes_on_below_the_answer() -> None:
    growth = advance(tree(State.GROWING, prompt(**ACCEPTED, skips=25), *assistants(1)), POLICY)
    assert opened(growth) == {("a1", Kind.PROMPTER_REPLY): 1}


def test_d20_more_answers_than_skips_keep_a_message_open() -> None:
    growth = advance(tree(State.GROWING, prompt(**ACCEPTED, skips=2), *assistants(2)), Policy(skips_to_close=2))
    assert opened(growth)["p", Kind.ASSISTANT_REPLY] == 1


# the replies are ranked


def test_each_parent_with_two_standing_answers_wants_its_ballots() -> None:
    answer = reply(P, "a1", **ACCEPTED)
    question = reply(answer, "q1", **ACCEPTED)
    below = [reply(question, name, **ACCEPTED) for name in ("b1", "b2")]
    ranked = tree(State.RANKING, P, answer, question, *assistants(2)[1:], *below, reply(question, "b3", **REJECTED))
    assert opened(advance(ranked, POLICY)) == {
        ("p", Kind.RANK_ASSISTANT_REPLIES): 3,
        ("q1", Kind.RANK_ASSISTANT_REPLIES): 3,
    }
    one_done = change(ranked, "p", ballots=3)
    assert state_of(one_done) is State.RANKING
    assert state_of(change(one_done, "q1", ballots=3)) is State.READY_FOR_SCORING


def test_prompter_replies_are_ranked_only_where_the_policy_says_so() -> None:
    answer = reply(P, "a1", **ACCEPTED)
    ranked = tree(State.RANKING, P, answer, reply(answer, "q1", **ACCEPTED), reply(answer, "q2", **ACCEPTED))
    without, with_them = Policy(rank_prompter_replies=False), Policy(rank_prompter_replies=True)
    assert state_of(ranked, without) is State.READY_FOR_SCORING
    assert candidates(ranked, answer, without) == []
    assert opened(advance(ranked, with_them)) == {("a1", Kind.RANK_PROMPTER_REPLIES): 3}
    assert [message.id for message in rankable_parents(ranked, with_them)] == ["a1"]


def test_a_tree_that_is_ready_waits_for_its_ballots_to_be_merged() -> None:
    assert state_of(tree(State.READY_FOR_SCORING, P, *assistants(2))) is State.READY_FOR_SCORING


def test_a_policy_that_wants_no_reviews_and_no_ballots_holds_nobody_up() -> None:
    generous = Policy(reviews_prompt=0, reviews_reply=0, rankings=0)
    assert state_of(tree(State.INITIAL_PROMPT_REVIEW, prompt()), generous) is State.PROMPT_LOTTERY_WAITING
    unread = tree(State.GROWING, P, reply(P, "a1"), reply(P, "a2"), goal=3)
    assert state_of(unread, generous) is State.READY_FOR_SCORING


# small measures


def test_sizes_count_what_stands_and_room_leaves_a_place_for_what_may() -> None:
    mixed = tree(State.GROWING, P, *assistants(1), reply(P, "r", **REJECTED), reply(P, "d", **DELETED), reply(P, "u"))
    assert (accepted_size(mixed), room(mixed)) == (2, 9)
    assert room(replace(mixed, goal_size=2)) == 0


def test_a_deletion_takes_along_what_is_below() -> None:
    answer = reply(P, "a1", **ACCEPTED)
    question = reply(answer, "q1", **ACCEPTED)
    whole = tree(State.GROWING, P, answer, question, reply(question, "b1"), *assistants(2)[1:])
    assert removed_with(whole, answer) == {"a1", "q1", "b1"}
    assert [m.id for m in delete(whole, {"q1", "b1"}).messages if m.deleted] == ["q1", "b1"]


def test_one_step_goes_one_arrow_far() -> None:
    assert next_state(tree(State.GROWING, P, *assistants(1), goal=2), POLICY) is State.RANKING


def test_a_tree_outside_work_has_no_needs() -> None:
    assert needs(tree(State.READY_FOR_EXPORT, P), POLICY) == {}
