"""The one table of commands; every platform lists and registers what stands here."""

from dataclasses import dataclass

from bots.dialogue import (
    drafts,
    languages,
    mine,
    moderate,
    pages,
    rank,
    report,
    rights,
    stop,
    submit,
    welcome,
    wishes,
    work,
)
from bots.dialogue.buttons import button
from bots.dialogue.cards import Card, Line, Style
from bots.dialogue.move import Context
from bots.dialogue.steps import Ranking, Step, Writing
from bots.dialogue.turn import Press, Turn


@dataclass(frozen=True)
class Command:
    """One command; `command-<name>` is the text that explains it."""

    name: str
    run: Press
    for_moderators: bool = False
    listed: bool = True
    anybody: bool = False  # works before the terms were agreed to


def _start(turn: Turn, argument: str) -> Turn:
    """What may have changed about the person is asked for again; the current card comes by itself."""
    return welcome.join(turn) if not any(pending.request == "Join" for pending in turn.step.pending) else turn


def _work(turn: Turn, argument: str) -> Turn:
    """`/work`, or `/work review de`."""
    wish = wishes.read(argument)
    if wish is None:
        return pages.PRESSES["kinds"](turn, "").note("work-unclear")
    return work.wish_for(turn, wish) if argument.strip() else work.PRESSES["work"](turn, "")


def _answer(turn: Turn, argument: str) -> Turn:
    """`/answer` without the text; with one it is the same as saying it."""
    return turn.note("answer-how" if isinstance(turn.step.scene, Writing) else "no-text-awaited")


def _undo(turn: Turn, argument: str) -> Turn:
    scene = turn.step.scene
    if isinstance(scene, Ranking) and (scene.places or scene.none_acceptable):
        return rank.unplace(turn)
    return submit.undo_last(turn)


COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command("start", _start, listed=False, anybody=True),
        Command("work", _work),
        Command("skip", work.PRESSES["skip"]),
        Command("undo", _undo),
        Command("answer", _answer),
        Command("drafts", drafts.PRESSES["drafts"], anybody=True),
        Command("mine", mine.show_own),
        Command("tree", mine.show_tree),
        Command("languages", languages.choose),
        Command("language", languages.choose_locale, anybody=True),
        Command("report", report.begin),
        Command("guidelines", pages.show("guidelines"), anybody=True),
        Command("privacy", pages.show("privacy"), anybody=True),
        Command("help", pages.show("help"), anybody=True),
        Command("stop", stop.begin, anybody=True),
        Command("mod", rights.for_moderators(moderate.begin), for_moderators=True),
    )
}


def listed(step: Step, context: Context) -> list[Command]:
    """The commands that this person can use."""
    moderator = rights.moderates(Turn(step, context))
    return [command for command in COMMANDS.values() if command.listed and (moderator or not command.for_moderators)]


def help_card(step: Step, context: Context) -> Card:
    """What can be said and done here."""
    lines = [
        Line("help-command", {"name": command.name}, lines={"about": Line(f"command-{command.name}")})
        for command in listed(step, context)
    ]
    return Card("aside", (Line("help"), *lines, Line("help-end")), ((button("back", style=Style.QUIET),),))
