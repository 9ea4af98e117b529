"""Where the arguments of an endpoint come from."""

from typing import Annotated

import pytest
from pydantic import Field

from core.api.route import Call, NotValid, Query, Rights, Route


class Stretch(Query):
    first: int = 1
    last: Annotated[int, Field(le=9)] = 9

    @property
    def length(self) -> int:
        return self.last - self.first


def sing(call: Call, song: str, stretch: Stretch, loud: bool = False) -> None:
    """Sing a stretch of a song."""


ROUTE = Route("GET", "/songs/{song}", Rights.KEY, sing)


def test_arguments_that_stand_together_are_taken_as_one_beside_others() -> None:
    arguments = ROUTE.read({"song": "Ave"}, {"last": "5", "loud": "true", "odd": "1"}, b"")
    assert (arguments["song"], arguments["loud"]) == ("Ave", True)
    assert (arguments["stretch"].first, arguments["stretch"].length) == (1, 4)
    assert arguments.keys() == {"song", "stretch", "loud"}


def test_each_of_them_has_its_own_place_and_bounds() -> None:
    assert set(ROUTE.parameters.model_fields) == {"song", "first", "last", "loud"}
    with pytest.raises(NotValid) as error:
        ROUTE.read({"song": "Ave"}, {"last": "10"}, b"")
    assert [one["loc"] for one in error.value.detail] == [["query", "last"]]


def test_what_stands_in_the_path_is_not_taken_from_the_query() -> None:
    assert ROUTE.read({"song": "Ave"}, {"song": "Dies irae"}, b"")["song"] == "Ave"
