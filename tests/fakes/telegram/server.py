"""The HTTP side: reads requests, lets faults happen, and writes answers."""

import asyncio
from inspect import isawaitable
from time import perf_counter

import orjson
from aiohttp import web

from tests.fakes.telegram import refusals
from tests.fakes.telegram.calls import Call
from tests.fakes.telegram.contract import Contract
from tests.fakes.telegram.faults import Fault, Faults
from tests.fakes.telegram.flood import Flood
from tests.fakes.telegram.log import Log, Request
from tests.fakes.telegram.methods import METHODS
from tests.fakes.telegram.polls import Polls
from tests.fakes.telegram.reading import read
from tests.fakes.telegram.refusals import Payload, Refused
from tests.fakes.telegram.webhook import Webhook
from tests.fakes.telegram.world import World

Answer = tuple[int, Payload]


class Server:
    """Answers requests."""

    def __init__(self, world: World, contract: Contract) -> None:
        self.world = world
        self.contract = contract
        self.faults = Faults()
        self.flood = Flood()
        self.log = Log()
        self.polls = Polls(world.outbox)
        self.webhook = Webhook(world.outbox)
        self.under_way = 0  # requests but for polls

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One request to a method."""
        started = perf_counter()
        method = request.match_info["method"]
        call = Call(self.world, self.webhook, self.polls, self.flood, method)
        status, body = 0, {}
        self.under_way += method != "getUpdates"
        try:
            if refused := self._stranger(request.match_info["token"]):
                status, body = refused.status, refused.body()
                return _response(status, body)
            await read(request, call)
            fault = self.faults.take(method, call.body.get("chat_id"))
            status, body = await self._answered(request, call, fault)
            return _response(status, body)
        finally:
            self.under_way -= method != "getUpdates"
            took, refusal = perf_counter() - started, str(body.get("description", ""))
            self.log.add(Request(self.world.moments.now(), method, call.body, status, took, refusal))
            self.world.changes.tell([])

    async def download(self, request: web.Request) -> web.StreamResponse:
        """One file."""
        if self._stranger(request.match_info["token"]):
            raise web.HTTPUnauthorized
        path = request.match_info["path"]
        found = next((one for one in self.world.files.values() if one.path == path), None)
        if found is None:
            raise web.HTTPNotFound
        return web.Response(body=found.data, content_type="application/octet-stream")

    def _stranger(self, token: str) -> Refused | None:
        if token == self.world.token:
            return None
        number, _, secret = token.partition(":")
        return refusals.unauthorized() if number.isdigit() and secret else refusals.not_found()

    async def _answered(self, request: web.Request, call: Call, fault: Fault | None) -> Answer:
        if fault is None:
            return await self._answer(call)
        answer: Answer = (500, {})
        if not fault.done:
            await _wait(fault)
        if fault.done or not fault.instead:
            answer = await self._answer(call)
        if fault.done:
            await _wait(fault)
        if fault.reset:
            assert request.transport
            request.transport.abort()
            raise asyncio.CancelledError
        if fault.refusal:
            return fault.refusal.status, fault.refusal.body()
        return (fault.page, {}) if fault.page else answer

    async def _answer(self, call: Call) -> Answer:
        try:
            handler = METHODS.get(call.method)
            if handler is None:
                self.contract.stranger(call.method)
                raise refusals.not_found("method not found")
            self.contract.check_request(call.method, call.body)
            result = handler(call)
            if isawaitable(result):
                result = await result
        except Refused as refused:
            return refused.status, refused.body()
        self.contract.check_answer(call.method, result)
        return 200, {"ok": True, "result": result}


async def _wait(fault: Fault) -> None:
    """Stand at the gate: until it is opened, or for a while."""
    fault.gate.arrived.set()
    if fault.held:
        await fault.gate.opened.wait()
    elif fault.delay:
        await asyncio.wait([asyncio.ensure_future(fault.gate.opened.wait())], timeout=fault.delay)


def _response(status: int, body: Payload) -> web.Response:
    if not body:
        page = f"<html><head><title>{status}</title></head><body>{status}</body></html>"
        return web.Response(status=status, text=page, content_type="text/html")
    return web.Response(status=status, body=orjson.dumps(body), content_type="application/json")
