"""Earlier texts of messages."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select

from core.domain.errors import MessageUnknown
from core.store.prepared import Prepared
from core.store.tables import message, revision
from core.store.transaction import Transaction

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_OF_MESSAGE = (
    revision.c.tree_id == bindparam("of_tree"),
    revision.c.message_id == bindparam("of_message"),
)
_LAST = Prepared(select(func.max(revision.c.replaced_at)).where(*_OF_MESSAGE))
_EARLIER = Prepared(
    select(revision.c.text, revision.c.editor_id, revision.c.replaced_at)
    .where(*_OF_MESSAGE)
    .order_by(revision.c.replaced_at)
)
_PRESENT = Prepared(
    select(message.c.tree_id, message.c.text, message.c.author_id, message.c.created_at).where(
        message.c.id == bindparam("of_message")
    )
)
_KEEP = Prepared(insert(revision))


@dataclass(frozen=True, slots=True)
class Version:
    """A text that a message has or had, and who wrote it so."""

    id: str  # time-ordered, and always the same
    message_id: str
    text: str
    writer_id: str | None
    written_at: datetime


def keep(tx: Transaction, tree_id: str, message_id: str, editor_id: str) -> None:
    """Keep the present text before somebody replaces it; two changes of one moment are a microsecond apart."""
    key = {"of_tree": tree_id, "of_message": message_id}
    last: datetime | None = tx.execute(_LAST, key).scalar_one()
    at = tx.now if last is None else max(tx.now, last + _MICROSECOND)
    text = tx.execute(_PRESENT, {"of_message": message_id}).one().text
    values = {"tree_id": tree_id, "message_id": message_id, "replaced_at": at, "text": text, "editor_id": editor_id}
    tx.execute(_KEEP, values)


def history(tx: Transaction, message_id: str) -> list[Version]:
    """All texts of an edited message, the first one first and the present one last; none where nothing was edited."""
    present: Any = tx.execute(_PRESENT, {"of_message": message_id}).one_or_none()
    if present is None:
        raise MessageUnknown()
    earlier = tx.execute(_EARLIER, {"of_tree": present.tree_id, "of_message": message_id}).all()
    if not earlier:
        return []
    texts = [*(one.text for one in earlier), present.text]
    writers = [present.author_id, *(one.editor_id for one in earlier)]
    moments = [present.created_at, *(one.replaced_at for one in earlier)]
    return [
        Version(_id(message_id, number, at), message_id, text, writer, at)
        for number, (text, writer, at) in enumerate(zip(texts, writers, moments, strict=True))
    ]


def _id(message_id: str, number: int, at: datetime) -> str:
    """A UUID (version 7) made of the moment, the number of the version and the message."""
    milliseconds, rest = divmod(max(0, (at - _EPOCH) // _MICROSECOND), 1000)
    digest = int.from_bytes(sha256(f"{message_id} {number}".encode()).digest()[:7])
    bits = (milliseconds << 80) | (7 << 76) | (rest * 4 << 64) | (0b10 << 62) | (min(number, 63) << 56) | digest
    return str(UUID(int=bits))
