from bots.dialogue.community import Community, Place
from bots.dialogue.languages import OFFERED
from bots.discord.setup.changes import CHANGES, MOST, offered
from core.domain.task import Kind


def changed(action: str, community: Community, *values: str) -> Community:
    _, change = CHANGES[action]
    return change(community, values)


def test_a_channel_is_chosen_and_chosen_away_again() -> None:
    chosen = changed("setup-board", Community("1"), "7")
    assert chosen.board_channel == "7"
    assert changed("setup-board", chosen) == Community("1")


def test_everybody_is_no_role_of_moderators() -> None:
    assert changed("setup-roles", Community("1"), "1", "5").moderator_roles == ("5",)


def test_kinds_are_kept_in_their_own_order_and_strangers_are_left_out() -> None:
    values = (Kind.RANK_ASSISTANT_REPLIES, "juggling", Kind.INITIAL_PROMPT)
    assert changed("setup-kinds", Community("1"), *values).kinds == (Kind.INITIAL_PROMPT, Kind.RANK_ASSISTANT_REPLIES)


def test_a_place_is_chosen() -> None:
    assert changed("setup-place", Community("1"), "thread").place is Place.THREAD


def test_the_menu_of_languages_has_room_for_those_chosen_first() -> None:
    assert offered(()) == list(OFFERED)
    assert offered(("gsw", "de"))[:3] == ["gsw", "de", "en"]
    assert len(offered([f"x{n:02}" for n in range(30)])) == MOST


def test_languages_that_had_no_place_in_the_menu_stay() -> None:
    many = tuple(f"x{n:02}" for n in range(MOST + 2))
    community = changed("setup-languages", Community("1", languages=many), "x03", "x01")
    assert community.languages == ("x03", "x01", *many[MOST:])


def test_no_language_is_any_language() -> None:
    assert changed("setup-languages", Community("1", languages=("de", "en"))).languages == ()
