"""Reading a request: Telegram takes forms, multipart bodies, JSON and queries alike."""

import json
from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import BodyPartReader, web

from tests.fakes.telegram import contract
from tests.fakes.telegram.calls import Call, Upload
from tests.fakes.telegram.refusals import bad

_TEXTS = {"text", "caption", "name", "description", "short_description", "callback_query_id", "file_id", "document"}
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


async def read(request: web.Request, call: Call) -> None:
    """Fill a call with what its request holds."""
    types = contract.fields(call.method)
    for name, text in request.query.items():
        call.body[name] = _value(name, text, types)
    if request.content_type == "multipart/form-data":
        await _read_parts(request, call, types)
    elif request.content_type == "application/json":
        call.body |= orjson.loads(await request.read() or b"{}")
    else:
        for name, text in parse_qsl((await request.read()).decode(), keep_blank_values=True):
            call.body[name] = _value(name, text, types)


async def _read_parts(request: web.Request, call: Call, types: dict[str, list[str]]) -> None:
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        assert isinstance(part, BodyPartReader)
        assert part.name
        data = bytes(await part.read())
        if part.filename is None:
            call.body[part.name] = _value(part.name, data.decode(), types)
            continue
        call.uploads[part.name] = Upload(part.filename, data, part.headers.get("Content-Type"))
        if part.name in types or (not types and part.name == "document"):
            call.body[part.name] = f"attach://{part.name}"


def _value(name: str, text: str, types: dict[str, list[str]]) -> Any:
    """What a text stands for; the text itself where it can't be read so."""
    if name not in types:
        return text if name in _TEXTS else _guessed(text)
    for kind in types[name]:
        if kind == "Integer" and text.lstrip("-").isdigit():
            return int(text)
        if kind == "Boolean" and text.lower() in _TRUTH:
            return _TRUTH[text.lower()]
        if kind == "Float" and text.replace(".", "", 1).lstrip("-").isdigit():
            return float(text)
        if kind == "String":
            return text
    return _object(text) if text[:1] in ("{", "[") else text


def _object(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise bad(f"can't parse JSON-encoded object: {error}") from None


def _guessed(text: str) -> Any:
    """Without a description: numbers, truths and objects look like what they are."""
    if text.lstrip("-").isdigit() and len(text) < 18:
        return int(text)
    if text in ("true", "false"):
        return text == "true"
    return _object(text) if text[:1] in ("{", "[") else text
