"""A policy from the texts that an operator writes, each checked by name."""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, get_type_hints

from annotated_types import Ge, Le
from pydantic import TypeAdapter

from core.domain.policy import Policy

_EXPECTED = {
    int: "a whole number, 0 or more",
    float: "a number from 0 to 1",
    bool: "true or false",
    tuple[str, ...]: "language tags separated by commas, as in en,de,pt-BR",
    dict[str, dict[str, Any]]: 'a JSON object of overrides, as in {"gsw": {"reviews_reply": 1}}',
}


def read_policy(values: Mapping[str, Any], prefix: str = "") -> Policy:
    """The policy with these fields changed; raises ValueError naming the field, `prefix` before it in capitals."""
    checked = {name: _read(name, value, prefix) for name, value in values.items()}
    for lang, overrides in checked.get("languages", {}).items():
        within = f"{prefix}LANGUAGES: {lang}: "
        checked["languages"][lang] = {name: _read(name, value, within) for name, value in overrides.items()}
    return Policy(**checked)


def _read(name: str, value: Any, prefix: str) -> Any:
    kinds = get_type_hints(Policy)
    if name not in kinds:
        close = get_close_matches(name, kinds, n=1)
        hint = f": did you mean {close[0].upper()}?" if close else ""
        raise ValueError(f"{prefix}{name.upper()} is not a rule of the policy{hint}")
    try:
        return _adapter(name).validate_python(_parsed(kinds[name], value))
    except ValueError:
        expected = "a number, 0 or more" if name.startswith("weight_") else _EXPECTED[kinds[name]]
        raise ValueError(f"{prefix}{name.upper()} must be {expected}") from None


def _parsed(kind: Any, value: Any) -> Any:
    if not isinstance(value, str) or kind in (int, float, bool):
        return value
    if kind == tuple[str, ...]:
        return tuple(tag.strip() for tag in value.split(",") if tag.strip())
    return json.loads(value)


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    kind = get_type_hints(Policy)[name]
    limits: list[Ge | Le] = [Ge(0)] if kind in (int, float) else []
    if kind is float and not name.startswith("weight_"):
        limits.append(Le(1))
    return TypeAdapter(Annotated[(kind, *limits)] if limits else kind)
