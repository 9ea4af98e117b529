"""What holds of every tree, however it came about and whatever people do to it."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.domain.growth import advance, delete, next_state, removed_with
from core.domain.message import Message
from core.domain.policy import Policy
from core.domain.task import REPLY_KINDS, Family, Kind
from core.domain.tree import AT_WORK, GROWTH_ARROWS, State, Tree
from tests.core.domain.trees import change, opened, prompt, reply, tree

POLICIES = st.builds(
    Policy,
    reviews_prompt=st.integers(0, 3),
    reviews_reply=st.integers(0, 3),
    rankings=st.integers(0, 3),
    prompter_replies=st.integers(1, 3),
    rank_prompter_replies=st.booleans(),
    skips_to_close=st.integers(1, 3),
    red_flags=st.integers(1, 3),
)
FACTS = st.fixed_dictionaries(
    {
        "verdict": st.sampled_from([None, True, True, False]),
        "deleted": st.sampled_from([False, False, False, True]),
        "reviews": st.integers(0, 4),
        "complaints": st.floats(0, 4),
        "ballots": st.integers(0, 4),
        "skips": st.integers(0, 4),
        "red_flags": st.integers(0, 3),
        "complete": st.booleans(),
    }
)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Any tree, even one that no history leads to."""
    messages = [prompt(**draw(FACTS))]
    for number in range(draw(st.integers(0, 8))):
        messages.append(reply(draw(st.sampled_from(messages)), f"m{number}", **draw(FACTS)))
    names = st.sampled_from([message.id for message in messages])
    held = draw(st.dictionaries(st.tuples(names, st.sampled_from(Kind)), st.integers(0, 3), max_size=3))
    caps = {name: draw(st.integers(0, 6)) for name in ("goal", "depth", "children")}
    return tree(draw(st.sampled_from(State)), *messages, held=held, **caps)


@given(trees(), POLICIES)
def test_advance_is_a_fixed_point(before: Tree, policy: Policy) -> None:
    growth = advance(before, policy)
    assert advance(growth.tree, policy) == growth


@given(trees(), POLICIES)
def test_each_step_is_a_drawn_arrow(before: Tree, policy: Policy) -> None:
    state = next_state(before, policy)
    assert state is before.state or (before.state, state) in GROWTH_ARROWS


@given(trees(), POLICIES)
def test_what_is_leased_is_wanted(before: Tree, policy: Policy) -> None:
    growth = advance(before, policy)
    assert all(0 <= opening.leased <= opening.wanted > 0 for opening in growth.openings)
    assert {(found.message_id, found.kind): found.leased for found in growth.openings if found.leased} == {
        need: units for need, units in before.held.items() if units
    }


@given(trees(), POLICIES)
def test_a_tree_at_work_has_something_to_do_or_is_ready(before: Tree, policy: Policy) -> None:
    growth = advance(before, policy)
    if growth.tree.state in AT_WORK - {State.READY_FOR_SCORING}:
        assert growth.openings


@given(trees(), POLICIES)
def test_nothing_is_wanted_of_a_deleted_or_rejected_message(before: Tree, policy: Policy) -> None:
    growth = advance(before, policy)
    assert all(growth.tree.by_id[message_id].counts for message_id, _ in opened(growth))


@given(trees(), POLICIES)
def test_advance_changes_nothing_but_state_verdicts_and_flagged_replies(before: Tree, policy: Policy) -> None:
    after = advance(before, policy).tree
    assert replace(after, state=before.state, messages=before.messages) == before
    for old, new in zip(before.messages, after.messages, strict=True):
        assert replace(new, verdict=old.verdict, deleted=old.deleted) == old
        assert old.verdict is None or new.verdict is old.verdict
        assert new.deleted or not old.deleted


