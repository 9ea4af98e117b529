import json
import logging

import pytest
import structlog

from bots.logs import set_up_logs
from core.settings import Log


def test_the_log_is_one_object_a_line_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json:info")
    structlog.get_logger().info("tree_finished", tree="t1")
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["level"], line["tree"]) == ("tree_finished", "info", "t1")
    assert line["timestamp"].endswith("Z")


def test_nothing_under_the_level_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("console:warning")
    structlog.get_logger().info("quiet")
    logging.getLogger("library").info("quiet")
    assert capsys.readouterr() == ("", "")


def test_libraries_write_in_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json:warning")
    logging.getLogger("library").warning("pool is empty")
    assert json.loads(capsys.readouterr().err)["event"] == "pool is empty"


def test_libraries_are_not_heard_below_a_warning_for_they_may_quote_people(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json:debug")
    logging.getLogger("library").info("executing select 'her text'")
    structlog.get_logger().debug("ours")
    assert json.loads(capsys.readouterr().err)["event"] == "ours"


def test_an_error_is_told_by_kind_and_place_and_never_by_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json:debug")
    try:
        raise ValueError("her text")
    except ValueError as error:
        logging.getLogger("library").exception("it broke")
        structlog.get_logger().exception("ours broke")
        structlog.get_logger().error("ours too", exc_info=error)
    told = capsys.readouterr().err
    lines = [json.loads(line) for line in told.splitlines()]
    assert [line["event"] for line in lines] == ["it broke", "ours broke", "ours too"]
    assert all(line["error"].startswith("ValueError at test_logs.py:") for line in lines)
    assert "her text" not in told


@pytest.mark.parametrize("form", ["json:error", "console:error"])
def test_a_stack_is_not_shown_either(capsys: pytest.CaptureFixture[str], form: Log) -> None:
    set_up_logs(form)
    logging.getLogger("library").error("it broke", stack_info=True)
    assert capsys.readouterr().err.count("\n") == 1
