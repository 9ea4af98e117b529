import pytest

from bots.commands.counted import counted


@pytest.mark.parametrize(("count", "told"), [(0, "0 trees"), (1, "1 tree"), (2, "2 trees"), (1_000, "1000 trees")])
def test_one_is_told_from_many(count: int, told: str) -> None:
    assert counted(count, "tree") == told


def test_what_has_another_plural_says_so() -> None:
    assert [counted(count, "tree is", "trees are") for count in (1, 3)] == ["1 tree is", "3 trees are"]
