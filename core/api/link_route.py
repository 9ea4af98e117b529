"""The routes by which bots of ours speak to the store: one for each request of the link."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cached_property
from typing import Any, ClassVar

from pydantic import BaseModel, TypeAdapter, create_model

from core import codec
from core.api.rejections import NotAuthorized
from core.api.route import Call, NotValid, Rights, Route, scoped, valid
from core.api.wire import AuthMethod
from core.domain.ids import is_id
from core.link import embedded, requests
from core.link.paths import PLACES, Place
from core.link.requests import Act, Request, answer_type
from core.service import account


@dataclass(frozen=True)
class LinkRoute(Route):
    """Takes one kind of request, as the frozen value it is."""

    kind: type[Request[Any]] = field(kw_only=True)
    place: Place = field(kw_only=True)

    tells_all: ClassVar[bool] = True

    @property
    def writes(self) -> bool:
        """Whether a request changes the store."""
        return issubclass(self.kind, Act)

    @property
    def summary(self) -> str:
        """What the request asks for, in a sentence."""
        return (self.kind.__doc__ or "").partition("\n")[0]

    @cached_property
    def parameters(self) -> type[BaseModel]:
        """What stands in the path and the query."""
        return self._model(self.in_path if self._has_body else [one.name for one in fields(self.kind)])  # type: ignore[arg-type]

    @cached_property
    def body(self) -> TypeAdapter[Any] | None:
        """What stands in the body."""
        others = self.place.others(self.kind)
        return TypeAdapter(self._model(others)) if self._has_body and others else None

    @cached_property
    def answer(self) -> TypeAdapter[Any] | None:
        """What the request is answered with."""
        return TypeAdapter(answer_type(self.kind))

    def read(self, path: Mapping[str, str], query: Mapping[str, str], body: bytes) -> dict[str, Any]:
        """See Route.read."""
        given = _object(body) if self._has_body else query
        known = {one.name: given[one.name] for one in fields(self.kind) if one.name in given}  # type: ignore[arg-type]
        with valid("body" if self._has_body else "query"):
            return {"request": codec.read(self.kind, {**known, **path})}

    def run(self, call: Call, arguments: dict[str, Any], key: str | None) -> bytes:
        """See Route.run; an act of a person needs a client that vouches for them."""
        request: Request[Any] = arguments["request"]
        _check_person(call, request)
        if key is None or not isinstance(request, Act):
            answer = embedded.answer(call.tx, request, call.settings.admins)
        else:
            answer = embedded.perform(call.tx, request, scoped(call.tx, key), call.settings.admins)
        return codec.dump(answer_type(self.kind), answer).encode()

    @property
    def _has_body(self) -> bool:
        return self.method != "GET"

    def _model(self, names: Any) -> type[BaseModel]:
        kinds = {one.name: one for one in fields(self.kind)}  # type: ignore[arg-type]
        chosen: dict[str, Any] = {name: (kinds[name].type, _default(kinds[name])) for name in names}
        return create_model(f"{self.kind.__name__}Fields", **chosen)


def _default(one: Field[Any]) -> Any:
    if one.default_factory is not MISSING:
        return one.default_factory()
    return ... if one.default is MISSING else one.default


def _object(body: bytes) -> dict[str, Any]:
    """The fields in a body; it may hold half characters, which are refused where the text is looked at."""
    try:
        given = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise NotValid([{"loc": ["body"], "msg": "a JSON object is expected", "type": "json_invalid"}])
    return given


def _check_person(call: Call, request: Request[Any]) -> None:
    """A key acts only for people of its own client, and names nobody of the system, unless it is trusted (D40)."""
    if call.trusted:
        return
    if isinstance(request, requests.Join) and request.platform == AuthMethod.SYSTEM:
        raise NotAuthorized()
    if (person_id := getattr(request, "person_id", None)) is not None and is_id(person_id):
        account.vouched(call.tx, person_id)


def _rights(place: Place) -> Rights:
    return Rights.TRUSTED if place.trusted else Rights.ACT


ROUTES: tuple[Route, ...] = tuple(
    LinkRoute(place.method, place.path, _rights(place), embedded.answer, tag="people", kind=kind, place=place)
    for kind, place in PLACES.items()
)
