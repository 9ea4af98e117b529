"""Statistics: counted now, or kept from the last count."""

from core.api.rejections import StatisticNotCounted
from core.api.route import Call, Rights, Route
from core.api.wire_boards import AllCachedStats, CachedStats, MessageCount, TreeManagerStats
from core.service import kept, statistics
from core.service.census import Census, census


def system(call: Call) -> Census:
    """How many messages and trees there are."""
    return census(call.tx)


def state_counts(call: Call) -> dict[str, int]:
    """Trees by state, only the states that occur."""
    return statistics.state_counts(call.tx)


def message_counts(call: Call, only_active: bool = True) -> list[MessageCount]:
    """How far each tree has come, or each that people are at work on."""
    return [MessageCount.of(one) for one in statistics.message_counts(call.tx, only_active=only_active)]


def tree_manager(call: Call) -> TreeManagerStats:
    """Trees by state, and how far each has come that people are at work on."""
    return TreeManagerStats(state_counts=state_counts(call), message_counts=message_counts(call))


def all_cached(call: Call) -> AllCachedStats:
    """Everything that is counted now and then, as far as it was counted yet."""
    found = statistics.cached(call.tx)
    return AllCachedStats(stats_by_name={name: CachedStats.of(one) for name, one in found.items()})


def cached(call: Call, name: str) -> CachedStats:
    """One of the statistics that are counted now and then."""
    found = kept.find(call.tx, name) if name in statistics.COUNTED else None
    if found is None:
        raise StatisticNotCounted()
    return CachedStats.of(found)


def update(call: Call) -> None:
    """Count these statistics again now."""
    statistics.refresh(call.tx)


ROUTES: tuple[Route, ...] = (
    Route("GET", "/stats/", Rights.TRUSTED, system, tag="stats", old=True),
    Route("GET", "/stats/tree_manager/state_counts", Rights.TRUSTED, state_counts, tag="stats", old=True),
    Route("GET", "/stats/tree_manager/message_counts", Rights.TRUSTED, message_counts, tag="stats", old=True),
    Route("GET", "/stats/tree_manager", Rights.TRUSTED, tree_manager, tag="stats", old=True),
    Route("GET", "/stats/cached", Rights.KEY, all_cached, tag="stats", old=True),
    Route("GET", "/stats/cached/{name}", Rights.KEY, cached, tag="stats", old=True),
    Route("POST", "/stats/cached/update", Rights.TRUSTED, update, 204, tag="stats"),
)
