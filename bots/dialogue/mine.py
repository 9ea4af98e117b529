"""One's own texts, and the trees they grow in."""

from bots.dialogue.asides import Looking, OwnTexts, Tree
from bots.dialogue.buttons import button, rows
from bots.dialogue.cards import Card, Line, Quote, Style
from bots.dialogue.steps import Pending, Step
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain.message import Role
from core.domain.person import Contribution, TreeNode, TreeView
from core.domain.text import excerpt
from core.link.requests import Mine, ShowTree


def show_own(turn: Turn, argument: str) -> Turn:
    """`/mine`: ask for one's own texts."""
    key = turn.next_key
    return turn.ask(Mine(turn.person_id)).but(aside=Looking(key))


def show_tree(turn: Turn, argument: str) -> Turn:
    """`/tree`: the tree of the task in hand, of one's last text, or of the n-th of one's own."""
    message_id = _named(turn.step, argument) or _nearest(turn.step)
    return _look_at(turn, message_id) if message_id else turn.note("tree-of-what")


def _named(step: Step, argument: str) -> str | None:
    if not (isinstance(step.aside, OwnTexts) and argument.isdecimal()):
        return argument if len(argument) > 8 else None
    number = int(argument)
    own = step.aside.contributions
    return own[number - 1].message_id if 0 < number <= len(own) else None


def _nearest(step: Step) -> str | None:
    if step.work is not None and step.work.task.message_id is not None:
        return step.work.task.message_id
    return step.filed.receipt.message_id if step.filed else None


def _look_at(turn: Turn, message_id: str) -> Turn:
    key = turn.next_key
    return turn.ask(ShowTree(turn.person_id, message_id)).but(aside=Looking(key))


def own_card(aside: OwnTexts) -> Card:
    """A list of one's own texts, newest first, each with how it fares."""
    back = (button("back", style=Style.QUIET),)
    if not aside.contributions:
        return Card("aside", (Line("mine-empty"),), (back,))
    parts: list[Line | Quote] = [Line("mine", {"count": len(aside.contributions)})]
    for number, own in enumerate(aside.contributions, 1):
        label = Line("mine-item", {"number": number, "replies": own.replies}, lines={"state": _state(own)})
        parts.append(Quote(excerpt(own.text), Role(own.role), label))
    trees = [button("tree", str(number), number=number) for number in range(1, len(aside.contributions) + 1)]
    return Card("aside", tuple(parts), (*rows(trees, 5), back))


def _state(own: Contribution) -> Line:
    if own.deleted:
        return Line("text-removed")
    if own.rank is not None:
        return Line("text-ranked", {"rank": own.rank})
    return Line({None: "text-in-review", True: "text-accepted", False: "text-not-accepted"}[own.verdict])


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
    id = "tree-message-mine" if node.mine else "tree-message"
    if node.rank is not None:
        return Line(f"{id}-ranked", {"number": number, "rank": node.rank}, lines={"role": Line(f"role-{node.role}")})
    return Line(id, {"number": number}, lines={"role": Line(f"role-{node.role}")})


def _own_came(turn: Turn, pending: Pending, own: tuple[Contribution, ...]) -> Turn:
    return turn.but(aside=OwnTexts(own)) if _awaited(turn, pending) else turn


def _tree_came(turn: Turn, pending: Pending, view: TreeView) -> Turn:
    return turn.but(aside=Tree(view)) if _awaited(turn, pending) else turn


def _did_not_come(turn: Turn, pending: Pending, reason: Line) -> Turn:
    return (turn.but(aside=None) if _awaited(turn, pending) else turn).note_line(reason)


def kept(turn: Turn, pending: Pending) -> Turn:
    """The store is away: there is nothing to look at now."""
    return turn.but(aside=None).note("store-away") if _awaited(turn, pending) else turn


def _awaited(turn: Turn, pending: Pending) -> bool:
    return isinstance(turn.step.aside, Looking) and turn.step.aside.key == pending.key


PRESSES: dict[str, Press] = {"tree": show_tree}
ANSWERS: dict[str, Answer] = {"Mine": _own_came, "ShowTree": _tree_came}
REFUSALS: dict[str, Refuse] = {"Mine": _did_not_come, "ShowTree": _did_not_come}
