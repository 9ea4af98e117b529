"""The buttons that lead from one place of work to another."""

from bots.dialogue.cards import Button, Line, Style
from bots.dialogue.community import Place
from bots.discord.spot import Private, Spot

ACTION = "go"


def ways_out(spot: Spot) -> tuple[Button, ...]:
    """What a card offers beside its own buttons: in a server, to go on in a thread."""
    return (way_to(Place.THREAD),) if isinstance(spot, Private) and spot.in_server else ()


def way_to(place: Place) -> Button:
    """The button that leads to a place."""
    return Button(ACTION, Line(f"button-go-{place}"), str(place), Style.QUIET)
