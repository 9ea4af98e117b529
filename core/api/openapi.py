"""The OpenAPI document, made from the table of routes."""

import re
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel, TypeAdapter

from core.api.route import LONGEST_KEY, Rights, Route
from core.api.wire import ApplicationError, CallInvalid, Detail

_REFERENCE = "#/components/schemas/{model}"
_SECURITY: dict[Rights, list[dict[str, list[str]]]] = {
    Rights.NOTHING: [],
    Rights.ROOT: [{"root": []}],
}
_BY_KEY: list[dict[str, list[str]]] = [{"key": []}, {"key_in_query": []}]


def document(routes: Iterable[Route], base: str) -> dict[str, Any]:
    """The description of all routes under a base path."""
    schemas: dict[str, Any] = {}
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(base + route.path, {})[route.method.lower()] = _operation(route, schemas)
    for told in (ApplicationError, CallInvalid, Detail):
        _schema(TypeAdapter(told), "serialization", schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Arboretum", "version": version("arboretum"), "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": _schemes()},
    }


def _operation(route: Route, schemas: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": route.summary,
        "operationId": f"{route.method.lower()}_{route.path.strip('/').replace('/', '_')}".translate(_PLAIN),
        "tags": [route.tag] if route.tag else [],
        "security": _SECURITY.get(route.rights, _BY_KEY),
        "parameters": [*_parameters(route, schemas), *_headers(route)],
        "responses": _responses(route, schemas),
        "x-rights": route.rights.name.lower(),
    }
    if route.body is not None:
        schema = _schema(route.body, "validation", schemas)
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return operation


_PLAIN = str.maketrans("", "", "{}")
_NAMELESS = re.compile(r"[^a-zA-Z0-9._-]")


def _parameters(route: Route, schemas: dict[str, Any]) -> list[dict[str, Any]]:
    described = _schema(TypeAdapter(route.parameters), "validation", schemas, inline=True)
    required = set(described.get("required", ()))
    return [
        {
            "name": name,
            "in": "path" if name in route.in_path else "query",
            "required": name in required or name in route.in_path,
            "schema": schema,
        }
        for name, schema in described.get("properties", {}).items()
    ]


def _headers(route: Route) -> list[dict[str, Any]]:
    names: dict[str, tuple[str, dict[str, int]]] = {}
    names["x-oasst-user"] = ("the person referred to, as auth_method:username", {})
    if route.writes and route.remembered:
        lengths = {"minLength": 1, "maxLength": LONGEST_KEY}
        names["Idempotency-Key"] = ("the same key and body bring the first answer again", lengths)
    return [
        {"name": name, "in": "header", "required": False, "description": text, "schema": {"type": "string"} | schema}
        for name, (text, schema) in names.items()
    ]


def _responses(route: Route, schemas: dict[str, Any]) -> dict[str, Any]:
    done: dict[str, Any] = {"description": "done"}
    if route.answer is not None:
        done["content"] = {"application/json": {"schema": _schema(route.answer, "serialization", schemas)}}
    found = {str(route.status): done, "422": _told("the call does not fit the route", CallInvalid)}
    if route.rights is Rights.NOTHING:
        found["403"] = _told("nobody is signed in", Detail)
    return found | {"default": _told("a no, with its code", ApplicationError)}


def _told(description: str, model: type[BaseModel]) -> dict[str, Any]:
    schema = {"$ref": _REFERENCE.format(model=model.__name__)}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _schema(adapter: TypeAdapter[Any], mode: Any, schemas: dict[str, Any], *, inline: bool = False) -> dict[str, Any]:
    """The schema of a type; what it refers to goes among the schemas of the whole document."""
    schema = adapter.json_schema(mode=mode, ref_template=_REFERENCE)
    schemas.update(schema.pop("$defs", {}))
    if inline or "title" not in schema or "properties" not in schema:
        return schema
    name = _NAMELESS.sub("_", schema["title"])
    schemas[name] = schema
    return {"$ref": _REFERENCE.format(model=name)}


def _schemes() -> dict[str, Any]:
    return {
        "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
        "key_in_query": {"type": "apiKey", "in": "query", "name": "api_key"},
        "root": {"type": "http", "scheme": "bearer"},
    }
