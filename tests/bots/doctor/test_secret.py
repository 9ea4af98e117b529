from pathlib import Path

import pytest

from bots.doctor.finding import Level
from bots.doctor.secret import look_at_secret
from core.settings import Settings, load_settings
from tests.fakes.rights import without_rights

pytestmark = pytest.mark.usefixtures("nothing_set")


@pytest.fixture
def settings(open_folder: Path) -> Settings:
    """Settings with a data folder, and no secret in the environment."""
    return load_settings(home=open_folder)


def test_one_that_is_set_is_well_and_not_told() -> None:
    found = look_at_secret(load_settings(secret="geheimgeheimgeheim"))
    assert found.level is Level.OK
    assert "geheim" not in str(found)


def test_one_that_was_made_at_first_use_is_well(settings: Settings) -> None:
    assert "will be made at first use" in look_at_secret(settings).sentence
    key = settings.signing_key().decode()
    found = look_at_secret(settings)
    assert found.level is Level.OK
    assert key not in str(found)


def test_one_that_others_can_read_is_doubtful(settings: Settings) -> None:
    settings.signing_key()
    (settings.home / "secret").chmod(0o640)
    found = look_at_secret(settings)
    assert (found.level, found.advice) == (Level.WARN, f"Run: chmod 600 {settings.home / 'secret'}")


@pytest.mark.parametrize("content", ["", "\n\n", "short"])
def test_one_that_is_cut_off_is_broken(settings: Settings, content: str) -> None:
    (settings.home / "secret").write_text(content)
    found = look_at_secret(settings)
    assert found.level is Level.FAIL
    assert "fewer than 16 characters" in found.sentence


def test_one_that_can_not_be_read_is_broken(settings: Settings) -> None:
    settings.signing_key()
    with without_rights(settings.home):
        found = look_at_secret(settings)
    assert found.level is Level.FAIL
    assert "can't be read (Permission denied)" in found.sentence


def test_one_that_can_not_be_made_is_broken(settings: Settings) -> None:
    with without_rights(settings.home):
        found = look_at_secret(settings)
    assert found.level is Level.FAIL
    assert "none can be kept" in found.sentence
