from core.domain.emoji import SKIP_OF_FAMILY, Emoji
from core.domain.task import Family


def test_votes_exclude_each_other_and_nothing_else_does() -> None:
    opposites = {emoji: emoji.opposite for emoji in Emoji if emoji.opposite}
    assert opposites == {Emoji.UP: Emoji.DOWN, Emoji.DOWN: Emoji.UP}


def test_every_family_of_tasks_has_a_skip_of_its_own_and_they_alone_are_internal() -> None:
    assert set(SKIP_OF_FAMILY) == set(Family)
    assert {emoji for emoji in Emoji if emoji.internal} == set(SKIP_OF_FAMILY.values())
    assert all(emoji.startswith("_skip_") is emoji.internal for emoji in Emoji)
