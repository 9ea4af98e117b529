"""One's own texts, and the trees they grow in."""

from bots.dialogue import looking
from bots.dialogue.asides import OwnTexts, Tree
from bots.dialogue.buttons import button, rows
from bots.dialogue.cards import Card, Line, Quote, Style
from bots.dialogue.steps import Pending, Step
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain.message import Role
from core.domain.person import Contribution, TreeNode, TreeView
from core.domain.task import Kind
from core.domain.text import excerpt
from core.link.requests import Mine, ShowTree


def show_own(turn: Turn, argument: str) -> Turn:
    """`/mine`: ask for one's own texts."""
    return looking.look(turn, Mine(turn.person_id))


def show_tree(turn: Turn, argument: str) -> Turn:
    """`/tree`: of the task in hand, of one's last text, of the n-th of one's own, or of a message by its id."""
    if not argument.strip() and turn.step.work and turn.step.work.task.kind is Kind.LABEL_INITIAL_PROMPT:
        return turn.note("tree-young")
    message_id = _named(turn.step, argument.strip()) if argument.strip() else _nearest(turn.step)
    return looking.look(turn, ShowTree(turn.person_id, message_id)) if message_id else turn.note("tree-of-what")


def _named(step: Step, argument: str) -> str | None:
    if not (isinstance(step.aside, OwnTexts) and argument.isdecimal()):
        return looking.named(argument)[0]
    number = int(argument)
    own = step.aside.contributions
    return own[number - 1].message_id if 0 < number <= len(own) else None


def _nearest(step: Step) -> str | None:
    if step.work is not None and step.work.task.message_id is not None:
        return step.work.task.message_id
    return step.filed.receipt.message_id if step.filed else None


def own_card(aside: OwnTexts) -> Card:
    """A list of one's own texts, newest first, each with how it fares; a removed one is named, never shown."""
    back = (button("back", style=Style.QUIET),)
    if not aside.contributions:
        return Card("aside", (Line("mine-empty"),), (back,))
    numbered = list(enumerate(aside.contributions, 1))
    parts = (Line("mine", {"count": len(numbered)}), *(_own(number, own) for number, own in numbered))
    trees = [button("tree", str(number), number=number) for number, own in numbered if not own.deleted]
    return Card("aside", parts, (*rows(trees, 5), back))


def _own(number: int, own: Contribution) -> Line | Quote:
    if own.deleted:
        return Line("mine-removed", {"number": number})
    state = _state(own.verdict, own.rank) or Line("text-accepted")
    label = Line("mine-item", {"number": number, "replies": own.replies}, lines={"state": state})
    return Quote(excerpt(own.text), Role(own.role), label)


def _state(verdict: bool | None, rank: int | None) -> Line | None:
    """How a text fares, where there is more to say than that it stands."""
    if rank is not None:
        return Line("text-ranked", {"rank": rank + 1})
    if verdict is None:
        return Line("text-in-review")
    return None if verdict else Line("text-not-accepted")


def tree_card(aside: Tree) -> Card:
    """A whole tree; each message's number says where it hangs."""
    view = aside.view
    head = Line(
        "tree", {"size": len(view.messages), "goal": view.goal_size}, lines={"state": Line(f"state-{view.state}")}
    )
    numbers = numbering(view)
    quotes = [
        Quote(node.text, Role(node.role), _node_label(node, numbers[node.message_id]), node.flagged)
        for node in view.messages
    ]
    return Card("aside", (head, *quotes), ((button("back", style=Style.QUIET),),))


def numbering(view: TreeView) -> dict[str, str]:
    """Where each message hangs: 1, 1.1, 1.2, 1.1.1 …"""
    numbers: dict[str, str] = {}
    replies: dict[str, int] = {}
    for node in view.messages:
        parent = numbers.get(node.parent_id or "", "")
        replies[parent] = replies.get(parent, 0) + 1
        numbers[node.message_id] = f"{parent}.{replies[parent]}" if parent else str(replies[parent])
    return numbers


def _node_label(node: TreeNode, number: str) -> Line:
    state = _state(node.verdict, node.rank)
    id = "tree-message" + ("-mine" if node.mine else "") + ("-state" if state else "")
    role = Line(f"role-{node.role}")
    return Line(id, {"number": number}, lines={"role": role, "state": state} if state else {"role": role})


def _own_came(turn: Turn, pending: Pending, own: tuple[Contribution, ...]) -> Turn:
    return turn.but(aside=OwnTexts(own)) if looking.awaited(turn, pending) else turn


def _tree_came(turn: Turn, pending: Pending, view: TreeView) -> Turn:
    return turn.but(aside=Tree(view)) if looking.awaited(turn, pending) else turn


PRESSES: dict[str, Press] = {"tree": show_tree}
ANSWERS: dict[str, Answer] = {"Mine": _own_came, "ShowTree": _tree_came}
REFUSALS: dict[str, Refuse] = {"Mine": looking.did_not_come, "ShowTree": looking.did_not_come}
