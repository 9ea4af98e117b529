"""The gateway: sessions, what they hear, and resuming where one broke off."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

import orjson
from aiohttp import WSMsgType, web

from tests.fakes.discord import payloads
from tests.fakes.discord.events import PRIVILEGED, Event, Intent
from tests.fakes.discord.guilds import Guild
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.world import World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 8, 9, 10, 11
IGNORED = (3, 4)  # presence and voice
REMEMBERED = 5_000  # events that a broken session can get again
SESSIONS = 20


@dataclass(eq=False)
class Connection:
    """One open websocket; what is sent is written by a task of its own, in order."""

    request: web.Request
    socket: web.WebSocketResponse
    outbox: asyncio.Queue[str | None] = field(default_factory=asyncio.Queue)
    session: Session | None = None
    dropped: bool = False  # closed from here, so that the session can be resumed

    async def drop(self, code: int, why: bytes = b"") -> None:
        """Close it from this side."""
        self.dropped = True
        await self.socket.close(code=code, message=why)

    def send(self, op: int, data: Any = None) -> None:
        self.outbox.put_nowait(orjson.dumps({"op": op, "d": data, "s": None, "t": None}).decode())

    async def write(self) -> None:
        """Write what is sent until the connection ends."""
        while (text := await self.outbox.get()) is not None:
            try:
                await self.socket.send_str(text)
            except ConnectionError:
                return


@dataclass(eq=False)
class Session:
    """What a bot identified as, and what it has been told."""

    shard: tuple[int, int]
    intents: int
    id: str = field(default_factory=lambda: token_hex(16))
    sequence: int = 0
    told: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    connection: Connection | None = None

    def serves(self, guild_id: int | None) -> bool:
        number, of = self.shard
        return (guild_id >> 22) % of == number if guild_id else number == 0

    def wants(self, event: Event) -> bool:
        return self.serves(event.guild_id) and (not event.intents or bool(event.intents & self.intents))

    def tell(self, name: str, raw: bytes) -> None:
        """Send an event, and keep it for the case that the connection breaks."""
        self.sequence += 1
        text = f'{{"op":0,"t":"{name}","s":{self.sequence},"d":{raw.decode()}}}'
        self.told.append((self.sequence, text))
        if self.connection:
            self.connection.outbox.put_nowait(text)


class Gateway:
    """All sessions. `deaf`: heartbeats get no answer; `heartbeat`: seconds between two."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.deaf = False
        self.heartbeat = 41.25
        self.identified = 0
        self.resumed = 0
        self.beats = 0
        world.tell = self.tell

    @property
    def connected(self) -> int:
        """How many sessions are connected."""
        return sum(one.connection is not None for one in self.sessions.values())

    def tell(self, event: Event) -> int:
        """Tell an event to every session that wants it; how many of them are connected."""
        heard = 0
        raw: dict[bool, bytes] = {}
        for session in self.sessions.values():
            if not session.wants(event):
                continue
            bare = event.bare is not None and not session.intents & Intent.MESSAGE_CONTENT
            if bare not in raw:
                raw[bare] = orjson.dumps(event.bare if bare else event.data)
            session.tell(event.name, raw[bare])
            heard += session.connection is not None
        return heard

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One connection from its first to its last frame."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        connection = Connection(request, socket)
        self.connections.add(connection)
        writer = asyncio.create_task(connection.write())
        try:
            connection.send(HELLO, {"heartbeat_interval": int(self.heartbeat * 1000)})
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    await self._hear(connection, orjson.loads(frame.data))
        finally:
            self._over(connection)
            connection.outbox.put_nowait(None)
            await writer
        return socket

    def _over(self, connection: Connection) -> None:
        self.connections.discard(connection)
        session = connection.session
        if session and session.connection is connection:
            session.connection = None
            if connection.socket.close_code in (1000, 1001) and not connection.dropped:
                self.sessions.pop(session.id, None)
        self.world.changes.tell()

    async def _hear(self, connection: Connection, frame: Payload) -> None:
        op, data = int(frame["op"]), frame.get("d")
        if op == HEARTBEAT:
            self._beat(connection)
        elif isinstance(data, dict):
            await self._ordered(connection, op, data)

    def _beat(self, connection: Connection) -> None:
        self.beats += 1
        if not self.deaf:
            connection.send(ACK)

    async def _ordered(self, connection: Connection, op: int, data: Payload) -> None:
        if op == IDENTIFY:
            await self._identify(connection, data)
        elif op == RESUME:
            await self._resume(connection, data)
        elif op == MEMBERS and connection.session:
            self._members(connection.session, data)
        elif op not in IGNORED:
            await connection.drop(4001, b"Unknown opcode.")

    async def _identify(self, connection: Connection, data: Payload) -> None:
        number, of = data.get("shard") or (0, 1)
        if data.get("token") != self.world.token:
            await connection.drop(4004, b"Authentication failed.")
        elif not 0 <= number < of:
            await connection.drop(4010, b"Invalid shard.")
        elif data["intents"] & PRIVILEGED & ~self.world.portal.intents:
            await connection.drop(4014, b"Disallowed intent(s).")
        else:
            self.identified += 1
            self.world.portal.starts_left -= 1
            self._forget_the_oldest()
            self._welcome(connection, Session((number, of), data["intents"]))

    def _welcome(self, connection: Connection, session: Session) -> None:
        self._join(connection, session)
        guilds = [one for one in self._guilds() if session.serves(one.id)]
        bot = self.world.bot
        session.tell("READY", orjson.dumps(self._ready(session, guilds)))
        for guild in guilds:
            if session.intents & Intent.GUILDS:
                everybody = bool(session.intents & Intent.MEMBERS)
                session.tell("GUILD_CREATE", orjson.dumps(payloads.created_guild(guild, bot, all_members=everybody)))
        self.world.changes.tell()

    def _guilds(self) -> list[Guild]:
        return [one for one in self.world.guilds.values() if self.world.bot.id in one.members]

    def _ready(self, session: Session, guilds: list[Guild]) -> Payload:
        bot = self.world.bot
        return {
            "v": 10,
            "user": {**payloads.user(bot), "verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": str(one.id), "unavailable": True} for one in guilds],
            "private_channels": [],
            "session_id": session.id,
            "resume_gateway_url": self.world.gateway_url,
            "shard": list(session.shard),
            "application": {"id": str(bot.id), "flags": self.world.portal.flags},
        }

    def _join(self, connection: Connection, session: Session) -> None:
        session.connection, connection.session = connection, session
        self.sessions[session.id] = session

    def _forget_the_oldest(self) -> None:
        left = [one for one in self.sessions.values() if one.connection is None]
        for session in left[: max(0, len(self.sessions) - SESSIONS)]:
            del self.sessions[session.id]

    async def _resume(self, connection: Connection, data: Payload) -> None:
        session = self.sessions.get(data["session_id"])
        if data.get("token") != self.world.token:
            await connection.drop(4004, b"Authentication failed.")
            return
        missed = [] if session is None else [(n, text) for n, text in session.told if n > (data["seq"] or 0)]
        if session is None or (session.sequence > (data["seq"] or 0) + len(missed)):
            connection.send(INVALID, False)
            return
        self.resumed += 1
        self._join(connection, session)
        for _, text in missed:
            connection.outbox.put_nowait(text)
        session.tell("RESUMED", b"{}")
        self.world.changes.tell()

    def _members(self, session: Session, data: Payload) -> None:
        guild = self.world.guilds[int(data["guild_id"])]
        asked = {int(one) for one in data.get("user_ids") or []}
        start = data.get("query")
        found = [one for one in guild.members.values() if one.user.id in asked or start is not None]
        found = [one for one in found if one.user.name.startswith(start or "")]
        chunk = {"guild_id": str(guild.id), "members": [payloads.member(one) for one in found]}
        counted: Payload = {"chunk_index": 0, "chunk_count": 1, "nonce": data.get("nonce"), "not_found": []}
        session.tell("GUILD_MEMBERS_CHUNK", orjson.dumps({**chunk, **counted}))

    async def drop(self, code: int = 4000) -> None:
        """Close all connections; sessions can be resumed."""
        for connection in [*self.connections]:
            await connection.drop(code)

    def cut(self) -> None:
        """Break all connections without a word."""
        for connection in [*self.connections]:
            if connection.request.transport:
                connection.request.transport.abort()

    def ask_to_reconnect(self) -> None:
        """Tell all to reconnect and resume."""
        for connection in self.connections:
            connection.send(RECONNECT)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell all that their session is void, and, unless it is resumable, forget it."""
        if not resumable:
            self.sessions.clear()
        for connection in [*self.connections]:
            connection.send(INVALID, resumable)

    def forget(self) -> None:
        """Forget all sessions without telling: nobody can resume."""
        for session in self.sessions.values():
            if session.connection:
                session.connection.session = None
        self.sessions.clear()
