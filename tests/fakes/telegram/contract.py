"""The published description of the Bot API, held against every request, answer and update, unknown fields included."""

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import ValidationError, Validator, validator_for

from tests.fakes.telegram.refusals import Payload, bad

SPECIFICATION = Path(__file__).parents[4] / "shared" / "specs" / "telegram-bot-api.json.gz"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN = {
    "Integer": {"type": "integer"},
    "Float": {"type": "number"},
    "String": {"type": "string"},
    "Boolean": {"type": "boolean"},
    "InputFile": {"type": "string"},  # a mark for what was uploaded
}
_ALWAYS = re.compile(r'(?:always "|must be )(?P<value>[a-z_0-9]+)"?$')


class Contract:
    """Collects what did not fit; without the description beside the repository everything fits."""

    def __init__(self) -> None:
        self.violations: list[str] = []
        self.in_force = SPECIFICATION.is_file()

    def stranger(self, method: str) -> None:
        """Something was asked for that the fake does not know."""
        self.violations.append(f"{method}: not known")

    def check_request(self, method: str, body: Payload) -> None:
        """Refuse what the description does not allow."""
        if self.in_force and (found := _faults(_request(method), body)):
            self.violations += [f"{method}: {one}" for one in found]
            raise bad(f"against the published description: {'; '.join(found)}")

    def check_answer(self, method: str, result: Any) -> None:
        """Note where the fake itself answers what Telegram would not."""
        if self.in_force:
            self.violations += [f"answer of {method}: {one}" for one in _faults(_answer(method), result)]

    def check_update(self, update: Payload) -> None:
        """The same for an update."""
        if self.in_force:
            self.violations += [f"update: {one}" for one in _faults(_type("Update"), update)]


def fields(method: str) -> dict[str, list[str]]:
    """The fields of a method and what each may be; none where there is no description."""
    if not SPECIFICATION.is_file() or method not in _description()["methods"]:
        return {}
    return _fields(method)


@cache
def _fields(method: str) -> dict[str, list[str]]:
    return {one["name"]: one["types"] for one in _description()["methods"][method].get("fields", [])}


@cache
def _description() -> Payload:
    description: Payload = json.loads(gzip.decompress(SPECIFICATION.read_bytes()))
    return description


@cache
def _definitions() -> Payload:
    return {name: _object(one) for name, one in _description()["types"].items()}


def _object(one: Payload) -> Payload:
    if subtypes := one.get("subtypes"):
        return {"anyOf": [_one(name) for name in subtypes]}
    listed = one.get("fields", [])
    return {
        "type": "object",
        "properties": {field["name"]: _field(field) for field in listed},
        "required": [field["name"] for field in listed if field["required"]],
        "additionalProperties": False,
    }


def _field(field: Payload) -> Payload:
    match = _ALWAYS.search(field["description"])
    if match and field["name"] in ("type", "status", "source"):
        return {"const": match["value"]}
    if field["description"].startswith("Always 0"):
        return {"const": 0}
    return _schema(field["types"])


def _schema(types: list[str]) -> Payload:
    schemas = [_one(name) for name in types]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _one(name: str) -> Payload:
    if name.startswith("Array of "):
        return {"type": "array", "items": _one(name.removeprefix("Array of "))}
    return _PLAIN.get(name) or {"$ref": f"#/$defs/{name}"}


@cache
def _request(method: str) -> Validator:
    return _validator(_object(_description()["methods"][method]))


@cache
def _answer(method: str) -> Validator:
    return _validator(_schema(_description()["methods"][method]["returns"]))


@cache
def _type(name: str) -> Validator:
    return _validator({"$ref": f"#/$defs/{name}"})


def _validator(schema: Payload) -> Validator:
    return validator_for({"$schema": _DRAFT, "$defs": _definitions(), **schema})


def _faults(validator: Validator, body: Any) -> list[str]:
    return [] if validator.is_valid(body) else [*_explained(validator, body)]


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
    types = any(type(error.kind).__name__ in ("Constant", "Type") for error in errors)
    return types, len(errors)
