"""Discord's published description of its API, held against every request, unknown fields included."""

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import ValidationError, Validator, validator_for

from tests.fakes.discord.calls import Call, Route
from tests.fakes.discord.deviations import SNOWFLAKE, forgiven
from tests.fakes.discord.refusals import Payload, invalid

SPECIFICATION = Path(__file__).parents[4] / "shared" / "specs" / "discord-openapi.json.gz"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_WORDS = {"1": True, "true": True, "True": True, "0": False, "false": False, "False": False}


class Contract:
    """Collects what did not fit; without the description beside the repository everything fits."""

    def __init__(self) -> None:
        self.violations: list[str] = []
        self.in_force = SPECIFICATION.is_file()
        self.slips: list[str] | None = None  # a list, to find in it where the fake's own answers do not fit

    def stranger(self, method: str, path: str) -> None:
        """Something was asked for that the fake does not know."""
        self.violations.append(f"{method} {path}: not known")

    def check(self, route: Route, call: Call) -> None:
        """Refuse what the description does not allow."""
        if not self.in_force:
            return
        found = [*_faults(route, call)]
        if found:
            self.violations += [f"{route.method} {route.template}: {one}" for one in found]
            raise invalid("contract", "; ".join(found))

    def check_answer(self, route: Route, status: int, body: Any) -> None:
        """Note what is wrong with an answer of the fake itself; a field too many is not."""
        if self.slips is None or not self.in_force:
            return
        validator = _answer_validator(route.method.lower(), route.template, str(status))
        if validator is None and body is not None:
            self.slips.append(f"{route.method} {route.template}: has no answer for {status}")
        elif validator is not None:
            self.slips += [f"{route.method} {route.template}: {one}" for one in _explained(validator, body)]


def _faults(route: Route, call: Call) -> Iterator[str]:
    method = route.method.lower()
    if _operation(method, route.template) is None:
        yield "not in Discord's description"
        return
    yield from _query_faults(method, route.template, call)
    validator = _body_validator(method, route.template)
    if validator is None:
        if call.body is not None:
            yield "takes no body"
    elif call.body is None:
        if _operation(method, route.template)["requestBody"].get("required"):
            yield "needs a body"
    else:
        body = forgiven(route, call.body)
        if not validator.is_valid(body):
            yield from _explained(validator, body)


def _query_faults(method: str, template: str, call: Call) -> Iterator[str]:
    known = _query_validators(method, template)
    for name, text in call.query.items():
        if name not in known:
            yield f"the query takes no {name}"
        elif not any(known[name].is_valid(value) for value in _readings(text)):
            yield f"the query's {name} can't be {text}"


def _readings(text: str) -> list[Any]:
    """What a text of a query may stand for."""
    readings: list[Any] = [text]
    if text in _WORDS:
        readings.append(_WORDS[text])
    if text.lstrip("-").isdigit():
        readings.append(int(text))
    return readings


@cache
def _description() -> Payload:
    description: Payload = json.loads(gzip.decompress(SPECIFICATION.read_bytes()))
    return description


@cache
def _components(*, strict: bool) -> Payload:
    schemas = _description()["components"]["schemas"]
    return {"schemas": {**_closed(schemas), "SnowflakeType": SNOWFLAKE} if strict else schemas}


def _closed(schema: Any) -> Any:
    """The same schema without room for fields that it does not name."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    if isinstance(closed.get("properties"), dict) and "type" in closed:
        closed.setdefault("additionalProperties", False)
    return closed


@cache
def _operation(method: str, template: str) -> Any:
    return _description()["paths"].get(template, {}).get(method)


@cache
def _body_validator(method: str, template: str) -> Validator | None:
    body = _operation(method, template).get("requestBody")
    if body is None:
        return None
    return _validator(_closed(body["content"]["application/json"]["schema"]), strict=True)


@cache
def _query_validators(method: str, template: str) -> dict[str, Validator]:
    path = _description()["paths"][template]
    parameters = [*path.get("parameters", []), *_operation(method, template).get("parameters", [])]
    asked = [one for one in parameters if one["in"] == "query"]
    return {one["name"]: _validator(one["schema"], strict=True) for one in asked}


@cache
def _answer_validator(method: str, template: str, status: str) -> Validator | None:
    operation = _operation(method, template)
    answer = (operation or {}).get("responses", {}).get(status, {})
    schema = answer.get("content", {}).get("application/json", {}).get("schema")
    return None if schema is None else _validator(schema, strict=False)


def _validator(schema: Payload, *, strict: bool) -> Validator:
    return validator_for({"$schema": _DRAFT, "components": _components(strict=strict), **schema})


def _explained(validator: Validator, body: Any) -> Iterator[str]:
    for error in validator.iter_errors(body):
        yield from _leaves(error, ())


def _leaves(error: ValidationError, above: tuple[str | int, ...]) -> Iterator[str]:
    """The innermost reasons, of the alternative that was meant."""
    path = (*above, *error.instance_path)
    alternatives = [branch for branch in getattr(error.kind, "context", None) or [] if branch]
    if alternatives:
        for inner in min(alternatives, key=_strangeness):
            yield from _leaves(inner, above)
        return
    yield f"{'.'.join(map(str, path)) or 'body'}: {error.message[:200]}"


def _strangeness(errors: list[ValidationError]) -> tuple[bool, int]:
    """An alternative whose very type does not fit was not meant."""
    types = any([*error.instance_path][-1:] == ["type"] or type(error.kind).__name__ == "Type" for error in errors)
    return types, len(errors)
