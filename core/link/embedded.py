"""The carrier that needs no wire: the tree store in this process."""

from collections.abc import Callable, Collection
from dataclasses import fields
from functools import partial
from typing import Any

from core import codec
from core.domain.person import Identity
from core.link import requests
from core.link.condition import Condition
from core.link.ids import check_ids, check_words
from core.link.link import Answer
from core.link.requests import Act, Request, answer_type
from core.service import (
    account,
    accounts,
    appointments,
    cases,
    contribute,
    deliver,
    handout,
    moderate,
    newsroom,
    retract,
    shortage,
    views,
    wants,
)
from core.store.store import Store
from core.store.tables import HOUSE
from core.store.transaction import Transaction

USE_CASES: dict[type[Request[Any]], Callable[..., Any]] = {
    requests.Join: account.join,
    requests.Agree: account.agree,
    requests.SetLanguages: account.set_languages,
    requests.Forget: accounts.forget,
    requests.Appoint: appointments.appoint,
    requests.Take: handout.take,
    requests.Renew: handout.renew,
    requests.SubmitText: contribute.submit_text,
    requests.SubmitComplete: contribute.submit_complete,
    requests.SubmitReview: contribute.submit_review,
    requests.SubmitBallot: contribute.submit_ballot,
    requests.Skip: retract.skip,
    requests.Undo: retract.undo,
    requests.Edit: retract.edit,
    requests.Availability: views.availability,
    requests.Wants: wants.wants,
    requests.WhyNothing: shortage.why_nothing,
    requests.ShowThread: views.show_thread,
    requests.ShowTree: views.show_tree,
    requests.Mine: views.mine,
    requests.SimilarPrompt: views.similar_prompt,
    requests.CallMe: newsroom.call_me,
    requests.FetchNews: newsroom.fetch,
    requests.Heard: newsroom.heard,
    requests.Report: moderate.report,
    requests.Remove: moderate.remove,
    requests.Restore: moderate.restore,
    requests.Halt: moderate.halt,
    requests.Resume: moderate.resume,
    requests.SetEnabled: moderate.set_enabled,
    requests.Pause: moderate.pause,
    requests.Queue: cases.queue,
    requests.ShowCase: cases.case,
    requests.OpenCases: cases.unsettled,
    requests.CasesOf: cases.of_messages,
    requests.Settle: cases.settle,
}


class EmbeddedLink:
    """A Link to a store in this process; `admins` become moderators when they join."""

    condition = Condition.UP

    def __init__(self, store: Store, admins: Collection[Identity] = ()) -> None:
        self._store = store
        self._admins = frozenset(admins)

    async def send(self, request: Request[Answer], key: str | None = None) -> Answer:
        """See Link.send."""
        if not isinstance(request, Act):
            return await self._store.read(answer, request, self._admins)
        if key is None:
            raise ValueError(f"{type(request).__name__} changes the store and needs an idempotency key")
        return await self._store.run(perform, request, key, self._admins)


def perform(tx: Transaction, request: Act[Answer], key: str, admins: Collection[Identity]) -> Answer:
    """Do what a request asks, once for its key."""
    body = f"{type(request).__name__} {codec.dump(type(request), request)}"
    act = partial(answer, tx, request, admins)
    return deliver.once(tx, key, body, answer_type(type(request)), act)  # type: ignore[no-any-return]


def answer(tx: Transaction, request: Request[Answer], admins: Collection[Identity]) -> Answer:
    """The answer to a request; `admins`, when the house lets them join, become moderators."""
    check_ids(request)
    check_words(request)
    if isinstance(request, requests.Join) and tx.client == HOUSE:
        _appoint(tx, request, admins)
    arguments = {entry.name: getattr(request, entry.name) for entry in fields(request)}  # type: ignore[arg-type]
    return USE_CASES[type(request)](tx, **arguments)  # type: ignore[no-any-return]


def _appoint(tx: Transaction, request: requests.Join, admins: Collection[Identity]) -> None:
    if Identity(request.platform, request.external_id) in admins:
        account.join(tx, request.platform, request.external_id, request.name)
        account.appoint(tx, request.platform, request.external_id)
