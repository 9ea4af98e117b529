"""Where people work: the place that each has chosen in a community, and the rooms that were opened for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select, update

from bots.desk.tables import step, whereabouts
from bots.dialogue.community import Place
from core.domain.person import Identity
from core.store.prepared import Prepared
from core.store.upsert import insert_missing

DIRECT = ""  # what stands for direct messages where a community is named


@dataclass(frozen=True)
class Whereabouts:
    """Where one person works: by community, with DIRECT for direct messages.

    `community_id` is where they acted last. A community without a place is one whose default holds for them.
    """

    community_id: str = DIRECT
    places: Mapping[str, Place] = field(default_factory=dict)
    rooms: Mapping[str, str] = field(default_factory=dict)  # channels: a thread per community, and one for DIRECT

    @property
    def place(self) -> Place | None:
        """What they chose where they are; None: nothing."""
        return self.places.get(self.community_id)

    def room(self, place: Place) -> str | None:
        """The channel of a place, if it was opened; answers that nobody else sees have none."""
        if place is Place.PRIVATE:
            return None
        return self.rooms.get(self.community_id if place is Place.THREAD else DIRECT)


_PERSON: Mapping[str, BindParameter[str]] = {"platform": bindparam("platform"), "external_id": bindparam("external_id")}
_ROWS = Prepared(
    select(whereabouts.c.community_id, whereabouts.c.place, whereabouts.c.channel).where(
        *(whereabouts.c[name] == value for name, value in _PERSON.items())
    )
)
_LAST = Prepared(select(step.c.community).where(*(step.c[name] == value for name, value in _PERSON.items())))


def find(connection: Connection, who: Identity) -> Whereabouts:
    """Where one person works."""
    key = {"platform": who.platform, "external_id": who.external_id}
    rows = _ROWS.run(connection, key).all()
    return Whereabouts(
        _LAST.run(connection, key).scalar_one_or_none() or DIRECT,
        {row.community_id: Place(row.place) for row in rows if row.place is not None},
        {row.community_id: row.channel for row in rows if row.channel is not None},
    )


def choose(connection: Connection, who: Identity, community_id: str, place: Place | None, now: datetime) -> None:
    """A person would rather work there, in this community; None: where the community likes it."""
    _put(connection, who, community_id, now, place=place)


def open_room(connection: Connection, who: Identity, community_id: str, channel: str, now: datetime) -> None:
    """A room is there for them: a thread of a community, or direct messages."""
    _put(connection, who, community_id, now, channel=channel)


def close_room(connection: Connection, platform: str, channel: str) -> None:
    """A room is gone, or can't be entered any longer."""
    statement = update(whereabouts).where(whereabouts.c.platform == platform, whereabouts.c.channel == channel)
    connection.execute(statement.values(channel=None))


def tenant(connection: Connection, platform: str, channel: str) -> Identity | None:
    """Whose room a channel is."""
    statement = select(whereabouts.c.platform, whereabouts.c.external_id).where(
        whereabouts.c.platform == platform, whereabouts.c.channel == channel
    )
    row = connection.execute(statement.limit(1)).first()
    return None if row is None else Identity(*row)


def rooms(connection: Connection, platform: str) -> list[str]:
    """All rooms that are open on a platform, those used last first."""
    statement = select(whereabouts.c.channel).where(
        whereabouts.c.platform == platform, whereabouts.c.channel.is_not(None)
    )
    return [str(channel) for channel in connection.scalars(statement.order_by(whereabouts.c.updated_at.desc()))]


def _put(connection: Connection, who: Identity, community_id: str, now: datetime, **values: Any) -> None:
    key = {"platform": who.platform, "external_id": who.external_id, "community_id": community_id}
    insert_missing(connection, whereabouts, [{**key, "place": None, "channel": None, "updated_at": now}])
    of = [whereabouts.c[name] == value for name, value in key.items()]
    connection.execute(update(whereabouts).where(*of).values(**values, updated_at=now))
