"""`/mod`: what moderators can look at and do; each act stands behind a card that says what it will bring about."""

from bots.dialogue import breaks, cases, rights
from bots.dialogue.acts import ACTS
from bots.dialogue.asides import Cases, Moderating, OneCase, Pausing, Tree
from bots.dialogue.buttons import button, rows
from bots.dialogue.cards import Button, Card, Line, Quote, Style
from bots.dialogue.move import Context
from bots.dialogue.report import messages_in_view
from bots.dialogue.shown import named_or_quoted
from bots.dialogue.steps import Step
from bots.dialogue.turn import Press, Turn

_ON_TREE = ("halt", "resume")
WORDS = ("queue", "case", *ACTS, *breaks.PAUSED)  # that follow /mod; `command-mod-<word>` explains each


def begin(turn: Turn, argument: str) -> Turn:
    """`/mod`: on what is in view; or `/mod remove ID` on anything."""
    word, _, rest = argument.strip().partition(" ")
    word, id = word.lower(), rest.strip().lower()
    if word == "queue":
        return cases.look_at_queue(turn)
    if word in breaks.PAUSED:
        return breaks.begin(turn, word)
    if word == "case" or word in ACTS:
        return cases.look(turn, id, word if word in ACTS else "") if id else turn.note("mod-which-id", name=word)
    menu = turn.but(aside=Moderating(messages_in_view(turn.step), _tree_in_view(turn.step)))
    return menu.note("mod-unclear") if word else menu


def _tree_in_view(step: Step) -> str | None:
    if isinstance(step.aside, Tree):
        return step.aside.view.id
    return step.work.task.tree_id if step.work else None


def card(aside: Moderating | Cases | OneCase | Pausing, step: Step, context: Context) -> Card:
    """What a moderator looks at."""
    match aside:
        case Cases():
            return cases.queue_card(aside)
        case OneCase():
            return cases.card(aside, step.person.id if step.person else "")
        case Pausing():
            return breaks.card(aside)
        case Moderating():
            return _menu(aside, context)


def _menu(aside: Moderating, context: Context) -> Card:
    """What can be looked at, and what can be done about the tree in view."""
    numbered = list(enumerate(aside.choices, 1))
    parts: list[Line | Quote] = [named_or_quoted(one, Line("number", {"number": number})) for number, one in numbered]
    parts += [Line("mod-which")] if parts else [_explained(word) for word in _said_here(context)]
    messages = [button("case", one.message_id, id="number", number=number) for number, one in numbered]
    tree = [button("mod", act, id=f"button-mod-{act}") for act in _ON_TREE if aside.tree_id]
    last = (button("queue"), *_break(context), button("back", style=Style.QUIET))
    return Card("aside", (Line("mod"), *parts), (*rows(messages, 5), *rows(tree, 2), last))


def _said_here(context: Context) -> tuple[str, ...]:
    """What can follow /mod where the moderator is."""
    return WORDS if context.community else tuple(word for word in WORDS if word not in breaks.PAUSED)


def _explained(word: str) -> Line:
    return Line("mod-command", {"name": word}, lines={"about": Line(f"command-mod-{word}")})


def _break(context: Context) -> tuple[Button, ...]:
    """A break for the community, or its end."""
    if context.community is None:
        return ()
    act = "unpause" if context.community.paused else "pause"
    return (button("mod", act, id=f"button-mod-{act}"),)


def _choose(turn: Turn, act: str) -> Turn:
    """Something is to be done about the community, the tree in view, or the message that is looked at."""
    if act in breaks.PAUSED:
        return breaks.begin(turn, act)
    aside = turn.step.aside
    if isinstance(aside, Moderating) and aside.tree_id:
        return cases.look(turn, aside.tree_id, act)
    return cases.choose(turn, act)


def _confirm(turn: Turn, act: str) -> Turn:
    match turn.step.aside:
        case OneCase() as aside:
            return cases.confirm(turn, aside)
        case Pausing() as aside:
            return breaks.confirm(turn, aside)
        case _:
            return turn


PRESSES: dict[str, Press] = {
    "mod": rights.for_moderators(_choose),
    "mod_confirm": rights.for_moderators(_confirm),
}