class ManyHands(RuleBasedStateMachine):
    """A tree in the hands of people who take tasks, answer, give up, skip, flag and delete in any order."""

    @initialize(
        policy=POLICIES,
        drawn=st.booleans(),
        goal=st.integers(1, 7),
        depth=st.integers(1, 3),
        children=st.integers(1, 3),
    )
    def plant(self, policy: Policy, drawn: bool, goal: int, depth: int, children: int) -> None:
        self.policy = policy
        self.born = 0
        state = State.GROWING if drawn else State.INITIAL_PROMPT_REVIEW
        start = tree(state, prompt(verdict=drawn or None), goal=goal, depth=depth, children=children)
        self.growth = advance(start, policy)

    @property
    def tree(self) -> Tree:
        return self.growth.tree

    def become(self, after: Tree) -> None:
        state = after.state
        self.growth = advance(after, self.policy)
        while state is not self.tree.state:
            following = next_state(replace(self.tree, state=state), self.policy)
            assert (state, following) in GROWTH_ARROWS
            state = following

    @rule()
    def look_again(self) -> None:
        assert advance(self.tree, self.policy) == self.growth

    @precondition(lambda self: self.tree.state is State.PROMPT_LOTTERY_WAITING)
    @rule()
    def win_the_lottery(self) -> None:
        self.become(replace(self.tree, state=State.GROWING))

    @precondition(lambda self: bool(opened(self.growth)))
    @rule(chance=st.randoms(use_true_random=False))
    def take(self, chance: Random) -> None:
        self.hold(chance.choice(list(opened(self.growth))))

    @precondition(lambda self: bool(self.tree.held))
    @rule(chance=st.randoms(use_true_random=False), skips=st.sampled_from([0, 0, 0, 1]))
    def give_back(self, chance: Random, skips: int) -> None:
        name, kind = chance.choice(list(self.tree.held))
        after = self.let_go(name, Kind(kind))
        self.become(change(after, name, skips=after.by_id[name].skips + skips))

    @precondition(lambda self: bool(self.tree.held))
    @rule(chance=st.randoms(use_true_random=False), complaint=st.sampled_from([0.0, 0.0, 0.0, 1.0]))
    def answer(self, chance: Random, complaint: float) -> None:
        name, kind = chance.choice(list(self.tree.held))
        self.finish((name, Kind(kind)), complaint)

    @precondition(lambda self: bool(opened(self.growth)))
    @rule(chance=st.randoms(use_true_random=False), units=st.integers(1, 8))
    def work_for_a_while(self, chance: Random, units: int) -> None:
        for _ in range(units):
            if need := min(opened(self.growth), default=None, key=lambda _: chance.random()):
                self.hold(need)
                self.finish(need, 0.0)

    @precondition(lambda self: len(self.tree.messages) > 2)
    @rule(chance=st.randoms(use_true_random=False))
    def flag(self, chance: Random) -> None:
        message = chance.choice(self.tree.messages[-3:])
        self.become(change(self.tree, message.id, red_flags=message.red_flags + 1))

    @precondition(lambda self: len(self.tree.messages) > 4)
    @rule(chance=st.randoms(use_true_random=False))
    def remove(self, chance: Random) -> None:
        message = chance.choice(self.tree.messages[1:])
        self.become(delete(self.tree, removed_with(self.tree, message)))

    @precondition(lambda self: self.tree.state is State.GROWING and len(self.tree.messages) > 2)
    @rule(chance=st.randoms(use_true_random=False))
    def complete(self, chance: Random) -> None:
        self.become(change(self.tree, chance.choice(self.tree.messages).id, complete=True))

    def hold(self, need: tuple[str, Kind]) -> None:
        self.become(replace(self.tree, held={**self.tree.held, need: self.tree.held.get(need, 0) + 1}))

    def let_go(self, name: str, kind: Kind) -> Tree:
        held = {need: units - (need == (name, kind)) for need, units in self.tree.held.items()}
        return replace(self.tree, held={need: units for need, units in held.items() if units})

    def finish(self, need: tuple[str, Kind], complaint: float) -> None:
        name, kind = need
        after = self.let_go(name, kind)
        message = after.by_id[name]
        if kind.family is Family.REVIEW:
            self.become(change(after, name, reviews=message.reviews + 1, complaints=message.complaints + complaint))
        elif kind.family is Family.RANK:
            self.become(change(after, name, ballots=message.ballots + 1))
        elif after.state is State.GROWING and message.stands:
            self.become(replace(after, messages=(*after.messages, self.child(message))))
        else:
            self.become(after)

    def child(self, parent: Message) -> Message:
        self.born += 1
        return reply(parent, f"m{self.born}")

    @invariant()
    def replies_in_hand_and_in_the_tree_keep_to_the_goal(self) -> None:
        if self.tree.state is State.GROWING:
            in_hand = sum(units for (_, kind), units in self.tree.held.items() if kind in REPLY_KINDS)
            assert in_hand + sum(message.counts for message in self.tree.messages) <= self.tree.goal_size

    @invariant()
    def what_is_leased_is_wanted(self) -> None:
        assert all(0 <= opening.leased <= opening.wanted for opening in self.growth.openings)

    @invariant()
    def no_parent_has_more_replies_than_it_may(self) -> None:
        for parent in self.tree.messages:
            assert sum(message.counts for message in self.tree.replies(parent)) <= self.tree.max_children

    @invariant()
    def nobody_reviews_or_ranks_more_than_is_wanted(self) -> None:
        for message in self.tree.messages:
            assert message.reviews <= self.policy.reviews_wanted(message.parent_id is None)
            assert message.ballots <= self.policy.rankings

    @invariant()
    def there_is_no_dead_end(self) -> None:
        if self.tree.state in AT_WORK - {State.READY_FOR_SCORING}:
            assert any(opening.wanted for opening in self.growth.openings)


ManyHands.TestCase.settings = settings(max_examples=150, stateful_step_count=60, deadline=None)
TestManyHands = ManyHands.TestCase
