"""What the documents say is so."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bots.__main__ import main
from core.domain.policy import Policy
from core.settings import Settings, load_settings, variable

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def settings_rows() -> list[str]:
    """The README's table of settings, as it must be."""
    defaults = Settings(_env_file=None, home=Path("arboretum-data"))
    shown = {name: getattr(defaults, name) for name in Settings.model_fields if name != "policy"}
    return [
        f"| `{variable(name)}` | {_shown(shown.get(name))} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]


def policy_rows() -> list[str]:
    """How each row of the README's table of rules must begin."""
    return [f"| `{field.name}` | {_shown(getattr(Policy(), field.name))} |" for field in fields(Policy)]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if value or value == 0 else ""


def _commands(group: click.Group, name: str) -> Iterator[str]:
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        if isinstance(command, click.Group):
            yield from _commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}"


@pytest.mark.usefixtures("nothing_set")
def test_the_readme_lists_every_setting() -> None:
    assert "\n".join(settings_rows()) in README


def test_the_readme_lists_every_rule_of_the_policy_with_its_default() -> None:
    assert [row for row in policy_rows() if f"\n{row} " not in README] == []


def test_the_readme_lists_every_command_and_no_other() -> None:
    listed = re.findall(r"^\| `(arboretum[ a-z]*)", README, flags=re.MULTILINE)
    assert [name.strip() for name in listed] == list(_commands(main, "arboretum"))


def test_the_readme_names_every_package_of_the_code() -> None:
    packages = {
        path.parent.relative_to(ROOT) for top in ("bots", "core") for path in (ROOT / top).glob("*/__init__.py")
    }
    assert [str(package) for package in sorted(packages) if f"\n{package} " not in README] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_links_lead_to_files_that_exist(document: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_example_of_an_env_file_has_every_setting() -> None:
    names = [variable(name) for name in Settings.model_fields if name != "policy"]
    names += [f"{variable('policy')}__{field.name.upper()}" for field in fields(Policy)]
    assert re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), flags=re.MULTILINE) == names


@pytest.mark.usefixtures("nothing_set")
def test_the_example_of_an_env_file_changes_nothing_when_it_is_uncommented(tmp_path: Path) -> None:
    unset = load_settings()
    example = (ROOT / ".env.example").read_text()
    (tmp_path / ".env").write_text(re.sub(r"^# ([A-Z_]+=)", r"\1", example, flags=re.MULTILINE))
    assert load_settings() == unset


def test_ci_runs_the_line_of_the_readme_and_nothing_weaker() -> None:
    (line,) = [line for line in README.splitlines() if line.endswith("-m pytest -n 2")]
    script = (ROOT / ".ci" / "run").read_text().splitlines()
    assert script[-1] == line
    assert any(word.startswith("CI=true") for word in " ".join(script).split())


def test_the_change_log_has_this_version() -> None:
    log = (ROOT / "CHANGELOG.md").read_text()
    assert re.search(rf"^## \[{re.escape(PROJECT['version'])}\]", log, flags=re.MULTILINE)


def test_the_lock_holds_every_dependency_pinned_and_hashed_and_no_address() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert all(re.match(r"\S+==\S+ ", entry) and "--hash=sha256:" in entry for entry in entries)


def test_the_lock_fits_what_the_project_asks_for() -> None:
    pins = {canonicalize_name(name): version for name, version in re.findall(r"^(\S+)==(\S+)", LOCK, re.MULTILINE)}
    wanted = [
        *PROJECT["dependencies"],
        *(text for extra in PROJECT["optional-dependencies"].values() for text in extra),
    ]
    requirements = [Requirement(text) for text in wanted if not text.startswith("arboretum[")]
    unmet = [one for one in requirements if not one.specifier.contains(pins[canonicalize_name(one.name)])]
    assert unmet == []


def test_each_process_of_the_procfile_is_a_command() -> None:
    known = set(_commands(main, "arboretum"))
    for line in (ROOT / "Procfile").read_text().splitlines():
        _, command = line.split(": ", 1)
        assert " ".join(word for word in command.split() if not word.startswith("-")) in known


def test_the_licence_is_the_one_that_is_named() -> None:
    assert PROJECT["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text()
