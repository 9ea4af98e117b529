"""People by their ids, and lists of them."""

from core.api.cursors import Page
from core.api.people_pages import Selection, Stretch, listed, paged
from core.api.reach import by, within_reach
from core.api.rejections import SortKeyUnsupported
from core.api.route import Call, Rights, Route
from core.api.wire import Id
from core.api.wire_messages import Word
from core.api.wire_users import FrontEndUser, Notes
from core.domain.account import Changes
from core.service import accounts, directory, parting
from core.service.directory import SortKey


def by_username(
    call: Call, people: Stretch, gte_username: Word | None = None, lte_username: Word | None = None
) -> list[FrontEndUser]:
    """People in the order of their usernames."""
    return listed(call, SortKey.USERNAME, people, gte_username, lte_username)


def by_display_name(
    call: Call, people: Stretch, gte_display_name: Word | None = None, lte_display_name: Word | None = None
) -> list[FrontEndUser]:
    """People in the order of their display names."""
    return listed(call, SortKey.DISPLAY_NAME, people, gte_display_name, lte_display_name)


def pages(
    call: Call,
    people: Selection,
    before: str | None = None,
    after: str | None = None,
    sort_key: str = SortKey.USERNAME,
) -> Page[FrontEndUser]:
    """People, a page at a time."""
    if sort_key not in tuple(SortKey):
        raise SortKeyUnsupported()
    return paged(call, SortKey(sort_key), people, before, after)


def one(call: Call, user_id: Id, api_client_id: Id | None = None) -> FrontEndUser:
    """A person."""
    return FrontEndUser.of(directory.get(call.tx, user_id, within_reach(call, api_client_id)))


def change(
    call: Call,
    user_id: Id,
    display_name: Word | None = None,
    enabled: bool | None = None,
    notes: Notes | None = None,
    show_on_leaderboard: bool | None = None,
    tos_acceptance: bool = False,
) -> None:
    """Change what is given of a person, and nothing else."""
    changes = Changes(display_name, enabled, notes, show_on_leaderboard, tos_acceptance)
    accounts.change(call.tx, by(call), user_id, changes, call.settings.vouched_terms)


def delete(call: Call, user_id: Id) -> None:
    """Make a person anonymous; what they gave stays."""
    accounts.anonymise(call.tx, by(call), user_id)


def delete_messages(call: Call, user_id: Id) -> None:
    """Delete all messages of a person, and everything below them."""
    parting.remove_texts(call.tx, by(call), user_id)


ROUTES: tuple[Route, ...] = (
    Route("GET", "/users/by_username", Rights.KEY, by_username, tag="users"),
    Route("GET", "/users/by_display_name", Rights.KEY, by_display_name, tag="users"),
    Route("GET", "/users/cursor", Rights.KEY, pages, tag="users"),
    Route("GET", "/users/{user_id}", Rights.KEY, one, tag="users"),
    Route("PUT", "/users/{user_id}", Rights.TRUSTED, change, 204, tag="users"),
    Route("DELETE", "/users/{user_id}", Rights.TRUSTED, delete, 204, tag="users"),
    Route("DELETE", "/users/{user_id}/messages", Rights.TRUSTED, delete_messages, 204, tag="users"),
)
