"""A route: where a call goes, who may make it, what it brings along and what it is answered with."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import Any

from pydantic import BaseModel, TypeAdapter, create_model

from core.api.rejections import NotAuthorized
from core.domain.client import Caller, Scope
from core.domain.errors import NotAPerson
from core.domain.person import Person
from core.service import account
from core.store.transaction import Transaction

_IN_PATH = re.compile(r"{(\w+)}")


class Rights(IntEnum):
    """What a call needs; each includes those before it, up to TRUSTED. ROOT is another matter: a token, not a key."""

    NOTHING = 0
    KEY = 1
    ACT = 2
    TRUSTED = 3
    ROOT = 4

    def check(self, caller: Caller | None) -> None:
        """Refuse a caller whose key does not reach so far."""
        if caller is None or self > _REACH[caller.scope]:
            raise NotAuthorized()


_REACH = {Scope.READ_ONLY: Rights.KEY, Scope.BOT: Rights.ACT, Scope.TRUSTED: Rights.TRUSTED}


@dataclass
class Call:
    """What an endpoint works with: the transaction, the caller, and the person that the caller refers to."""

    tx: Transaction
    caller: Caller | None
    reference: tuple[str, str] | None = None  # (auth method, username), as the x-oasst-user header names a person
    settings: Any = None  # an api's own Settings; see core.api.app
    later: list[Callable[[], None]] = field(default_factory=list)  # to be done once the transaction is committed

    @property
    def trusted(self) -> bool:
        """Whether the caller may see what other clients brought."""
        return self.caller is not None and self.caller.trusted

    def referred(self) -> Person | None:
        """The person that the caller refers to, if it does; NotAPerson when nobody is known so."""
        if self.reference is None:
            return None
        found = account.find(self.tx, *self.reference)
        if found is None:
            raise NotAPerson()
        return found


class Rehearsed(Exception):
    """Carries the answer of an endpoint that was only tried: its transaction is undone."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.answer = answer


@dataclass(frozen=True)
class Kept:
    """A no whose transaction is committed all the same, since what came before it must count."""

    error: Exception


@dataclass(frozen=True)
class Route:
    """One row of the table.

    The endpoint is a function `(call, **arguments) -> answer`: arguments named in the path come from there, `body` from
    the body, the others from the query; their annotations say what is valid. Its docstring documents the route.
    """

    method: str
    path: str
    rights: Rights
    endpoint: Callable[..., Any]
    status: int = 200
    tag: str = ""

    @property
    def writes(self) -> bool:
        """Whether a call changes the store."""
        return self.method != "GET"

    @property
    def name(self) -> str:
        """A name of its own for metrics and the document."""
        return f"{self.method} {self.path}"

    @cached_property
    def in_path(self) -> tuple[str, ...]:
        """The arguments that stand in the path."""
        return tuple(_IN_PATH.findall(self.path))

    @cached_property
    def body(self) -> TypeAdapter[Any] | None:
        """What the body must be; None where there is none."""
        kind = self._signature.parameters.get("body")
        return None if kind is None else TypeAdapter(kind.annotation)

    @cached_property
    def parameters(self) -> type[BaseModel]:
        """The arguments of the path and of the query."""
        fields: dict[str, Any] = {
            name: (one.annotation, ... if one.default is inspect.Parameter.empty else one.default)
            for name, one in list(self._signature.parameters.items())[1:]
            if name != "body"
        }
        return create_model(f"{self.endpoint.__name__}_parameters", **fields)

    @cached_property
    def answer(self) -> TypeAdapter[Any] | None:
        """What comes back; None where nothing does."""
        kind = self._signature.return_annotation
        return None if self.status == 204 else TypeAdapter(kind)

    @cached_property
    def _signature(self) -> inspect.Signature:
        return inspect.signature(self.endpoint, eval_str=True)
