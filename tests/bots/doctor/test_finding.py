from bots.doctor.finding import Finding, Level, broken, doubtful, well


def test_each_word_is_a_level_and_only_what_is_well_needs_no_advice() -> None:
    assert well("a") == Finding(Level.OK, "a", "")
    assert doubtful("a", "b") == Finding(Level.WARN, "a", "b")
    assert broken("a", "b") == Finding(Level.FAIL, "a", "b")
