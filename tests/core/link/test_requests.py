import pytest

from core.domain.person import Person
from core.domain.task import Shortage, Task
from core.link import requests
from core.link.requests import Act, FetchNews, Join, Request, Take, answer_type, named


def all_requests() -> list[type[Request[object]]]:
    """Every request that there is."""
    kinds = [kind for kind in vars(requests).values() if isinstance(kind, type) and issubclass(kind, Request)]
    return [kind for kind in kinds if kind not in (Request, Act)]


@pytest.mark.parametrize("kind", all_requests(), ids=lambda kind: kind.__name__)
def test_each_request_is_a_frozen_value_found_by_its_name(kind: type[Request[object]]) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert named(kind.__name__) is kind
    assert kind.__doc__


def test_a_request_names_what_comes_back() -> None:
    assert answer_type(Join) is Person
    assert answer_type(Take) == Task | Shortage


@pytest.mark.parametrize("name", ["Act", "Request", "Person", "field", "nothing"])
def test_what_is_no_request_is_not_found(name: str) -> None:
    with pytest.raises(LookupError, match=f"no request is called '{name}'"):
        named(name)


def test_what_changes_nothing_is_no_act() -> None:
    assert not issubclass(FetchNews, Act)
    assert issubclass(Take, Act)
