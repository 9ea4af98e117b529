"""Every error code in the description of the protocol: produced, or told why nothing here can produce it."""

import re
from pathlib import Path

import pytest

from tests.fakes.api import Api
from tests.fakes.clock import Clock
from tests.protocol import noes_of_access, noes_of_interactions, noes_of_reading, noes_of_tasks
from tests.protocol.noes import No, noes
from tests.protocol.reference import description, rows, section

NOES = tuple(noes(noes_of_access, noes_of_reading, noes_of_tasks, noes_of_interactions))
UNEXPECTED = "what nobody expects is code 0 with status 500, in every call alike"
NEVER = {
    1: "a store without a database does not start",
    500: UNEXPECTED,
    501: UNEXPECTED,
    600: "nobody signs in here",
    1001: UNEXPECTED,
    1002: UNEXPECTED,
    1004: UNEXPECTED,
    1005: UNEXPECTED,
    1007: UNEXPECTED,
    2002: "no task that is handed out takes a rating",
    2004: "a task's type is one of ours from its birth on",
    2006: "every message belongs to a tree",
    2007: "a tree without replies is answered with what there is",
    2008: "whatever is stored as a message is one",
    2011: "a message never changes its parent",
    3001: "no classifier is asked",
}


def described(shared: Path) -> dict[int, str]:
    """The codes and what the description says of their status."""
    found: dict[int, str] = {}
    for code, _, status, *_ in rows(section(description(shared), "## 2. Errors")):
        found |= {int(one): status for one in re.findall(r"\d+", code)}
    return found


def test_every_code_is_produced_or_can_not_occur(shared: Path) -> None:
    produced = {one.code for one in NOES}
    assert produced | set(NEVER) == set(described(shared))
    assert produced & set(NEVER) == set()


def test_each_is_produced_with_the_status_that_is_described(shared: Path) -> None:
    statuses = {code: status for code, status in described(shared).items() if status != "–"}
    assert [one.name for one in NOES if one.code in statuses and str(one.status) not in statuses[one.code]] == []


@pytest.mark.parametrize("wanted", NOES, ids=lambda one: one.name)
async def test_a_no_has_its_code_and_its_status(api: Api, clock: Clock, wanted: No) -> None:
    answer = await wanted.produce(api, clock)
    assert (answer.status, answer.code) == (wanted.status, wanted.code)
    assert set(answer.body) == {"error_code", "message"}
    assert answer.headers["Content-Type"].startswith("application/json")
    if wanted.status < 500 or wanted.code:
        assert re.fullmatch(r"[A-Z].*\.", answer.body["message"])


TWO_MEANINGS = (
    (noes_of_interactions.labels_for_a_text_of_ones_own, noes_of_interactions.labels_for_what_one_has_labelled_before),
    (noes_of_tasks.a_close_of_a_task_that_is_not_collective, noes_of_tasks.a_nack_of_somebody_elses_task),
)


@pytest.mark.parametrize(("first", "second"), TWO_MEANINGS, ids=["2053", "2106"])
async def test_d44_two_meanings_of_one_number_have_two_texts(
    sqlite_api: Api, clock: Clock, first: No, second: No
) -> None:
    one = await first.produce(sqlite_api, clock)
    clock.advance(hours=3)  # the same text again is no news
    other = await second.produce(sqlite_api, clock)
    assert one.code == other.code == first.code
    assert one.body["message"] != other.body["message"]
