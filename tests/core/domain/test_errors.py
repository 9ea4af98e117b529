from core.domain import errors
from core.domain.errors import BallotInvalid, Refusal, TextTooLong, refusals


def test_every_refusal_has_a_slug_and_a_code_of_its_own_sense() -> None:
    family = Refusal.__subclasses__()
    assert len(refusals()) == len(family)
    assert all(kind.code and kind.status >= 400 and kind.slug != Refusal.slug for kind in family)


def test_d44_two_refusals_that_share_a_number_have_texts_of_their_own() -> None:
    shared = [kind.slug for kind in Refusal.__subclasses__() if kind.code == 2053]
    assert sorted(shared) == ["already-answered", "own-message"]


def test_the_drawing_of_the_family_names_every_member() -> None:
    drawing = (errors.__doc__ or "").split()
    assert {kind.__name__ for kind in Refusal.__subclasses__()} <= set(drawing)


def test_a_refusal_carries_what_its_text_needs() -> None:
    refusal = TextTooLong(length=12, limit=10)
    assert refusal.arguments == {"length": 12, "limit": 10}
    assert str(refusal) == "text-too-long"


def test_a_refusal_is_found_by_its_slug() -> None:
    assert refusals()["ballot-invalid"] is BallotInvalid
