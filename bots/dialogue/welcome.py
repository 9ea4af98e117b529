"""First contact: one card says what this is, and one press begins."""

from dataclasses import replace

from bots.dialogue import languages, work
from bots.dialogue.buttons import button
from bots.dialogue.cards import Card, Line, Style
from bots.dialogue.move import Context, Terms
from bots.dialogue.steps import Arriving, Idle, Pending, Welcoming, Wish
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain.person import Person
from core.domain.task import Kind
from core.link.requests import Agree, Join


def arrive(turn: Turn) -> Turn:
    """Ask the store who this is."""
    key = turn.next_key
    return join(turn).to(Arriving(key))


def join(turn: Turn) -> Turn:
    """Find the person, or what changed about them."""
    context = turn.context
    return turn.ask(Join(context.platform, context.external_id, context.name))


def consented(person: Person, terms: Terms) -> bool:
    """Whether the person agreed to the terms as they stand now."""
    return person.consent_version == terms.version


def card(scene: Welcoming, context: Context) -> Card:
    """Everything one must know before agreeing, on one card."""
    if scene.agreed:
        return Card("welcome", (Line("welcome-kept"),))
    terms = context.terms
    parts = [Line("welcome"), Line("welcome-collected"), Line("welcome-readers"), *_purpose(terms)]
    parts += [Line("welcome-language", languages={"language": lang}) for lang in scene.languages]
    agree = button("agree", style=Style.MAIN)
    if scene.choosing:
        return Card("welcome", tuple(parts), (*languages.choices(scene.languages, context), (agree,)))
    return Card("welcome", tuple(parts), ((agree,), (button("other_language", style=Style.QUIET),)))


def _purpose(terms: Terms) -> list[Line]:
    """What becomes of it all; a trial becomes nothing."""
    if terms.trial:
        return [Line("welcome-trial")]
    return [
        Line("welcome-licence", {"collection": terms.collection, "licence": terms.licence}),
        Line("welcome-use"),
        Line("welcome-contact", {"contact": terms.contact, "privacy": terms.privacy_url}),
    ]


def _joined(turn: Turn, pending: Pending, person: Person) -> Turn:
    turn = turn.but(person=person)
    scene = turn.step.scene
    if isinstance(scene, Welcoming) and scene.agreed:
        return _begin(turn, scene)
    if isinstance(scene, Arriving | Welcoming):
        known = consented(person, turn.context.terms)
        return turn.but(scene=Idle() if known else _terms(turn, person))
    return turn


def _terms(turn: Turn, person: Person | None) -> Welcoming:
    scene = turn.step.scene
    chosen = scene.languages if isinstance(scene, Welcoming) else ()
    known = person.languages if person else ()
    return Welcoming(chosen or known or (turn.step.wish.lang or languages.guess(turn.context),))


def ask_again(turn: Turn) -> Turn:
    """Show the terms: they are new, or weren't agreed to yet."""
    return turn.to(_terms(turn, turn.step.person))


def kept(turn: Turn, pending: Pending) -> Turn:
    """The store is away: the terms can be read and agreed to all the same."""
    return ask_again(turn) if isinstance(turn.step.scene, Arriving) else turn


def _begin(turn: Turn, scene: Welcoming) -> Turn:
    """To what was asked for before, or to work: what was wished, else best a short review."""
    turn = turn.ask(Agree(turn.person_id, turn.context.terms.version, scene.languages))
    if turn.step.then is not None and turn.step.then.name != "work":
        return turn.to(Idle())
    turn, wish = turn.but(then=None), turn.step.wish
    first = Wish((Kind.LABEL_INITIAL_PROMPT,))
    return work.seek(turn, wish) if wish != Wish() else work.seek(turn, first, or_any=True)


def _agree(turn: Turn, argument: str) -> Turn:
    scene = _welcoming(turn)
    if turn.step.person is not None:
        return _begin(turn, scene)
    turn = turn.to(replace(scene, agreed=True))
    return turn if any(pending.request == "Join" for pending in turn.step.pending) else join(turn)


def _welcoming(turn: Turn) -> Welcoming:
    assert isinstance(turn.step.scene, Welcoming)
    return turn.step.scene


def tick(turn: Turn, lang: str) -> Turn:
    """A language was ticked or unticked on the welcome card; the last one stays."""
    scene = _welcoming(turn)
    turn, chosen = languages.tick_one(turn, scene.languages, lang)
    return turn.to(replace(scene, languages=chosen))


def _agreed(turn: Turn, pending: Pending, person: Person) -> Turn:
    return turn.but(person=person)


def _not_agreed(turn: Turn, pending: Pending, reason: Line) -> Turn:
    return ask_again(turn).note_line(reason)


def _not_joined(turn: Turn, pending: Pending, reason: Line) -> Turn:
    if turn.step.person is None:
        turn = turn.to(replace(_terms(turn, None), agreed=False))
    return turn.note_line(reason)


PRESSES: dict[str, Press] = {
    "agree": _agree,
    "other_language": lambda turn, argument: turn.to(replace(_welcoming(turn), choosing=True)),
}
ANSWERS: dict[str, Answer] = {"Join": _joined, "Agree": _agreed}
REFUSALS: dict[str, Refuse] = {"Join": _not_joined, "Agree": _not_agreed}
