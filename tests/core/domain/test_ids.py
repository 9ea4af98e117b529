import pytest

from core.domain.ids import is_id

ID = "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c"


def test_an_id_has_small_letters_and_hyphens() -> None:
    assert is_id(ID)


@pytest.mark.parametrize("other", ["", ID.upper(), ID.replace("-", ""), f" {ID}", f"{ID}\n", ID[:-1], f"{{{ID}}}"])
def test_anything_else_is_the_id_of_nothing(other: str) -> None:
    assert not is_id(other)
