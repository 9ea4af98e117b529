"""The document is true: valid, complete, and no call that it allows, or forbids, breaks the server."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from pydantic import TypeAdapter
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from core.api.app import BASE
from core.api.openapi import document
from core.api.route import Rights, Route
from core.api.routes import ROUTES
from tests.core.api.described import Server, served
from tests.fakes.api import ROOT, Api

load_all_checks()
CONFORMS: Any = CHECKS.get_by_names(
    [
        "response_schema_conformance",
        "content_type_conformance",
        "status_code_conformance",
        "response_headers_conformance",
    ]
)
EXAMPLES = 3  # of each kind for each route
IN_WORDS = {
    503: (4, 1006, 4001),
    500: (2009,),
}  # no errors of the server: the protocol has such statuses for these codes


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all examples: what they leave behind is food for the others."""
    with served(tmp_path_factory.mktemp("described") / "trees.sqlite") as running:
        yield running


@pytest.fixture(scope="module")
def schema(server: Server) -> Any:
    """The document as the server tells it."""
    return schemathesis.openapi.from_url(f"{server.api.url}/openapi.json")


def test_the_document_is_valid(schema: Any) -> None:
    schema.validate()
    assert schema.raw_schema["openapi"] == "3.1.0"


async def test_the_document_stands_below_the_base_path_and_at_the_top(sqlite_api: Api) -> None:
    below = await sqlite_api.get("/openapi.json", key=None)
    sqlite_api.url = sqlite_api.url.removesuffix(BASE)
    top = await sqlite_api.get("/openapi.json", key=None)
    assert below.status == top.status == 200
    assert below.body == top.body


def test_every_route_is_described() -> None:
    described = document(ROUTES, BASE)["paths"]
    found = {(method.upper(), path): one for path, methods in described.items() for method, one in methods.items()}
    assert set(found) == {(route.method, BASE + route.path) for route in ROUTES}
    for route in ROUTES:
        one = found[route.method, BASE + route.path]
        assert re.fullmatch(r"[A-Z].*\.", one["summary"]), route.name
        assert one["x-rights"] == route.rights.name.lower()
        assert ("requestBody" in one) is (route.body is not None)
        assert {name["name"] for name in one["parameters"] if name["in"] == "path"} == set(route.in_path)
    names = [one["operationId"] for one in found.values()]
    assert len(names) == len(set(names))


def test_what_a_route_needs_is_described() -> None:
    described = document(ROUTES, BASE)["paths"]
    for route in ROUTES:
        needed = [set(one) for one in described[BASE + route.path][route.method.lower()]["security"]]
        by_key = [{"key"}, {"key_in_query"}]
        assert needed == {Rights.NOTHING: [], Rights.ROOT: [{"root"}]}.get(route.rights, by_key), route.name


def test_one_name_means_one_model() -> None:
    """Whatever is described under a name is the same wherever it is meant."""
    found: dict[str, Any] = {}
    for route in ROUTES:
        adapters = ((route.body, "validation"), (route.answer, "serialization"))
        for adapter, mode in adapters:
            if adapter is not None:
                for name, one in _models(adapter, mode):
                    assert found.setdefault(name, one) == one, name


def _models(adapter: TypeAdapter[Any], mode: Any) -> Iterator[tuple[str, Any]]:
    described = adapter.json_schema(mode=mode)
    yield from described.pop("$defs", {}).items()
    if "title" in described and "properties" in described:
        yield described["title"], described


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_no_call_that_fits_breaks_the_server(server: Server, schema: Any, route: Route) -> None:
    """Nor is any answered otherwise than described; the path leads to what is there."""
    known = {name: server.known[name] for name in route.in_path}
    _try_out(server, schema, route, GenerationMode.POSITIVE, known or None)


@pytest.mark.parametrize("route", [one for one in ROUTES if one.rights is not Rights.NOTHING], ids=lambda one: one.name)
def test_no_call_that_does_not_fit_breaks_the_server(server: Server, schema: Any, route: Route) -> None:
    _try_out(server, schema, route, GenerationMode.NEGATIVE, None)


def _try_out(server: Server, schema: Any, route: Route, mode: GenerationMode, known: dict[str, str] | None) -> None:
    operation = schema[BASE + route.path][route.method]

    @given(case=operation.as_strategy(generation_mode=mode, path_parameters=known))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def hold(case: Case[Any]) -> None:
        by_root = route.rights is Rights.ROOT
        response = case.call(
            base_url=server.api.url.removesuffix(BASE),
            headers={"Authorization": f"Bearer {ROOT}"} if by_root else {},
            params={} if by_root else {"api_key": server.api.keys["trusted"]},
            allow_redirects=False,
        )
        assert response.status_code < 500 or response.json()["error_code"] in IN_WORDS[response.status_code]
        case.validate_response(response, checks=CONFORMS)

    hold()
