from pathlib import Path

import pytest

from bots.doctor.env_file import look_at_env_file
from bots.doctor.finding import Level
from tests.fakes.rights import without_rights


def write(folder: Path, text: str, mode: int) -> None:
    (folder / ".env").write_text(text)
    (folder / ".env").chmod(mode)


def test_without_a_file_the_environment_alone_counts(tmp_path: Path) -> None:
    found = look_at_env_file(tmp_path)
    assert found.level is Level.OK
    assert f"there is no file .env in {tmp_path}" in found.sentence


@pytest.mark.parametrize(
    "line",
    [
        "ARBORETUM_SECRET=geheimgeheimgeheim",
        "export ARBORETUM_STORE_KEY = geheim",
        "ARBORETUM_ROOT_TOKENS=geheim",
        "ARBORETUM_DISCORD_TOKEN=geheim",
        "database_url=postgresql://ada:geheim@host/trees",
    ],
)
def test_secrets_that_others_can_read_are_told_but_not_what_they_are(tmp_path: Path, line: str) -> None:
    write(tmp_path, f"ARBORETUM_LOG=json:info\n{line}\n", 0o644)
    found = look_at_env_file(tmp_path)
    assert found.level is Level.WARN
    assert found.advice == f"Run: chmod 600 {tmp_path / '.env'}"
    assert "geheim" not in str(found)


@pytest.mark.parametrize(
    ("text", "mode"),
    [("ARBORETUM_SECRET=geheimgeheimgeheim", 0o600), ("ARBORETUM_LOG=json:info\n# ARBORETUM_SECRET=", 0o644)],
)
def test_a_file_of_its_owner_alone_or_without_secrets_is_well(tmp_path: Path, text: str, mode: int) -> None:
    write(tmp_path, text, mode)
    found = look_at_env_file(tmp_path)
    assert found.level is Level.OK
    assert str(tmp_path / ".env") in found.sentence


def test_a_file_that_can_not_be_read_is_broken(open_folder: Path) -> None:
    write(open_folder, "ARBORETUM_LOG=json:info", 0o000)
    with without_rights(open_folder):
        found = look_at_env_file(open_folder)
    assert found.level is Level.FAIL
    assert "can't be read (Permission denied)" in found.sentence
