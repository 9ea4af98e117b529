"""What people on Discord wrote, held against what the desk has written down."""

from collections import Counter

from sqlalchemy import Connection, select

from bots.desk import tables
from bots.desk.desk import Desk
from tests.crash.bookkeeping import until_nothing_is_left
from tests.crash.discord_person import Person


async def everything_is_heard(desk: Desk, people: list[Person]) -> None:
    """What was written while no bot was there is read by the last one."""
    await until_nothing_is_left(desk, lambda connection: unheard(connection, people))


def unheard(connection: Connection, people: list[Person]) -> list[str]:
    """What people wrote, and the bot acknowledged or can read in their rooms, without having written it down."""
    rows = connection.execute(select(tables.inbox.c.event_id, tables.inbox.c.event))
    events = {row.event_id: row.event for row in rows}
    acknowledged = Counter(text for one in people for text in one.taken.elements())
    kept = Counter(
        text for text in acknowledged for id, event in events.items() if text in event and id.startswith("discord:i")
    )
    said = [id for one in people for id in one.said if f"discord:m{id}" not in events]
    return [*(acknowledged - kept).elements(), *map(str, said)]
