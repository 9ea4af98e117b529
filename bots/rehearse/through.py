"""Where simulated people can meet the dialogue: on a chat platform, through its real front end at a fake of it.

The fakes stand among the tests, which an installed package doesn't have; so each is loaded by its name.
"""

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from bots.assembly import Household
from bots.dialogue.events import Event
from bots.rehearse.crowd import Crowd
from bots.runner.chat import Show
from bots.text.locale import Texts
from core.settings import Settings
from core.store.store import Clock

if TYPE_CHECKING:
    from bots.rehearse.volunteer import Volunteer

VENUES = {"discord": "tests.venues.discord", "telegram": "tests.venues.telegram"}
"""By the platform's name the module whose `open_venue` is an Opening."""


class Venue(Protocol):
    """A platform on which a crowd is: its clients, its servers, and the front end between these and the dialogue."""

    @property
    def faults(self) -> Sequence[str]:
        """What the platform would not have taken, and what went wrong on the way."""
        ...

    def arrive(self, person: "Volunteer") -> str:
        """Somebody comes; the id that they have on the platform."""
        ...

    async def hear(self, person: "Volunteer", event: Event) -> None:
        """Somebody does something as people do it there, and everything that follows from it happens."""
        ...

    async def tell_time(self) -> None:
        """What the front end does by the clock happens."""
        ...


@dataclass(frozen=True)
class Backstage:
    """What a venue is built on."""

    crowd: Crowd
    clock: Clock
    seed: int

    @asynccontextmanager
    async def house(
        self, settings: Settings, texts: Texts, show: Show, platforms: Collection[str]
    ) -> AsyncIterator[Household]:
        """The crowd's own desk, link and runner, for a front end; what that shows, the crowd has seen."""
        crowd = self.crowd
        crowd.screens = show
        yield Household(None, crowd.runner.desk, crowd.runner.link, crowd.runner, crowd.terms)


Opening = Callable[[Backstage], AbstractAsyncContextManager[Venue]]


class NotHere(Exception):
    """The fake of a platform is not installed."""

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"--through {platform} needs a source checkout with the extra dev: what stands in for the platform is kept "
            "with the tests, which an installed package doesn't have."
        )


def opening(platform: str) -> Opening:
    """How the venue of a platform is opened; NotHere where only the package is installed."""
    try:
        found: Opening = import_module(VENUES[platform]).open_venue
    except ModuleNotFoundError as error:
        raise NotHere(platform) from error
    return found
