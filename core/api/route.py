"""A route: where a call goes, who may make it, what it brings along and what it is answered with."""

import inspect
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any, ClassVar

from pydantic import BaseModel, TypeAdapter, ValidationError, create_model
from pydantic_core import to_jsonable_python

from core.api.errors import not_valid
from core.api.rejections import Malformed, NotAuthorized
from core.domain.client import Caller, Scope
from core.domain.errors import NotAPerson
from core.domain.person import Person
from core.domain.text import is_broken
from core.service import account, deliver
from core.settings import Settings
from core.store.tables import HOUSE
from core.store.transaction import Transaction

LONGEST_KEY = 128  # characters of an idempotency key

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
        if self is Rights.NOTHING:
            return
        if caller is None or self > _REACH[caller.scope]:
            raise NotAuthorized()


_REACH = {Scope.READ_ONLY: Rights.KEY, Scope.BOT: Rights.ACT, Scope.TRUSTED: Rights.TRUSTED}


class NotValid(Exception):
    """The call does not fit its route; `detail` says where and why."""

    def __init__(self, detail: list[dict[str, Any]]) -> None:
        super().__init__()
        self.detail = detail


@contextmanager
def valid(place: str, in_path: Collection[str] = ()) -> Iterator[None]:
    """Says NotValid of one place where pydantic finds a mistake; some arguments stand in the path."""
    try:
        yield
    except ValidationError as error:
        raise NotValid(not_valid(error, place, in_path)) from None


class Query(BaseModel):
    """Arguments of the query string that several routes share: an endpoint takes them together, as one argument."""


class Rehearsed(Exception):
    """Carries the answer of an endpoint that was only tried: its transaction is undone."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.answer = answer


@dataclass
class Call:
    """What an endpoint works with: the transaction, the caller, and the person that the caller refers to."""

    tx: Transaction
    settings: Settings
    caller: Caller | None = None
    reference: tuple[str, str] | None = None  # (auth method, username), as the x-oasst-user header names a person
    session: str = ""  # the session cookie of a web front end

    @property
    def trusted(self) -> bool:
        """Whether the caller may see what other clients brought."""
        return self.caller is not None and self.caller.trusted

    def referred(self) -> Person | None:
        """The person that the caller refers to, if it does; NotAPerson when nobody is known so."""
        if self.reference is None:
            return None
        found = None if is_broken("".join(self.reference)) else account.find(self.tx, *self.reference)
        if found is None:
            raise NotAPerson()
        return found


@dataclass(frozen=True)
class Route:
    """One row of the table.

    The endpoint is a function `(call, **arguments) -> answer`: arguments named in the path come from there, `body` from
    the body, the others, or the fields of a Query, from the query; their annotations say what is valid. Its docstring
    documents the route.
    `counted` may refuse a call by how many there were; whatever becomes of such a call, it counts. An answer that is
    not `remembered` is told once and kept nowhere: such a call takes no idempotency key. One that may be a little `old`
    is read on a replica, where there is one.
    """

    method: str
    path: str
    rights: Rights
    endpoint: Callable[..., Any]
    status: int = 200
    tag: str = ""
    counted: Callable[..., None] | None = None
    remembered: bool = True
    old: bool = False

    tells_all: ClassVar[bool] = False  # a no carries more than code and sentence

    @property
    def writes(self) -> bool:
        """Whether a call changes the store."""
        return self.method != "GET"

    @property
    def name(self) -> str:
        """The row's name in logs, metrics and tests."""
        return f"{self.method} {self.path}"

    @property
    def summary(self) -> str:
        """What it does, in a sentence."""
        return (inspect.getdoc(self.endpoint) or "").partition("\n")[0]

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
        """The arguments of the path and of the query; it is itself each Query that the endpoint takes."""
        fields: dict[str, Any] = {
            one.name: (one.annotation, ... if one.default is inspect.Parameter.empty else one.default)
            for one in self._arguments
            if not _is_query(one)
        }
        queries = tuple(one.annotation for one in self._arguments if _is_query(one))
        return create_model(f"{self.endpoint.__name__}_parameters", __base__=queries or (BaseModel,), **fields)

    @cached_property
    def answer(self) -> TypeAdapter[Any] | None:
        """What comes back; None where nothing does."""
        return None if self.status == 204 else TypeAdapter(self._signature.return_annotation)

    def read(self, path: Mapping[str, str], query: Mapping[str, str], body: bytes) -> dict[str, Any]:
        """The arguments of a call; NotValid when they don't fit."""
        with valid("query", self.in_path):
            given = self.parameters.model_validate({**query, **path})
        arguments = {one.name: given if _is_query(one) else getattr(given, one.name) for one in self._arguments}
        if self.body is not None:
            with valid("body"):
                arguments["body"] = self.body.validate_json(body or b"null")
        return arguments

    def known(self, call: Call, key: str | None) -> bool:
        """Whether a call came before under this key and was answered."""
        return key is not None and self.writes and deliver.known(call.tx, scoped(call.tx, key))

    def run(self, call: Call, arguments: dict[str, Any], key: str | None) -> bytes:
        """The answer to a call as JSON; under a key that came before, the first one again."""

        def act() -> str:
            return self.encode(self.endpoint(call, **arguments))

        if key is None or not self.writes:
            return act().encode()
        if not self.remembered:
            raise Malformed("This is answered once and kept nowhere: it takes no Idempotency-Key.")
        body = json.dumps([self.name, call.reference, to_jsonable_python(arguments)], sort_keys=True)
        return str(deliver.once(call.tx, scoped(call.tx, key), body, str, act)).encode()

    def encode(self, answer: Any) -> str:
        """An answer as JSON."""
        return "" if self.answer is None else self.answer.dump_json(answer).decode()

    @cached_property
    def _arguments(self) -> list[inspect.Parameter]:
        """What the endpoint takes beside the call and the body."""
        return [one for name, one in list(self._signature.parameters.items())[1:] if name != "body"]

    @cached_property
    def _signature(self) -> inspect.Signature:
        return inspect.signature(self.endpoint, eval_str=True)


def _is_query(argument: inspect.Parameter) -> bool:
    return inspect.isclass(argument.annotation) and issubclass(argument.annotation, Query)


def scoped(tx: Transaction, key: str) -> str:
    """An idempotency key that no other client's can meet; the house's are those of its bots without a wire."""
    return key if tx.client == HOUSE else f"{tx.client}:{deliver.fingerprint(key)[:64]}"
