"""Names, defaults and bounds in the description of the protocol, against those of the server."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from core.api.cursors import Page
from core.api.route import Route
from core.api.routes import ROUTES
from core.api.wire import ConversationMessage, LabelDescription, Message
from core.api.wire_boards import (
    AllCachedStats,
    CachedStats,
    LeaderboardStats,
    MessageCount,
    TreeManagerStats,
    TrollboardStats,
    TrollScore,
    UserScore,
)
from core.api.wire_messages import FlaggedMessage, MessageRevision, TreeState
from core.api.wire_tasks import TaskRequestType
from core.api.wire_users import FrontEndUser, PurgeReport
from core.domain.emoji import Emoji
from core.domain.labels import FULL_SET, LABELS, REPORT_SET, REQUIRED, SIMPLE_SET
from core.domain.task import Kind
from core.service.census import Census
from tests.fakes.api import Api
from tests.protocol.noes import ABSENT
from tests.protocol.reference import description, rows, section
from tests.protocol.test_rights import calls, name

D37 = {"enabled", "show_on_leaderboard"}  # absent means unchanged here, not true

# Where the fields of an answer are listed: what stands before them.
LISTED: dict[type[Any], str] = {
    TreeState: "TreeState: ",
    MessageRevision: "MessageRevision: ",
    FrontEndUser: "**FrontEndUser**: ",
    LeaderboardStats: "LeaderboardStats: ",
    UserScore: "UserScore: ",
    TrollboardStats: "TrollboardStats: ",
    TrollScore: "TrollScore: ",
    Census: "`GET /stats/` | trusted | `{",
    MessageCount: "list of `{",
    TreeManagerStats: "`GET /stats/tree_manager` | trusted | `{",
    CachedStats: "CachedStats `{",
    AllCachedStats: "`GET /stats/cached` | key | `{",
    FlaggedMessage: "is **required**; list of `{",
    PurgeReport: "hard delete; answer `{",
    LabelDescription: "**LabelDescription**: ",
}
_PARAMETER = re.compile(r"`(\w+)` = \**`?(\d+|true|false|username)\b`?\**(?: \((\d+)…(\d+)\))?")
_NAMES = re.compile(r"`(\w+)`")


def listed(text: str, before: str) -> set[str]:
    """The names in a list of fields."""
    rest = text.partition(before)[2]
    if before.endswith("{"):
        return set(re.findall(r"\w+", re.sub(r"{[^}]*}", "", rest.partition("}`")[0])))
    rest = re.split(r"\n\n|\.\n|\. [A-Z]", rest)[0].partition("TrollScore: ")[0]
    return set(_NAMES.findall(re.sub(r"\([^)]*\)", "", rest)))


@pytest.mark.parametrize("model", LISTED, ids=lambda model: model.__name__)
def test_an_answer_has_the_fields_that_are_listed(shared: Path, model: type[Any]) -> None:
    fields = model.model_fields if issubclass(model, BaseModel) else model.__dataclass_fields__
    told = listed(description(shared), LISTED[model])
    assert set(fields) == told - ({"yes_no", "flag", "likert"} if model is LabelDescription else set())


def test_a_message_has_the_fields_of_the_table_and_those_that_are_added(shared: Path) -> None:
    text = description(shared)
    table = section(text, "## 4. Tasks").partition("**ConversationMessage**")[2].partition("**Conversation**")[0]
    of_conversation = {cells[0].strip("`") for cells in rows(table) if cells[0].startswith("`")}
    assert set(ConversationMessage.model_fields) == of_conversation
    added = listed(text, "**Message** = ConversationMessage plus ")
    assert set(Message.model_fields) == of_conversation | added
    assert {"prev", "next", "sort_key", "order", "items"} == set(Page.model_fields)


def parameters(text: str) -> list[tuple[str, str, str, str, str]]:
    """Endpoint, parameter, default and bounds, as the tables say them."""
    return [
        (call, *found)
        for cells in rows(text)
        if len(cells) == 3
        for call in calls(cells[0])
        for found in _PARAMETER.findall(cells[2])
    ]


def by_name() -> dict[str, Route]:
    """The routes by the names of their endpoints."""
    return {name(route.method, route.path): route for route in ROUTES}


def test_parameters_have_the_defaults_that_are_described(shared: Path) -> None:
    found = parameters(description(shared))
    assert len(found) > 15
    for call, parameter, default, *_ in found:
        if parameter in D37 or call == "POST /admin/api_client":
            continue
        ours = by_name()[call].parameters.model_fields[parameter]
        assert str(ours.default).lower() == default, (call, parameter)


async def test_parameters_have_the_bounds_that_are_described(sqlite_api: Api, shared: Path) -> None:
    bounded = [found for found in parameters(description(shared)) if found[3]]
    assert {found[1] for found in bounded} == {"max_count"}
    for call, parameter, _, low, high in bounded:
        path = by_name()[call].path.replace("{time_frame}", "day")
        for value, fits in ((int(low) - 1, False), (int(low), True), (int(high), True), (int(high) + 1, False)):
            answer = await sqlite_api.get(path, **{parameter: value})
            assert answer.status == (200 if fits else 422), (call, value)
    for size, status in ((0, 422), (1, 200), (100, 200), (101, 422)):
        assert (await sqlite_api.get(f"/users/{ABSENT}/stats/day/window", window_size=size)).status in (status, 404)


def test_labels_are_those_of_the_table_in_its_order(shared: Path) -> None:
    table = [cells for cells in rows(section(description(shared), "## 6. Labels")) if len(cells) == 3][1:]
    assert [(one.name, one.widget.value) for one in LABELS.values()] == [
        (id_.strip("`"), kind) for id_, kind, _ in table
    ]


def test_the_sets_of_labels_are_those_of_the_table(shared: Path) -> None:
    text = description(shared)
    table = section(text, "### 4.3 Label tasks").partition("Default label sets")[2]
    told = {cells[0]: tuple(cells[1].replace("**", "").split(", ")) for cells in rows(table)}
    assert told["initial prompt"] == FULL_SET[Kind.LABEL_INITIAL_PROMPT] == FULL_SET[Kind.LABEL_PROMPTER_REPLY]
    assert told["assistant reply"] == FULL_SET[Kind.LABEL_ASSISTANT_REPLY]
    assert told["mandatory (all three)"] == REQUIRED
    assert (*REQUIRED, "lang_mismatch") == SIMPLE_SET[Kind.LABEL_INITIAL_PROMPT]
    for kind in (Kind.LABEL_ASSISTANT_REPLY, Kind.LABEL_PROMPTER_REPLY):
        assert (*REQUIRED, "lang_mismatch", "quality") == SIMPLE_SET[kind]
    of_reports = text.partition("report_labels`** (none) → same shape: ")[2].partition(".\n\n")[0]
    assert tuple(of_reports.replace("\n", " ").split(", ")) == REPORT_SET


def test_emojis_and_types_of_tasks_are_those_that_are_named(shared: Path) -> None:
    text = description(shared)
    codes = text.partition("Codes: ")[2].partition("\n\n")[0]
    assert set(re.findall(r"`([^`]+)`", codes)) == set(Emoji)
    types = text.partition("Task request types: ")[2].partition(". The server")[0]
    assert set(_NAMES.findall(types)) == set(TaskRequestType)


async def test_public_settings_have_the_names_that_are_listed(sqlite_api: Api, shared: Path) -> None:
    told = next(cells[2] for cells in rows(description(shared)) if cells[0] == "`GET /admin/backend_settings/public`")
    names = set(_NAMES.findall(told)) | {f"USER_STATS_INTERVAL_{one}" for one in ("DAY", "WEEK", "MONTH", "TOTAL")}
    assert set((await sqlite_api.get("/admin/backend_settings/public")).body) == names
