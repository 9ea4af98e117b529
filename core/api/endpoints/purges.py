"""What can't be undone: people purged and merged, which may be tried out first."""

from collections.abc import Callable
from time import perf_counter

from core.api.reach import by
from core.api.route import Call, Rehearsed, Rights, Route
from core.api.wire import Id
from core.api.wire_messages import Date
from core.api.wire_users import Merger, PurgeReport
from core.service import merging, purge
from core.service.census import census


def purge_person(call: Call, user_id: Id, preview: bool = True, ban: bool = True) -> PurgeReport:
    """Remove all that a person ever gave, with what was built on it; a preview only says what that would do."""
    return _counted(call, preview, lambda: purge.purge(call.tx, by(call), user_id, ban=ban))


def purge_texts(
    call: Call,
    user_id: Id,
    purge_initial_prompts: bool = False,
    min_date: Date | None = None,
    max_date: Date | None = None,
    preview: bool = True,
) -> PurgeReport:
    """Remove the replies of a person and what was built on them, and with their prompts whole trees, if wished."""

    def work() -> object:
        return purge.purge_texts(
            call.tx, by(call), user_id, prompts=purge_initial_prompts, since=min_date, until=max_date
        )

    return _counted(call, preview, work)


def merge(call: Call, body: Merger) -> None:
    """Make one person of several."""
    merging.merge(call.tx, by(call), body.destination_user_id, body.source_user_ids)


def _counted(call: Call, preview: bool, work: Callable[[], object]) -> PurgeReport:
    begun, before = perf_counter(), census(call.tx)
    work()
    after = census(call.tx)
    report = PurgeReport(before=before, after=after, preview=preview, duration=perf_counter() - begun)
    if preview:
        raise Rehearsed(report)
    return report


ROUTES: tuple[Route, ...] = (
    Route("POST", "/admin/purge_user/{user_id}", Rights.TRUSTED, purge_person, tag="admin"),
    Route("POST", "/admin/purge_user/{user_id}/messages", Rights.TRUSTED, purge_texts, tag="admin"),
    Route("POST", "/admin/merge_users", Rights.TRUSTED, merge, 204, tag="admin"),
)
