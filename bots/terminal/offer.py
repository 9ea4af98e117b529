"""An empty collection offers sample trees, so that nobody sits before nothing."""

from bots.dialogue.cards import Line
from bots.terminal import render
from bots.terminal.samples import is_empty, plant_samples, sample_languages
from bots.terminal.screen import Word
from bots.terminal.seat import Seat
from core.store.store import Store


async def offer(store: Store, seat: Seat, word: Word, wanted: bool | None) -> None:
    """Plant sample trees into an empty collection: as told, else by asking whoever types, else without asking."""
    if wanted is False or not await store.read(is_empty):
        return
    if wanted is None and seat.typing and not await _agreed(seat, word):
        return
    planted = await store.run(plant_samples)
    names = ", ".join(word(Line("terminal-language", languages={"language": tag})) for tag in sample_languages())
    said = Line("terminal-samples-planted", {"count": planted.trees, "languages": names})
    seat.paper.print(render.hint(said, word))


async def _agreed(seat: Seat, word: Word) -> bool:
    no = word(Line("terminal-samples-no"))
    answer = (await seat.ask(render.hint(Line("terminal-samples-offer"), word), otherwise=no)).strip().casefold()
    return not (answer and no.casefold().startswith(answer))
