import json
import logging

import pytest
import structlog

from bots.logs import set_up_logs


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
