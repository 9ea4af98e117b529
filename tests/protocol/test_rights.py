"""Who may call what: the table of routes against the description, and every route against every kind of key."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from core.api import link_route
from core.api.route import Rights, Route
from core.api.routes import ROUTES
from core.domain.client import Scope
from core.service import keys
from core.store.tables import client
from core.store.transaction import Transaction
from tests.fakes.api import ROOT, Answer, Api
from tests.protocol.noes import ABSENT
from tests.protocol.reference import description, rows, section

LEVELS = {"none": Rights.NOTHING, "key": Rights.KEY, "trusted": Rights.TRUSTED, "root": Rights.ROOT}
ELSEWHERE = {"GET /hf/text_toxicity"}  # a service of others, which we don't stand before
D39 = "PUT /messages/{}/undelete"  # for trusted clients alone: others could undelete anything
NONE = {"GET /auth/check": Rights.NOTHING}  # it goes by a cookie

_HEADING = re.compile(r"^(?:###.*?|\*\*)(`(?:GET|POST|PUT|DELETE) .*?`)\*{0,2} \((\w+)", re.MULTILINE)
_SENTENCE = re.compile(r"^`(/frontend_messages/[^`]*)` \((\w+)\)((?:.+\n)+)", re.MULTILINE)
_CALL = re.compile(r"`(GET|POST|PUT|DELETE)? ?([/…][^`?]*)[^`]*`")


def name(method: str, path: str) -> str:
    """An endpoint without the names of its arguments."""
    return f"{method} {re.sub('{[^}]*}', '{}', path)}"


def calls(cell: str) -> Iterator[str]:
    """The endpoints in a cell; one that is shortened goes on from the one before it."""
    method, before = "", ""
    for found in _CALL.finditer(cell):
        method = found[1] or method
        before = before.rsplit("/messages", 1)[0] + found[2][1:] if found[2].startswith("…") else found[2]
        yield name(method, before)


def described(shared: Path) -> dict[str, Rights]:
    """The level of each endpoint in the tables; those outside of tables say it in a heading."""
    text = description(shared)
    found: dict[str, Rights] = {}
    for first, level, *_ in rows(text):
        if level in LEVELS:
            found |= dict.fromkeys(calls(first), LEVELS[level])
    for heading, level in _HEADING.findall(text):
        found |= dict.fromkeys(calls(heading), LEVELS[level])
    base, level, others = _SENTENCE.findall(text)[0]
    found |= {name("GET", base + end): LEVELS[level] for end in ("", *re.findall(r"`(/\w+)`", others))}
    return found | NONE


def ours(route: Route) -> Rights:
    """The level that the description has for what a route needs: it knows no keys that only read."""
    return Rights.KEY if route.rights is Rights.ACT else route.rights


def test_every_route_needs_what_the_description_says(shared: Path) -> None:
    of_protocol = [one for one in ROUTES if one not in link_route.ROUTES]
    told = {one: level for one, level in described(shared).items() if one not in ELSEWHERE}
    assert {name(one.method, one.path): ours(one) for one in of_protocol} == told | {D39: Rights.TRUSTED}


def test_the_summary_of_the_levels_says_the_same(shared: Path) -> None:
    """The description has a list of who needs what besides; `all` and `…` in it stand for more than one."""
    full = described(shared)
    listed = {cells[0]: cells[1] for cells in rows(section(description(shared), "### 1.4")) if len(cells) == 2}
    for level in ("none", "root", "trusted"):
        for call in calls(listed[level]):
            method, _, path = call.partition(" ")
            beginning = path.rstrip("…")
            meant = {
                one: found
                for one, found in full.items()
                if (one == call or (path.endswith("…") and one.partition(" ")[2].startswith(beginning)))
                and (not method or one.startswith(method))
            }
            assert meant
            assert set(meant.values()) == {LEVELS[level]}


def test_what_only_reads_is_for_keys_that_only_read() -> None:
    for route in ROUTES:
        if route.rights in (Rights.KEY, Rights.ACT) and route not in link_route.ROUTES:
            assert route.rights is (Rights.ACT if route.writes else Rights.KEY), route.name


PLACES = {
    "time_frame": "day",
    "auth_method": "local",
    "username": "ada",
    "name": "nothing",
    "frontend_message_id": "it",
}

# What a key reaches, up to the rights of its scope.
REACH = {
    None: Rights.NOTHING,
    "nobody's": Rights.NOTHING,
    "revoked": Rights.NOTHING,
    "disabled": Rights.NOTHING,
    "read-only": Rights.KEY,
    "bot": Rights.ACT,
    "foreign": Rights.ACT,
    "trusted": Rights.TRUSTED,
    "foreign-trusted": Rights.TRUSTED,
}


async def attempt(api: Api, route: Route, key: str | None, token: str = "") -> Answer:
    """A call that fits its route in nothing but its address."""
    path = re.sub("{([^}]*)}", lambda found: PLACES.get(found[1], ABSENT), route.path)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return await api.call(route.method, path, {} if route.writes else None, key=key, headers=headers)


def _spoil(tx: Transaction) -> dict[str, str]:
    """A key that was revoked, and one of a client that was disabled."""
    spoilt = keys.create_client(tx, "a client that was sent away")
    made = {"disabled": keys.create(tx, spoilt, Scope.TRUSTED)}
    tx.execute(update(client).where(client.c.id == spoilt).values(enabled=False))
    made["revoked"] = keys.create(tx, keys.house(tx), Scope.TRUSTED)
    keys.revoke(tx, made["revoked"], timedelta(0))
    return made


@pytest.mark.parametrize("route", [one for one in ROUTES if one.rights is not Rights.ROOT], ids=lambda one: one.name)
async def test_a_key_reaches_as_far_as_its_scope(sqlite_api: Api, route: Route) -> None:
    """Refused as the protocol says where it doesn't reach, and not refused anywhere else; a token helps nobody."""
    sqlite_api.keys |= await sqlite_api.store.run(_spoil)
    for key, reach in REACH.items():
        answer = await attempt(sqlite_api, route, key, ROOT)
        if reach < route.rights:
            assert (answer.status, answer.code) == (403, 2), key
            assert set(answer.body) == {"error_code", "message"}
        else:
            assert answer.code not in (2, 3), key
            assert answer.status != 500, key


