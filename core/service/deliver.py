"""One effect per idempotency key: the first answer is kept beside what it brought about, in the same transaction."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from core import codec
from core.domain.deed import What
from core.domain.errors import KeyReused, Refusal
from core.store.database import LostRace
from core.store.prepared import Prepared
from core.store.tables import effect
from core.store.transaction import Transaction, confirm

KEPT = timedelta(days=90)  # far longer than anything is sent again; an answer may hold texts that are gone since
BATCH = 1000

_KNOWN = Prepared(select(effect.c.fingerprint, effect.c.answer).where(effect.c.key == bindparam("of_key")))
_KEEP = Prepared(insert(effect))


def once(tx: Transaction, key: str, body: str, kind: Any, act: Callable[[], Any]) -> Any:
    """Do an act the first time its key comes; give the first answer again after that.

    `body` is the request as text: another one under a known key is refused. `kind` is the type of the answer. A refused
    act leaves nothing behind, not even its key.
    """
    printed = fingerprint(body)
    if found := _find(tx, key):
        if found.fingerprint != printed:
            raise KeyReused()
        confirm(tx)
        tx.note(What.REPEATED)
        return codec.load(kind, found.answer)
    try:
        answer = act()
    except Refusal:
        if known(tx, key):  # the same act came at the same moment, was done meanwhile, and stood in its own way
            raise LostRace() from None
        raise
    kept = {"key": key, "fingerprint": printed, "answer": codec.dump(kind, answer), "created_at": tx.now}
    tx.execute(_KEEP, kept)
    return answer


def known(tx: Transaction, key: str) -> bool:
    """Whether something was done under a key."""
    return _find(tx, key) is not None


def fingerprint(text: str) -> str:
    """64 characters that no other text has."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _find(tx: Transaction, key: str) -> Any:
    return tx.execute(_KNOWN, {"of_key": key}).one_or_none()


def prune(tx: Transaction) -> int:
    """Forget keys and answers of long ago, some at a time; how many went."""
    oldest = select(effect.c.key).where(effect.c.created_at < tx.now - KEPT).order_by(effect.c.created_at).limit(BATCH)
    return tx.execute(delete(effect).where(effect.c.key.in_(oldest))).rowcount
