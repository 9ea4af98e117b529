from bots.discord.once import Once


def test_what_was_heard_is_known_until_much_else_was_heard() -> None:
    once = Once(most=2)
    assert [once.first(id) for id in (1, 1, 2, 1, 3, 2)] == [True, False, True, False, True, False]
    assert once.first(1)
