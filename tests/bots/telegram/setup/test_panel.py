"""The panel as an administrator reads it on a phone."""

from dataclasses import replace
from typing import Any

import pytest

from bots.dialogue.cards import Line
from bots.dialogue.community import Community
from bots.dialogue.languages import OFFERED
from bots.telegram.drawing import Drawn, Reader, draw
from bots.telegram.setup.pages import Page
from bots.telegram.setup.panel import View, panel
from bots.text.buttons import LONGEST
from bots.text.locale import Texts
from core.domain.task import Kind
from tests.bots.dialogue.wording import check
from tests.bots.telegram.drawing.checking import check as check_drawn

TEXTS = Texts()
HERE, THERE = "-1009999999999:4294967", "-1009999999999:4294968"
FULL = Community(
    "-1009999999999",
    "Gardeners",
    languages=(*OFFERED, "gsw"),
    kinds=tuple(Kind),
    paused=True,
    task_channel=THERE,
    board_channel=THERE,
    moderators_channel="-1008888888888:77",
    locale="de",
)


def view(community: Community, **more: Any) -> View:
    return View(community, HERE, TEXTS.locales(), **more)


def drawn(seen: View, page: Page = Page.MAIN, locale: str = "en") -> Drawn:
    card = panel(seen, page)
    check(card)
    (one,) = draw([card], Reader(TEXTS, locale, b"s" * 16, "community:-1009999999999"))
    return one


def labels(seen: View, page: Page = Page.MAIN) -> list[str]:
    return [shown.label for shown in drawn(seen, page).buttons]


@pytest.mark.parametrize("locale", TEXTS.locales())
@pytest.mark.parametrize("page", Page)
def test_each_page_fits_one_message_with_everything_chosen(page: Page, locale: str) -> None:
    every_check = [Line(id) for id in TEXTS.ids() if id.startswith("telegram-check-")]
    one = drawn(view(FULL, forum=True, told=every_check), page, locale)
    check_drawn(one)
    assert max(len(shown.token) for shown in one.buttons) <= LONGEST
    assert max(map(len, one.rows)) <= 2


def test_a_group_in_which_nothing_was_chosen_is_told_the_defaults() -> None:
    seen = view(Community("-1001"), told=[Line("telegram-check-well")])
    assert drawn(seen).html == (
        "<b>Set-up of this group</b>\n\nEverything works without it. What you choose here holds at once.\n"
        "· Languages: any\n· Kinds of work: all\n· Work board: none\n"
        "· Reports: nobody here sees them; they wait in /mod queue\n\n✓ I may do all that is chosen."
    )
    assert labels(seen) == [
        "Languages …",
        "Kinds of work …",
        "Board here",
        "Take a break",
        "Test card",
        "Look again",
        "Done",
    ]


def test_what_is_chosen_is_told_in_words() -> None:
    html = drawn(view(replace(FULL, languages=("de", "gsw"), kinds=(Kind.INITIAL_PROMPT,)), forum=True)).html
    assert "· Languages: German, Swiss German\n· Kinds of work: Write a first message\n" in html
    assert "· Work board: in another topic\n· People write texts: in another topic\n" in html
    assert "whoever belongs to it moderates" in html
    assert "A break" in html


def test_topics_are_spoken_of_where_there_are_some() -> None:
    assert "Write here alone" in labels(view(Community("-1001"), forum=True))
    assert "Write here alone" not in labels(view(Community("-1001")))


def test_a_board_elsewhere_can_be_brought_here_and_one_here_be_taken_down() -> None:
    at_neither = labels(view(Community("-1001")))
    elsewhere = labels(view(Community("-1001", board_channel=THERE)))
    here = labels(view(Community("-1001", board_channel=HERE)))
    board = {"Board here", "No board", "Language of the board …"}
    assert [board & {*those} for those in (at_neither, elsewhere, here)] == [
        {"Board here"},
        board,
        board - {"Board here"},
    ]


def test_languages_stay_in_their_places_when_they_are_ticked() -> None:
    before = labels(view(Community("-1001")), Page.LANGUAGES)
    after = labels(view(Community("-1001", languages=("de", "gsw"))), Page.LANGUAGES)
    assert [one.replace("☑", "☐") for one in after if one != "☑ Schwiizertüütsch"] == before
    assert "☑ Deutsch" in after


def test_one_locale_is_chosen_and_each_is_called_by_its_own_name() -> None:
    assert labels(view(FULL), Page.LOCALE) == ["☑ Deutsch", "☐ English", "Back"]
