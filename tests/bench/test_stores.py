"""The stores that are measured."""

from pathlib import Path

import pytest

from core.settings import load_settings
from tests.bench.stores import environment, policy


@pytest.mark.usefixtures("nothing_set")
def test_processes_read_the_rules_by_which_stores_are_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    active = {"en": 2341, "pt-BR": 181}
    for name, value in environment(tmp_path, "sqlite:///trees.db", active).items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert settings.policy == policy(active)
    assert settings.policy.for_language("pt-BR").max_active_trees == 181
    assert settings.policy.for_language("de").max_active_trees == 10
    assert not settings.rate_limit
