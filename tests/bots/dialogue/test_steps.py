"""Steps of every past version load for ever: tests/fixtures/steps holds one file for each."""

import json
from pathlib import Path

import pytest

from bots.dialogue.dialogue import draw
from bots.dialogue.steps import SCHEMA, Filing, Step, Writing, dump_step, load_step
from tests.bots.dialogue.talking import LONG_TEXT, Talk, at_work, task

FIXTURES = Path(__file__).parents[2] / "fixtures" / "steps"


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_a_step_of_any_past_version_loads_and_can_be_drawn(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        step = load_step(line)
        assert draw(step, Talk().context)


def test_the_fixtures_hold_every_scene_and_aside_there_is() -> None:
    found = "".join(path.read_text(encoding="utf-8") for path in FIXTURES.glob("*.jsonl"))
    missing = [name for name in _names_of_unions() if f'"type":"{name}"' not in found]
    assert missing == []


def _names_of_unions() -> list[str]:
    from bots.dialogue import asides, steps

    kinds = [kind for module in (asides, steps) for kind in vars(module).values() if isinstance(kind, type)]
    names = {getattr(kind, "type", None) for kind in kinds} - {"line"}
    return sorted(name for name in names if isinstance(name, str))


def test_a_step_of_a_later_version_is_refused_clearly() -> None:
    written = json.loads(dump_step(Step())) | {"schema": SCHEMA + 1}
    with pytest.raises(ValueError, match="newer version"):
        load_step(json.dumps(written))


def test_a_step_survives_its_way_as_json() -> None:
    talk = at_work(task()).say(LONG_TEXT, "c1").say("more")
    assert load_step(dump_step(talk.step)) == talk.step


def test_a_text_is_what_its_pieces_make() -> None:
    scene = at_work(task()).say(LONG_TEXT).say("more").press("append").step.scene
    assert isinstance(scene, Writing)
    assert scene.text == f"{LONG_TEXT}\n\nmore"


def test_only_a_task_is_work() -> None:
    assert Step().work is None
    assert Step(scene=Filing("e1.0")).work is None
    assert at_work(task()).step.work is not None
