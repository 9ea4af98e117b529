"""How the calls of one route are answered, each whole and in one transaction."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from pydantic_core import to_json

from core.api import errors
from core.api.access import CODE, ROUTE
from core.api.credentials import Credentials
from core.api.rejections import Rejection
from core.api.route import Call, NotValid, Rehearsed, Rights, Route
from core.domain.errors import Refusal
from core.service import keys
from core.settings import Settings
from core.store.store import Store
from core.store.transaction import Transaction

JSON = "application/json"


@dataclass(frozen=True)
class Endpoint:
    """Answers the calls of one route."""

    route: Route
    store: Store
    settings: Settings

    async def answer(self, request: web.Request) -> web.Response:
        """Read a call, run it whole, and say what came of it."""
        request[ROUTE] = self.route.name
        try:
            credentials = Credentials.of(request)
            credentials.check_root(self.route, self.settings)
            arguments = self._read(request, await request.read())
            writes = self.route.writes and not isinstance(arguments, Exception)
            transact = self.store.run if writes else self._look
            answer = await transact(self._work, credentials, arguments)
            if isinstance(answer, Exception):
                raise answer
        except NotValid as error:
            return response(422, to_json({"detail": error.detail}))
        except Rehearsed as rehearsed:
            answer = self.route.encode(rehearsed.answer).encode()
        except (Refusal, Rejection) as error:
            request[CODE] = error.code
            return _refused(error, self.route)
        return response(self.route.status, answer)

    async def _look(self, work: Any, *arguments: Any) -> Any:
        """Run what only looks; a replica that refuses may only be behind, as of a person who has just joined."""
        if self.route.old and self.store.replica is not None:
            with suppress(Refusal, Rejection):
                return await self.store.glance(work, *arguments)
        return await self.store.read(work, *arguments)

    def _read(self, request: web.Request, body: bytes) -> dict[str, Any] | NotValid | Rejection:
        """The arguments of a call, or what is wrong with it: that is told only to those who may make it."""
        try:
            return self.route.read(request.match_info, request.query, body)
        except (NotValid, Rejection) as error:
            return error

    def _work(
        self, tx: Transaction, credentials: Credentials, arguments: dict[str, Any] | NotValid | Rejection
    ) -> bytes | Exception:
        """What happens in the transaction; a no that is returned, not raised, leaves the count of calls written."""
        caller = keys.identify(tx, credentials.key) if credentials.key else None
        if self.route.rights is not Rights.ROOT:
            self.route.rights.check(caller)
        if isinstance(arguments, Exception):
            raise arguments
        if caller is not None:
            tx.client = caller.client_id
        call = Call(tx, self.settings, caller, credentials.reference, credentials.session)
        key = credentials.idempotency_key
        if self.route.counted is None or self.route.known(call, key):
            return self.route.run(call, arguments, key)
        try:
            self.route.counted(call, **arguments)
            return self.route.run(call, arguments, key)
        except (Refusal, Rejection) as error:
            return error


def response(status: int, body: bytes) -> web.Response:
    """A response of JSON, or of nothing."""
    return web.Response(status=status, body=body or None, content_type=JSON if body else None)


def _refused(error: Refusal | Rejection, route: Route) -> web.Response:
    told = response(error.status, errors.told(error, in_full=route.tells_all))
    if (seconds := errors.pause(error)) is not None:
        told.headers["Retry-After"] = str(seconds)
    return told
