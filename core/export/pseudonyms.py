"""Keyed pseudonyms: one mapping for a whole release, which nobody without the key can go back (D31)."""

import hmac
import os
import secrets
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from core.export.errors import FileUnusable

_SHORTEST_KEY = 16  # bytes
_RECENT = 4096  # pseudonyms that are kept at hand: whoever is busy comes again and again


class Hidden(StrEnum):
    """Which ids a release replaces."""

    NONE = "none"
    PEOPLE = "people"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Replaces ids by keyed hashes in the form of UUIDs.

    A tree's id is a message's id and is replaced as one, so that it equals its root's everywhere.
    """

    hidden: Hidden
    key: bytes

    def person(self, person_id: str) -> str:
        """What a person is called."""
        return person_id if self.hidden is Hidden.NONE else self._hash("person", person_id)

    def message(self, message_id: str) -> str:
        """What a message or a tree is called."""
        return self._hash("message", message_id) if self.hidden is Hidden.ALL else message_id

    def _hash(self, collection: str, id: str) -> str:
        return _pseudonym(self.key, f"{collection}:{id}")


@lru_cache(_RECENT)
def _pseudonym(key: bytes, name: str) -> str:
    bits = int.from_bytes(hmac.digest(key, name.encode(), "sha256")[:16])
    bits &= ~(0xF << 76 | 0b11 << 62)
    return str(UUID(int=bits | 8 << 76 | 0b10 << 62))  # version 8: made by a rule of our own


def release_key(path: Path | None) -> bytes:
    """The key in a file, which is made where it is absent; without a file a new one, for this release alone."""
    fresh = secrets.token_hex(32).encode()
    if path is None:
        return fresh
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_key(path)
    except OSError as error:
        raise FileUnusable(f"The key file {path} can't be made: {error.strerror}.") from error
    with os.fdopen(handle, "wb") as file:
        file.write(fresh + b"\n")
    return fresh


def _read_key(path: Path) -> bytes:
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise FileUnusable(f"The key file {path} can't be read: {error.strerror}.") from error
    if len(key) < _SHORTEST_KEY:
        raise FileUnusable(f"The key file {path} holds less than {_SHORTEST_KEY} bytes: use a longer secret.")
    return key
