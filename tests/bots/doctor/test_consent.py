import pytest

from bots.doctor.consent import FACTS, look_at_consent
from bots.doctor.finding import Level
from core.settings import load_settings, variable

pytestmark = pytest.mark.usefixtures("nothing_set")

GIVEN = dict.fromkeys(FACTS, "something")


@pytest.mark.parametrize("missing", FACTS)
def test_a_missing_fact_makes_a_trial_and_is_named(missing: str) -> None:
    settings = load_settings(**{**GIVEN, missing: ""})
    found = look_at_consent(settings)
    assert settings.trial
    assert found.level is Level.WARN
    assert found.advice == f"To collect for a release, set {variable(missing)}."


def test_with_nothing_set_all_four_are_named() -> None:
    assert [name for name in FACTS if variable(name) in look_at_consent(load_settings()).advice] == list(FACTS)


def test_with_all_four_it_is_no_trial() -> None:
    settings = load_settings(**GIVEN)
    assert not settings.trial
    assert look_at_consent(settings).level is Level.OK
