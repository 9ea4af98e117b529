"""How a tree grows: from its counters and the policy to its state, its verdicts and what it needs next."""

from dataclasses import dataclass, replace

from core.domain.message import Message, Role
from core.domain.policy import Policy
from core.domain.task import RANK_IN_ROLE, REPLY_IN_ROLE, REPLY_KINDS, REVIEW_REPLY_IN_ROLE, Kind
from core.domain.tree import State, Tree
from core.domain.verdict import decide

Need = tuple[str, Kind]  # (message id, kind of task)


@dataclass(frozen=True, slots=True)
class Opening:
    """An unmet need of one message: `wanted` units, of which `leased` are in somebody's hands."""

    message_id: str
    kind: Kind
    wanted: int
    leased: int
    lonely: bool = False  # a parent that has some replies, but too few


@dataclass(frozen=True, slots=True)
class Growth:
    """What a change made of a tree: the tree after it, and its openings. Compare with the tree before to write."""

    tree: Tree
    openings: tuple[Opening, ...]


def advance(tree: Tree, policy: Policy) -> Growth:
    """Carry a tree as far as its facts allow, and say what it needs there.

    Pure, and a fixed point: advancing the result changes nothing. A tree may pass through several states at once, but
    only along drawn arrows. It stops in `ready_for_scoring`, because ranks need the ballots themselves.
    """
    tree = _moderate(tree, policy)
    tree = replace(tree, messages=tuple(_decided(m, policy) for m in tree.messages))
    while (state := next_state(tree, policy)) is not tree.state:
        tree = replace(tree, state=state)
    return Growth(tree, openings(tree, policy))


def next_state(tree: Tree, policy: Policy) -> State:
    """The state one arrow further, or the present one."""
    root = tree.root
    match tree.state:
        case State.INITIAL_PROMPT_REVIEW:
            if root.verdict is False or root.red_flags >= policy.red_flags:
                return State.ABORTED_LOW_GRADE
            if root.deleted:
                return State.HALTED_BY_MODERATOR
            if root.verdict:
                return State.PROMPT_LOTTERY_WAITING
        case State.PROMPT_LOTTERY_WAITING:
            if root.deleted:
                return State.HALTED_BY_MODERATOR
        case State.GROWING:
            if root.red_flags >= policy.red_flags:
                return State.ABORTED_LOW_GRADE
            if not root.stands or _fruitless(tree, policy):
                return State.HALTED_BY_MODERATOR
            if not _awaiting_review(tree) and (accepted_size(tree) >= tree.goal_size or not _reply_needs(tree, policy)):
                return State.RANKING
        case State.RANKING:
            if not root.stands:
                return State.HALTED_BY_MODERATOR
            if not _awaiting_review(tree) and not _ballot_needs(tree, policy):
                return State.READY_FOR_SCORING
        case _:
            pass
    return tree.state


def needs(tree: Tree, policy: Policy) -> dict[Need, int]:
    """The units of work a tree wants in its state, leases not considered."""
    match tree.state:
        case State.INITIAL_PROMPT_REVIEW:
            wanted = policy.reviews_prompt - tree.root.reviews if tree.root.undecided else 0
            return {(tree.root.id, Kind.LABEL_INITIAL_PROMPT): wanted} if wanted > 0 else {}
        case State.GROWING:
            return _review_needs(tree, policy) | _reply_needs(tree, policy)
        case State.RANKING:
            return _review_needs(tree, policy) | _ballot_needs(tree, policy)
        case _:
            return {}


def openings(tree: Tree, policy: Policy) -> tuple[Opening, ...]:
    """The needs of a tree as openings: what is held stays counted, and all reply leases together keep to the goal.

    Two parents of a tree that lacks one reply are both open until one of them is leased; then neither is.
    """
    wanted = needs(tree, policy)
    spare = room(tree) - sum(count for (_, kind), count in tree.held.items() if kind in REPLY_KINDS)
    found = []
    for message_id, kind in {**wanted, **{(message_id, Kind(kind)): 0 for message_id, kind in tree.held}}:
        held = tree.held.get((message_id, kind), 0)
        free = max(0, wanted.get((message_id, kind), 0) - held)
        if kind in REPLY_KINDS:
            free = min(free, max(0, spare))
        if held + free:
            lonely = kind is Kind.ASSISTANT_REPLY and 0 < _taken(tree, message_id) < policy.lonely_children
            found.append(Opening(message_id, kind, held + free, held, lonely))
    return tuple(found)


