"""What front ends need to know about walls."""

from bots.community.pinboard import Wall, nonce


def test_a_nonce_is_short_and_always_the_same_for_the_same_words() -> None:
    assert nonce("a", "b") == nonce("a", "b") != nonce("ab")
    assert {len(nonce("x" * length)) for length in (0, 1, 500)} == {24}


def test_the_buttons_on_a_wall_belong_to_its_community() -> None:
    assert Wall("7", "71", "de").owner == "community:7"
