"""A mistake of ours is named without what people wrote."""

import pytest

from core.failure import describe


def test_the_kind_and_the_place_are_told_but_never_the_sentence() -> None:
    with pytest.raises(ValueError, match="diary") as caught:
        int("my secret diary")
    described = describe(caught.value)
    assert described.startswith("ValueError at test_failure.py:")
    assert "diary" not in described
