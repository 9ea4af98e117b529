"""Whether the replica of the tree store can be read, and how far it is behind."""

from bots.doctor.finding import Finding, broken, doubtful, well
from bots.doctor.place import Place
from core.settings import Settings
from core.store.replica import Bearing, Replica, Standing

_SO_LONG = "boards, statistics and exports are read on the primary"


async def look_at_replica(place: Place, settings: Settings) -> Finding | None:
    """How it stands to the server of the tree store."""
    if place.open is None or settings.replica_url is None:
        return None
    replica = Replica(settings.replica_url, place.open, settings.replica_lag_seconds)
    try:
        return judge_replica(await replica.look())
    finally:
        await replica.close()


def judge_replica(found: Bearing) -> Finding:
    """What it means how a replica stands."""
    match found.standing:
        case Standing.FOLLOWS:
            behind = "" if found.lag is None else f", {found.lag:.1f} seconds behind"
            return well(f"It follows{behind}: boards, statistics and exports are read there.")
        case Standing.BEHIND:
            how_far = "far" if found.lag is None else f"{found.lag:.0f} seconds"
            return doubtful(
                f"It is {how_far} behind: {_SO_LONG}.",
                "See to the line between the servers, and to long reads that delay it (max_standby_streaming_delay).",
            )
        case Standing.AWAY:
            return doubtful(
                f"It can't be reached, or does not let us in: {_SO_LONG}.",
                "See to the server, and to ARBORETUM_REPLICA_URL.",
            )
        case Standing.LEADS:
            return broken(
                "It takes writes itself, and is not the server of the tree store: two servers go different ways.",
                "Stop the one that must not take writes, and let it follow the other anew (pg_rewind, pg_basebackup).",
            )
        case Standing.FOREIGN:
            return broken(
                "It is no copy of the tree store, but of another server.",
                "Let ARBORETUM_REPLICA_URL name one that follows the server of ARBORETUM_DATABASE_URL.",
            )
