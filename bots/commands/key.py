"""`arboretum key`: who may speak to the central store."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import click

from bots.commands import prepare
from bots.commands.duration import Duration
from bots.commands.here import store_here
from bots.failures import Impossible
from core.domain.client import Scope

if TYPE_CHECKING:
    from core.service.keys import KeyEntry
    from core.store.transaction import Transaction

HOUSE_NAME = "house"
OVERLAP = timedelta(hours=24)
LONGEST_NAME = 256

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Wanted:
    """What kind of key is to be made."""

    client: str | None
    scope: Scope | None
    replaces: str | None
    overlap: timedelta


@click.group("key")
def command() -> None:
    """Make, list and revoke the keys of those who speak to the central store.

    A bot on another machine needs one, in ARBORETUM_STORE_KEY. What the store keeps of a key is its beginning and a
    digest: it can neither be shown again nor be stolen from the database.
    """


@command.command(short_help="Make a key, printed alone on the last line.")
@click.option(
    "--client",
    metavar="NAME",
    help="Whose key this is; a new name is a client with people of its own.  [default: house]",
)
@click.option(
    "--scope", type=click.Choice([scope.value for scope in Scope]),
    help="What it may do: look, act for the people of its client, or administrate.  [default: bot]",
)  # fmt: skip
@click.option(
    "--replaces", metavar="KEY_ID", help="An older key that ends after the overlap; client and scope are its."
)
@click.option("--overlap", type=Duration(), metavar="SPAN", help="How long both keys work.  [default: 24h]")
def create(client: str | None, scope: str | None, replaces: str | None, overlap: timedelta | None) -> None:
    """Make a key, and print it alone on the last line of standard output: KEY=$(arboretum key create).

    Without --client it belongs to the house: the operator's own bots share one set of people, whichever of their keys
    they use. Another client vouches for other people, and sees of the house's what everybody may see.
    """
    if replaces is not None and client is not None:
        raise click.UsageError("--replaces and --client exclude each other: a key follows one of the same client.")
    if overlap is not None and replaces is None:
        raise click.UsageError("--overlap goes with --replaces.")
    wanted = Wanted(
        _name(client), None if scope is None else Scope(scope), replaces, OVERLAP if overlap is None else overlap
    )
    key, made, replaced, now = _run(_create, wanted)
    follows = "" if replaced is None else f"{_ending(replaced, ', which it replaces,', now)}\n"
    click.echo(f"{_made(made)}\n{follows}It is shown this once: set it as ARBORETUM_STORE_KEY.", err=True)
    click.echo(key)


@command.command("list", short_help="List keys by how they begin, never a key.")
def list_() -> None:
    """List all keys, the revoked ones too: how they begin, whose they are and when they end; never a key."""
    entries, now = _run(_entries)
    head = ("id", "client", "scope", "made (UTC)", "ends (UTC)")
    rows = [(one.id, _shown(one.client), one.scope, _time(one.created_at), _end(one, now)) for one in entries]
    for line in _aligned([head, *rows]):
        click.echo(line)


@command.command(short_help="End a key, at once or after a while.")
@click.argument("key_id")
@click.option(
    "--in",
    "after",
    type=Duration(),
    default=timedelta(0),
    metavar="SPAN",
    help="Let it work for so long.  [default: 0s]",
)
def revoke(key_id: str, after: timedelta) -> None:
    """End the key that begins with KEY_ID, at once or after a while; an end that comes earlier stays."""
    entry, now = _run(_revoke, key_id, after)
    click.echo(_ending(entry, f" of {_shown(entry.client)}", now))


def _create(tx: "Transaction", wanted: Wanted) -> "tuple[str, KeyEntry, KeyEntry | None, datetime]":
    from core.service import keys

    if wanted.replaces is not None:
        replaced = _known(keys.revoke(tx, wanted.replaces, wanted.overlap), wanted.replaces)
        key = keys.create(tx, replaced.client_id, wanted.scope or replaced.scope)
    else:
        replaced = None
        key = keys.create(tx, _client(tx, wanted.client), wanted.scope or Scope.BOT)
    made = _known(keys.entry(tx, key), key)
    if not made.enabled:
        raise Impossible(f"The client {_shown(made.client)} is disabled: a key of it would open nothing.")
    return key, made, replaced, tx.now


def _client(tx: "Transaction", name: str | None) -> str:
    from core.service import keys

    if name is None:
        return keys.house(tx)
    return keys.client_named(tx, name) or keys.create_client(tx, name, frontend_type="bot")


def _entries(tx: "Transaction") -> "tuple[list[KeyEntry], datetime]":
    from core.service import keys

    return keys.entries(tx), tx.now


def _revoke(tx: "Transaction", key_id: str, after: timedelta) -> "tuple[KeyEntry, datetime]":
    from core.service import keys

    return _known(keys.revoke(tx, key_id, after), key_id), tx.now


def _known(entry: "KeyEntry | None", key_id: str) -> "KeyEntry":
    if entry is None:
        raise Impossible(f"No key has the id “{_shown(key_id[:12])}”; `arboretum key list` shows the id of each.")
    return entry


def _run(
    use_case: "Callable[Concatenate[Transaction, Arguments], Result]", *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Result:
    settings = prepare()

    async def run() -> Result:
        async with store_here(settings) as store:
            return await store.run(use_case, *args, **kwargs)

    return asyncio.run(run())


def _name(client: str | None) -> str | None:
    if client is not None and not (client.strip() and client.isprintable() and len(client) <= LONGEST_NAME):
        raise click.UsageError(f"--client takes a name of up to {LONGEST_NAME} printable characters.")
    return None if client is None or client.strip() == HOUSE_NAME else client.strip()


def _made(entry: "KeyEntry") -> str:
    whose = "the house" if entry.client == HOUSE_NAME else _shown(entry.client)
    return f"A key for {whose}, with the id {entry.id} and the scope {entry.scope}."


def _ending(entry: "KeyEntry", which: str, now: datetime) -> str:
    assert entry.expires_at is not None
    ends = "has ended" if entry.expires_at <= now else f"ends at {_time(entry.expires_at)} UTC"
    return f"The key {entry.id}{which} {ends}."


def _end(entry: "KeyEntry", now: datetime) -> str:
    if not entry.enabled:
        return "client disabled"
    if entry.expires_at is None:
        return "never"
    return f"ended {_time(entry.expires_at)}" if entry.expires_at <= now else _time(entry.expires_at)


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


def _shown(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Lines in which each column begins at the same place."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