def accepted_size(tree: Tree) -> int:
    """Messages of the tree that stand, root included."""
    return sum(message.stands for message in tree.messages)


def room(tree: Tree) -> int:
    """How many more messages the goal leaves room for, those under review counted as present."""
    return max(0, tree.goal_size - sum(message.counts for message in tree.messages))


def rankable_parents(tree: Tree, policy: Policy) -> list[Message]:
    """Messages with more than one standing reply of a role that is ranked."""
    return [message for message in tree.messages if len(candidates(tree, message, policy)) > 1]


def candidates(tree: Tree, parent: Message, policy: Policy) -> list[Message]:
    """The replies under a parent that a ranking puts in order."""
    if parent.role is Role.ASSISTANT and not policy.rank_prompter_replies:
        return []
    return [reply for reply in tree.replies(parent) if reply.stands]


def removed_with(tree: Tree, message: Message) -> set[str]:
    """What a deletion takes along: the message and everything below it."""
    return {message.id, *(below.id for below in tree.descendants(message))}


def delete(tree: Tree, message_ids: set[str]) -> Tree:
    """The tree with some messages deleted."""
    return replace(tree, messages=tuple(replace(m, deleted=True) if m.id in message_ids else m for m in tree.messages))


def _decided(message: Message, policy: Policy) -> Message:
    verdict = decide(message, policy)
    return message if verdict is message.verdict else replace(message, verdict=verdict)


def _moderate(tree: Tree, policy: Policy) -> Tree:
    """Remove replies that enough people flagged; a flagged root stops the whole tree instead."""
    if tree.state not in (State.INITIAL_PROMPT_REVIEW, State.GROWING):
        return tree
    flagged = [m for m in tree.messages[1:] if not m.deleted and m.red_flags >= policy.red_flags]
    for message in flagged:
        tree = delete(tree, removed_with(tree, message))
    return tree


def _awaiting_review(tree: Tree) -> bool:
    return any(message.undecided for message in tree.messages)


def _fruitless(tree: Tree, policy: Policy) -> bool:
    """Everybody who looked at the prompt declined to answer it."""
    return _closed_by_skips(tree, tree.root, policy) and not any(m.counts for m in tree.messages[1:])


def _closed_by_skips(tree: Tree, message: Message, policy: Policy) -> bool:
    """A message stops asking when many declined, and more than ever answered: one hard leaf halts no tree (D20)."""
    return message.skips >= policy.skips_to_close and message.skips > _taken(tree, message.id)


def _taken(tree: Tree, parent_id: str) -> int:
    return sum(reply.counts for reply in tree.replies_of.get(parent_id, ()))


def _review_needs(tree: Tree, policy: Policy) -> dict[Need, int]:
    return {
        (message.id, REVIEW_REPLY_IN_ROLE[message.role]): wanted
        for message in tree.messages[1:]
        if message.undecided and (wanted := policy.reviews_reply - message.reviews) > 0
    }


def _reply_needs(tree: Tree, policy: Policy) -> dict[Need, int]:
    space = room(tree)
    return {
        (parent.id, REPLY_IN_ROLE[parent.role.other]): wanted
        for parent in tree.messages
        if (wanted := min(space, _free_slots(tree, parent, policy))) > 0
    }


def _free_slots(tree: Tree, parent: Message, policy: Policy) -> int:
    """How many replies a parent still takes: rejected and deleted ones give their slot back (D1)."""
    if not parent.stands or parent.complete or parent.depth >= tree.max_depth:
        return 0
    if _closed_by_skips(tree, parent, policy):
        return 0
    most = tree.max_children
    if parent.role is Role.ASSISTANT:
        most = min(most, policy.prompter_replies)
    return max(0, most - _taken(tree, parent.id))


def _ballot_needs(tree: Tree, policy: Policy) -> dict[Need, int]:
    return {
        (parent.id, RANK_IN_ROLE[parent.role.other]): policy.rankings - parent.ballots
        for parent in rankable_parents(tree, policy)
        if parent.ballots < policy.rankings
    }
