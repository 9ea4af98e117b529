"""Lists of people, within what a caller may see: an untrusted client sees those for whom it vouches."""

from core.api.cursors import Page, name_mark, page
from core.api.reach import within_reach
from core.api.rejections import Malformed
from core.api.route import Call, Query
from core.api.wire import AuthMethod, Id
from core.api.wire_messages import Word
from core.api.wire_users import FrontEndUser, People
from core.domain.account import Account
from core.domain.window import Mark, Window
from core.service import directory
from core.service.directory import SortKey, Wanted


class Selection(Query):
    """Which people, and how many at most; a text is looked for in the name that they are sorted by."""

    search_text: Word | None = None
    auth_method: AuthMethod | None = None
    api_client_id: Id | None = None
    max_count: People = 100

    def wanted(self, call: Call) -> Wanted:
        """The same in the words of the store, within what the caller may see."""
        platform = None if self.auth_method is None else self.auth_method.value
        return Wanted(within_reach(call, self.api_client_id), platform, self.search_text or None)


class Stretch(Selection):
    """A list without cursors; an id stands beside a name, for people of the same one."""

    gt_id: Id | None = None
    lt_id: Id | None = None
    desc: bool = False

    def window(self, lowest: str | None, highest: str | None) -> Window[str]:
        """The people from one name to another."""
        low, high = _mark(lowest, self.gt_id), _mark(highest, self.lt_id)
        after, before = (high, low) if self.desc else (low, high)
        return Window(self.max_count, after, before, self.desc, anchored=True)


def listed(call: Call, key: SortKey, people: Stretch, lowest: str | None, highest: str | None) -> list[FrontEndUser]:
    """The people of a stretch, in the order of a name."""
    window = people.window(lowest, highest)
    found, _ = window.cut(directory.page(call.tx, key, people.wanted(call), window))
    return [FrontEndUser.of(one) for one in found]


def paged(call: Call, key: SortKey, people: Selection, before: str | None, after: str | None) -> Page[FrontEndUser]:
    """One page of people, in the order of a name."""
    window = Window(people.max_count, name_mark(after), name_mark(before))
    found = directory.page(call.tx, key, people.wanted(call), window)
    return page(window, found, sort_key=key, mark=lambda one: _place(one, key), item=FrontEndUser.of)


def _mark(name: str | None, row_id: str | None) -> Mark[str] | None:
    if name is None and row_id is not None:
        raise Malformed("An id needs the name beside it.")
    return None if name is None else Mark(name, row_id)


def _place(one: Account, key: SortKey) -> Mark[str]:
    return Mark(one.external_id if key is SortKey.USERNAME else one.name, one.person_id)
