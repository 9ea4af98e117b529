from datetime import UTC, datetime
from typing import Any

import pytest

from core import codec
from core.domain.person import Person
from core.domain.route import Route
from core.domain.task import Ballot, Kind, Need, Receipt, Shortage, Task
from core.link import requests
from core.link.requests import Act, Request, Skip, SubmitBallot, Take, Undo, answer_type, named

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
EVERY = [kind for kind in vars(requests).values() if isinstance(kind, type) and issubclass(kind, Request)]


@pytest.mark.parametrize("kind", [kind for kind in EVERY if kind not in (Request, Act)])
def test_every_request_is_found_by_its_name_and_knows_its_answer(kind: type[Request[Any]]) -> None:
    assert named(kind.__name__) is kind
    assert answer_type(kind) is not None


@pytest.mark.parametrize("name", ["Request", "Act", "Task", "nothing", "named"])
def test_nothing_else_is_a_request(name: str) -> None:
    with pytest.raises(LookupError):
        named(name)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (Take, Task("t1", Kind.INITIAL_PROMPT, "en", NOON)),
        (Take, Shortage("en", Kind.INITIAL_PROMPT, (Need(Kind.INITIAL_PROMPT, 2, True),), 1, 0, 0)),
        (Undo, Task("t1", Kind.RANK_ASSISTANT_REPLIES, "en", NOON)),
        (Skip, None),
        (SubmitBallot, Receipt("R1", "t1", Kind.RANK_ASSISTANT_REPLIES, (), undo_until=NOON)),
        (requests.Join, Person("p1", "Ada", ("de", "en"), "1")),
        (requests.Availability, {"initial_prompt": 3}),
        (requests.SimilarPrompt, "Why are tomatoes red?"),
    ],
)
def test_answers_survive_their_way_as_json(kind: type[Request[Any]], answer: Any) -> None:
    assert codec.load(answer_type(kind), codec.dump(answer_type(kind), answer)) == answer


def test_requests_survive_their_way_as_json() -> None:
    ballot = SubmitBallot("p1", "t1", Ballot((("a",), ("b", "c"))), Route("test", "typed", "en"))
    assert codec.load(SubmitBallot, codec.dump(SubmitBallot, ballot)) == ballot