@pytest.mark.parametrize("route", [one for one in ROUTES if one.rights is Rights.ROOT], ids=lambda one: one.name)
async def test_what_needs_a_token_takes_no_key_in_its_place(sqlite_api: Api, route: Route) -> None:
    sqlite_api.keys |= await sqlite_api.store.run(_spoil)
    for key in REACH:
        for token in ("", "wrong", ROOT[:-1], ROOT.upper(), sqlite_api.keys["trusted"]):
            answer = await attempt(sqlite_api, route, key, token)
            assert (answer.status, answer.code) == (403, 3)
        assert (await attempt(sqlite_api, route, key, ROOT)).status == 422


async def test_nobody_is_told_whether_a_key_ever_was_one(sqlite_api: Api) -> None:
    sqlite_api.keys |= await sqlite_api.store.run(_spoil)
    told = [(await sqlite_api.get("/messages/", key=key)).body for key in (None, "nobody's", "revoked", "disabled")]
    assert told == [told[0]] * 4


async def test_whoever_may_not_call_is_not_told_what_is_wrong_with_the_call(sqlite_api: Api) -> None:
    for body in (None, {"type": "applause", "user": {}}, {"lang": 1}):
        for path in ("/tasks/", "/tasks/interaction", "/text_labels/", "/people"):
            assert (await sqlite_api.post(path, body, key="read-only")).code == 2
    assert (await sqlite_api.get("/messages/no-uuid", key=None)).code == 2


async def test_a_key_in_the_query_goes_before_the_one_in_the_header(sqlite_api: Api) -> None:
    given, wrong = sqlite_api.keys["bot"], "nobody's"
    statuses = [
        (await sqlite_api.get("/messages/", key=header, api_key=query)).status
        for header, query in ((wrong, given), (given, wrong), (given, ""), (None, given))
    ]
    assert statuses == [200, 403, 200, 200]


async def test_a_key_is_worth_nothing_without_its_last_letter(sqlite_api: Api) -> None:
    for key in (sqlite_api.keys["bot"][:-1], sqlite_api.keys["bot"] + "0", sqlite_api.keys["bot"][:12], "\0", "é"):
        assert (await sqlite_api.get("/messages/", key=None, api_key=key)).code == 2
