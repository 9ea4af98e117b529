"""API keys: made, found out, replaced with an overlap, revoked. What is kept of one is its beginning and a digest."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update

from core.domain.client import Caller, Scope
from core.store.prepared import Prepared
from core.store.tables import HOUSE, api_key, client
from core.store.transaction import Transaction
from core.store.upsert import insert_missing

PREFIX = 12  # characters of a key that name it; the other 52 are 208 secret bits
_NO_DIGEST = sha256(b"").hexdigest()
_FIND = Prepared(
    select(api_key.c.id, api_key.c.client_id, api_key.c.digest, api_key.c.scope)
    .join(client, client.c.id == api_key.c.client_id)
    .where(
        api_key.c.id == bindparam("of_key"),
        client.c.enabled.is_(True),
        or_(api_key.c.expires_at.is_(None), api_key.c.expires_at > bindparam("now")),
    )
)
_ENTRIES = select(
    api_key.c.id,
    api_key.c.client_id,
    client.c.name,
    client.c.enabled,
    api_key.c.scope,
    api_key.c.created_at,
    api_key.c.expires_at,
).join(client, client.c.id == api_key.c.client_id)


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """What is known of a key: everything but the key."""

    id: str
    client_id: str
    client: str
    enabled: bool  # whether its client is
    scope: Scope
    created_at: datetime
    expires_at: datetime | None


def identify(tx: Transaction, key: str) -> Caller | None:
    """Whose key this is; None for one that is unknown, revoked or of a disabled client.

    The digests are compared in constant time, for an unknown key too.
    """
    beginning = key[:PREFIX] if key.isascii() and key.isprintable() else ""  # no database could even look up the rest
    row: Any = tx.execute(_FIND, {"of_key": beginning, "now": tx.now}).one_or_none()
    digest = sha256(key.encode(errors="surrogatepass")).hexdigest()
    if not compare_digest(digest, row.digest if row else _NO_DIGEST) or row is None:
        return None
    return Caller(row.client_id, Scope(row.scope), row.id)


def create(tx: Transaction, client_id: str, scope: Scope) -> str:
    """A new key of a client: 64 hexadecimal characters, told this once."""
    key = secrets.token_hex(32)
    digest = sha256(key.encode()).hexdigest()
    row = {"id": key[:PREFIX], "client_id": client_id, "digest": digest, "scope": scope, "created_at": tx.now}
    tx.execute(insert(api_key), row)
    return key


def create_client(tx: Transaction, name: str, frontend_type: str | None = None, admin_email: str | None = None) -> str:
    """A client with people of its own; its id."""
    row = {"id": tx.new_id(), "name": name, "frontend_type": frontend_type, "admin_email": admin_email}
    tx.execute(insert(client), row | {"created_at": tx.now})
    return str(row["id"])


def house(tx: Transaction) -> str:
    """The client that the operator's own bots are; it is always there."""
    row = {"id": HOUSE, "name": "house", "frontend_type": "bot", "admin_email": None}
    insert_missing(tx.connection, client, [row | {"created_at": tx.now}])
    return HOUSE


def client_named(tx: Transaction, name: str) -> str | None:
    """The id of the oldest client of a name."""
    found = tx.execute(select(client.c.id).where(client.c.name == name).order_by(client.c.created_at).limit(1))
    return found.scalar_one_or_none()


def entries(tx: Transaction) -> list[KeyEntry]:
    """All keys, the revoked ones too, oldest first."""
    rows = tx.execute(_ENTRIES.order_by(api_key.c.created_at, api_key.c.id))
    return [_entry(row) for row in rows]


def entry(tx: Transaction, key_id: str) -> KeyEntry | None:
    """The key that begins so; None where none does."""
    row = tx.execute(_ENTRIES.where(api_key.c.id == key_id[:PREFIX])).one_or_none()
    return None if row is None else _entry(row)


def revoke(tx: Transaction, key_id: str, after: timedelta = timedelta(0)) -> KeyEntry | None:
    """Let a key end now, or after an overlap; None where no key begins so. An earlier end stays."""
    end = tx.now + after
    later = or_(api_key.c.expires_at.is_(None), api_key.c.expires_at > end)
    tx.execute(update(api_key).where(api_key.c.id == key_id[:PREFIX], later).values(expires_at=end))
    return entry(tx, key_id)


def _entry(row: Any) -> KeyEntry:
    return KeyEntry(row.id, row.client_id, row.name, row.enabled, Scope(row.scope), row.created_at, row.expires_at)
