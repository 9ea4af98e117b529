"""One simulated person at Discord's client: does there what the crowd has in mind."""

from collections.abc import Awaitable, Callable, Iterator
from random import Random

from bots.dialogue.community import Place
from bots.dialogue.events import Commanded, Event, Pressed, Said
from bots.rehearse.screen import NotOnScreen
from tests.fakes.discord import Channel, Form, Human, Reply, Seen
from tests.venues.carrying import newest
from tests.venues.discord.forms import filled
from tests.venues.discord.offers import IN_VIEW, Offer, in_view, offers

MESSAGE = 2000  # characters that somebody can send
OPTION = 6000  # characters that an option of a command takes, on one line
FIELD = 4000  # characters of one input
A_FILE = 20  # characters for which somebody makes a file; an order is typed
VERDICT_BY_FORM = 0.1
_OPTIONS = {"languages": "tags", "language": "language", "tree": "message", "report": "reason"}
_WRITING = ("write", "edit")  # buttons that open the form for a text

Way = Callable[[], Awaitable[Reply]]


class Visitor:
    """Works in one place; `chance` is for what only Discord's client lets them choose."""

    def __init__(
        self,
        human: Human,
        place: Place,
        square: Channel,
        board: Channel,
        chance: Random,
        still: Callable[[], Awaitable[None]],
    ) -> None:
        self.human = human
        self.place = place
        self.faults: list[str] = []
        self._square = square
        self._board = board
        self._chance = chance
        self._still = still

    async def do(self, event: Event) -> None:
        """Do something, by what stands before them."""
        match event:
            case Commanded("start"):
                await self._come()
            case Commanded(name, argument):
                await self._command(name, argument)
            case Pressed(action, argument):
                await self._press(action, argument)
            case Said(text):
                await self._say(text)
            case _:
                raise ValueError(f"nobody does {event} on Discord")

    async def _come(self) -> None:
        """Ask for work where one wants to do it, or at the board."""
        if self.place is not Place.DIRECT and self._chance.random() < 0.5:
            board = newest(offers(self.human.sees(self._board)), "board")
            assert board is not None
            await self._act(self.human.press(board.message, lambda one: one.custom_id == board.token))
        else:
            await self._command("work", "")
        if self.place is Place.THREAD:
            await self._press("go", Place.THREAD)

    async def _command(self, name: str, argument: str) -> None:
        word, _, rest = argument.partition(" ")
        if name == "mod":
            await self._act(self.human.command(f"mod {word}", self._square, **({"id": rest} if rest else {})))
        else:
            given = {_OPTIONS[name]: argument} if argument else {}
            await self._act(self.human.command(name, self._here, **given))

    async def _press(self, action: str, argument: str) -> None:
        offer = newest(self._offers(), action, argument) or newest(self._offers(None), action, argument)
        if offer is None:
            seen = [f"{one.version}:{one.action}" for one in self._offers()]
            raise NotOnScreen(f"{self.human.user.name} looks for {action} {argument} among {seen}")
        if action == "verdict" and self._chance.random() < VERDICT_BY_FORM and (form := await self._form("details")):
            await self._submit(form, verdict=argument)
        elif (opened := (await self._touch(offer)).form) is not None:
            await self._submit(opened)

    async def _say(self, text: str) -> None:
        await self._chance.choice([*self._ways(text)])()

    def _ways(self, text: str) -> Iterator[Way]:
        """In which ways somebody can say it where they are."""
        file = (f"answer{self._chance.choice(('.txt', '.md'))}", text.encode())
        if len(text) >= A_FILE:
            yield lambda: self._act(self.human.command("answer", self._here, file=file))
        if len(text) <= OPTION and "\n" not in text:
            yield lambda: self._act(self.human.command("answer", self._here, text=text))
        if len(text) <= FIELD and (write := self._button(*_WRITING)) is not None:
            yield lambda: self._by_form(write, text)
        if self._here is self._square:
            return
        page = None if self.place is Place.DIRECT else self._page()
        if len(text) <= MESSAGE:
            yield lambda: self._act(self.human.say(self._here, text, reply_to=page))
        if len(text) >= A_FILE:
            yield lambda: self._act(self.human.say(self._here, reply_to=page, attachments=[file]))

    async def _by_form(self, button: Offer, text: str) -> Reply:
        form = (await self._touch(button)).form
        assert form is not None, f"{button.action} opens no form"
        return await self._submit(form, text=text)

    async def _form(self, action: str) -> Form | None:
        button = self._button(action)
        return None if button is None else (await self._touch(button)).form

    async def _submit(self, form: Form, **meant: str) -> Reply:
        return await self._act(self.human.submit(form, filled(form, self._chance, meant)))

    async def _touch(self, offer: Offer) -> Reply:
        menu = offer.menu
        if menu is None:
            return await self._act(self.human.press(offer.message, lambda one: one.custom_id == offer.token))
        chosen = {offer.token} if menu.most == 1 else {*menu.chosen} ^ {offer.token}
        return await self._act(self.human.choose(offer.message, *sorted(chosen), where=menu.custom_id))

    async def _act(self, reply: Reply) -> Reply:
        """What comes of an act; Discord shows whoever gets no answer that something failed."""
        await self._still()
        if reply.interaction is not None and (reply.kind is None or reply.failed):
            self.faults.append(f"{self.human.user.name} got no answer: {reply.failed or 'silence'}")
        elif reply.interaction is not None:
            await reply.over()
        return reply

    @property
    def _here(self) -> Channel:
        """Where they type commands."""
        if self.place is Place.DIRECT:
            return self.human.dm
        return next(iter(self._threads), self._square)

    @property
    def _threads(self) -> list[Channel]:
        return self.human.threads() if self.place is Place.THREAD else []

    def _offers(self, most: int | None = IN_VIEW) -> Iterator[Offer]:
        return offers(self._in_view(most))

    def _in_view(self, most: int | None = IN_VIEW) -> Iterator[Seen]:
        rooms = [self.human.dm] if self.place is Place.DIRECT else self._threads
        return in_view(self.human, rooms, most)

    def _button(self, *actions: str) -> Offer | None:
        """A button of the newest page; what stands on older ones is not for what is done now."""
        found = [*self._offers()]
        version = max((one.version for one in found), default=0)
        return next((one for one in found if one.action in actions and one.version == version), None)

    def _page(self) -> Seen:
        """The newest message of their room, to be answered by Reply."""
        return max((one for one in self._in_view() if not one.ephemeral), key=lambda one: one.id)
