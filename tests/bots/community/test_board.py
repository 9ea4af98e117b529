"""What a board says, and how seldom it changes."""

import pytest

from bots.community.board import LANGUAGES, card, closed, rounded
from bots.dialogue.cards import Line
from bots.dialogue.community import Community
from bots.text.locale import Texts
from core.domain.task import Kind
from tests.bots.dialogue.wording import check

ANY = Community("7")
REVIEW = Kind.LABEL_INITIAL_PROMPT.value
WANTED: dict[str, dict[str, int]] = {
    "de": {Kind.INITIAL_PROMPT: 7, Kind.ASSISTANT_REPLY: 5, REVIEW: 3},
    "en": {Kind.RANK_ASSISTANT_REPLIES: 1},
    "fr": {},
}


def _lines(community: Community, wanted: dict[str, dict[str, int]] = WANTED) -> list[str]:
    texts = Texts()
    shown = card(community, wanted)
    check(shown)
    return [texts.format(part, "en") for part in shown.parts[1:] if isinstance(part, Line)]


def test_every_language_where_something_is_wanted_is_named_with_what_it_is() -> None:
    assert _lines(ANY) == [
        "Wanted right now:",
        "German: \u2068\u206810\u2069+ texts\u2069 · \u2068a few reviews\u2069".replace("German", "\u2068German\u2069"),
        "\u2068English\u2069: \u2068a few rankings\u2069",
    ]


def test_a_communitys_languages_come_in_its_order_and_no_others() -> None:
    lines = _lines(Community("7", languages=("en", "tlh", "de")))
    assert [line.split(":")[0].strip("\u2068\u2069") for line in lines] == ["Wanted right now", "English", "German"]
    assert _lines(Community("7", languages=("fr",))) == _lines(ANY, {})


def test_only_the_kinds_of_a_community_count() -> None:
    community = Community("7", languages=("de",), kinds=(Kind.INITIAL_PROMPT, Kind.RANK_ASSISTANT_REPLIES))
    assert [line.replace("\u2068", "").replace("\u2069", "") for line in _lines(community)] == [
        "Wanted right now:",
        "German: a few texts",
    ]


def test_where_nothing_is_missing_the_button_stays_and_in_a_break_it_goes() -> None:
    assert card(ANY, {}).parts == (Line("board"), Line("board-nothing"))
    assert [button.action for button in card(ANY, {}).buttons] == ["board"]
    resting = card(Community("7", paused=True), WANTED)
    check(resting)
    assert resting.parts == (Line("board"), Line("board-paused"))
    assert resting.buttons == ()
    check(closed())


def test_of_many_languages_those_with_the_most_to_do_are_named_and_the_others_counted() -> None:
    wanted = {f"x{number:02}": {REVIEW: 10 if number <= 3 else 50 + number} for number in range(1, LANGUAGES + 4)}
    shown = card(ANY, wanted)
    check(shown)
    named = [part.languages["language"] for part in shown.parts if isinstance(part, Line) and part.languages]
    assert named == [f"x{number:02}" for number in range(4, LANGUAGES + 4)]
    assert shown.parts[-1] == Line("board-others", {"count": 3})


@pytest.mark.parametrize(
    ("count", "told"), [(0, 0), (1, 0), (9, 0), (10, 10), (19, 10), (20, 20), (199, 100), (4_999, 2_000)]
)
def test_numbers_are_rounded_down(count: int, told: int) -> None:
    assert rounded(count) == told


def test_hundreds_of_answers_change_a_board_a_few_times() -> None:
    faces = {str(card(ANY, {"de": {REVIEW: count}}).parts) for count in range(1, 500)}
    assert len(faces) == 6
