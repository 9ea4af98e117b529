import re

from bots.doctor.check import Check, Diagnosis, examine
from bots.doctor.finding import Finding, Level, well


async def good() -> Finding:
    return well("Good.")


async def nothing() -> None:
    return None


async def stumbling() -> Finding:
    raise LookupError("with the password geheim in it")


async def test_what_there_is_to_look_at_is_told_in_order_and_progress_of_all() -> None:
    ticks: list[tuple[int, int]] = []
    checks = [Check("a", good), Check("b", nothing), Check("c", good)]
    found = await examine(checks, lambda done, total: ticks.append((done, total)))
    assert found == [Diagnosis("a", well("Good.")), Diagnosis("c", well("Good."))]
    assert ticks == [(1, 3), (2, 3), (3, 3)]


async def test_a_look_that_breaks_is_a_finding_without_the_words_of_the_error_and_the_others_go_on() -> None:
    first, second = await examine([Check("a", stumbling), Check("b", good)], lambda done, total: None)
    assert first.finding.level is Level.FAIL
    assert re.search(r"LookupError at .*test_check.py:\d+", first.finding.sentence)
    assert "geheim" not in str(first)
    assert second.finding == well("Good.")
