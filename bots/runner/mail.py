"""News from the tree store on its way to the people of one platform: told at least once, heard once."""

from hashlib import blake2b

import structlog

from bots.desk import steps
from bots.desk.desk import Desk
from bots.desk.inbox import Arrival
from bots.dialogue.events import Told
from core.domain.person import Identity, News
from core.link.link import Link
from core.link.requests import FetchNews, Heard

log = structlog.get_logger()


async def fetch(link: Link, desk: Desk, platform: str) -> tuple[dict[Identity, tuple[Arrival, ...]], tuple[str, ...]]:
    """What came for whom, and the ids to be acknowledged once everything is kept."""
    news = await link.send(FetchNews(platform))
    if not news:
        return {}, ()
    ids = {piece.person_id for piece in news}
    known = await desk.run(lambda connection: steps.people_of(connection, platform, ids))
    if unknown := len(ids - known.keys()):
        log.warning("news_for_strangers", platform=platform, people=unknown)
    letters: dict[Identity, tuple[Arrival, ...]] = {}
    for piece in news:
        for who in known.get(piece.person_id, ()):
            letters[who] = (*letters.get(who, ()), _letter(piece, who))
    return letters, tuple(piece.id for piece in news)


async def acknowledge(link: Link, news_ids: tuple[str, ...]) -> None:
    """Tell the store that these pieces are kept."""
    key = blake2b(" ".join(news_ids).encode(), digest_size=16).hexdigest()
    await link.send(Heard(news_ids), f"heard.{key}")


def _letter(piece: News, who: Identity) -> Arrival:
    reader = blake2b(who.external_id.encode(), digest_size=8).hexdigest()  # one person may have two names here
    return Arrival(f"news:{piece.id}:{reader}", Told((piece,)))
