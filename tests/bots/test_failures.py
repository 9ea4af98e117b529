import errno

import pytest

from bots.failures import Failure, explain
from core.domain.errors import NotAModerator, StoreAway
from core.export.errors import FileUnusable, TrialOnly
from core.settings import SettingsError
from core.store.database import DatabaseUnusable


@pytest.mark.parametrize("reason", ["full", "busy", "unwritable", "away"])
def test_each_way_a_store_can_be_away_says_what_to_do(reason: str) -> None:
    failure = explain(StoreAway(reason=reason))
    assert failure is not None
    assert "; " in failure.sentence
    assert failure.status == 1


def test_a_wrong_setting_is_wrong_use() -> None:
    assert explain(SettingsError("ARBORETUM_LOG is wrong.")) == Failure("ARBORETUM_LOG is wrong.", 2)


def test_what_cannot_be_used_and_a_refusal_speak_for_themselves() -> None:
    for error in (DatabaseUnusable("Use another file."), FileUnusable("It is empty.")):
        assert explain(error) == Failure(str(error))
    assert explain(NotAModerator()) == Failure("The action needs a moderator's rights.")


def test_a_promise_that_nothing_is_released_is_kept_unless_told_otherwise() -> None:
    failure = explain(TrialOnly(3))
    assert failure is not None
    assert failure.sentence.startswith("3 contributions")
    assert "--trial" in failure.sentence


def test_a_full_disk_is_told_from_other_errors_of_files() -> None:
    full, missing = OSError(errno.ENOSPC, "No space left on device"), FileNotFoundError(2, "No such file", "a.jsonl")
    assert explain(full) == explain(StoreAway(reason="full"))
    assert explain(missing) == Failure("No such file: a.jsonl.")


def test_one_failure_of_a_group_of_tasks_is_that_failure() -> None:
    assert explain(ExceptionGroup("tasks", [NotAModerator()])) == explain(NotAModerator())


def test_faults_of_ours_and_a_reader_who_left_are_not_explained() -> None:
    assert explain(KeyError("x")) is None
    assert explain(BrokenPipeError()) is None
