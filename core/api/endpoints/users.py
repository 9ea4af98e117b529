"""People by their ids, and lists of them."""

from core.api.cursors import Page, name_mark, page
from core.api.reach import by, within_reach
from core.api.rejections import Malformed, SortKeyUnsupported
from core.api.route import Call, Rights, Route
from core.api.wire import AuthMethod, Id
from core.api.wire_messages import Word
from core.api.wire_users import FrontEndUser, Notes, People
from core.domain.account import Account, Changes
from core.domain.window import Mark, Window
from core.service import accounts, directory, parting
from core.service.directory import SortKey, Wanted


def by_username(
    call: Call,
    gte_username: Word | None = None,
    gt_id: Id | None = None,
    lte_username: Word | None = None,
    lt_id: Id | None = None,
    search_text: Word | None = None,
    auth_method: AuthMethod | None = None,
    api_client_id: Id | None = None,
    max_count: People = 100,
    desc: bool = False,
) -> list[FrontEndUser]:
    """People in the order of their usernames."""
    window = _between(_mark(gte_username, gt_id), _mark(lte_username, lt_id), max_count, desc)
    return _listed(call, SortKey.USERNAME, _wanted(call, api_client_id, auth_method, search_text), window)


def by_display_name(
    call: Call,
    gte_display_name: Word | None = None,
    gt_id: Id | None = None,
    lte_display_name: Word | None = None,
    lt_id: Id | None = None,
    search_text: Word | None = None,
    auth_method: AuthMethod | None = None,
    api_client_id: Id | None = None,
    max_count: People = 100,
    desc: bool = False,
) -> list[FrontEndUser]:
    """People in the order of their display names."""
    window = _between(_mark(gte_display_name, gt_id), _mark(lte_display_name, lt_id), max_count, desc)
    return _listed(call, SortKey.DISPLAY_NAME, _wanted(call, api_client_id, auth_method, search_text), window)


def pages(
    call: Call,
    before: str | None = None,
    after: str | None = None,
    sort_key: str = SortKey.USERNAME,
    max_count: People = 100,
    search_text: Word | None = None,
    auth_method: AuthMethod | None = None,
    api_client_id: Id | None = None,
) -> Page[FrontEndUser]:
    """People, a page at a time."""
    if sort_key not in tuple(SortKey):
        raise SortKeyUnsupported()
    key = SortKey(sort_key)
    window = Window(max_count, name_mark(after), name_mark(before))
    found = directory.page(call.tx, key, _wanted(call, api_client_id, auth_method, search_text), window)
    return page(window, found, sort_key=key, mark=lambda one: _place(one, key), item=FrontEndUser.of)


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


def _mark(name: str | None, row_id: str | None) -> Mark[str] | None:
    if name is None and row_id is not None:
        raise Malformed("An id needs the name beside it.")
    return None if name is None else Mark(name, row_id)


def _between(lowest: Mark[str] | None, highest: Mark[str] | None, count: int, descending: bool) -> Window[str]:
    after, before = (highest, lowest) if descending else (lowest, highest)
    return Window(count, after, before, descending, anchored=True)


def _wanted(call: Call, client_id: str | None, auth_method: AuthMethod | None, having: str | None) -> Wanted:
    platform = None if auth_method is None else auth_method.value
    return Wanted(within_reach(call, client_id), platform, having or None)


def _listed(call: Call, key: SortKey, wanted: Wanted, window: Window[str]) -> list[FrontEndUser]:
    found, _ = window.cut(directory.page(call.tx, key, wanted, window))
    return [FrontEndUser.of(one) for one in found]


def _place(one: Account, key: SortKey) -> Mark[str]:
    return Mark(one.external_id if key is SortKey.USERNAME else one.name, one.person_id)


ROUTES: tuple[Route, ...] = (
    Route("GET", "/users/by_username", Rights.KEY, by_username, tag="users"),
    Route("GET", "/users/by_display_name", Rights.KEY, by_display_name, tag="users"),
    Route("GET", "/users/cursor", Rights.KEY, pages, tag="users"),
    Route("GET", "/users/{user_id}", Rights.KEY, one, tag="users"),
    Route("PUT", "/users/{user_id}", Rights.TRUSTED, change, 204, tag="users"),
    Route("DELETE", "/users/{user_id}", Rights.TRUSTED, delete, 204, tag="users"),
    Route("DELETE", "/users/{user_id}/messages", Rights.TRUSTED, delete_messages, 204, tag="users"),
)
