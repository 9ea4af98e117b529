"""What presses change; the same press twice changes nothing more, since Telegram may tell of it twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.dialogue.community import Community
from bots.telegram.setup.changes import CHANGES, introduced, tick
from bots.telegram.setup.pages import Page, page_of
from core.domain.task import Kind

GROUP = Community("-1001", "Gardeners", languages=("de",), kinds=(Kind.ASSISTANT_REPLY,), board_channel="-1001:4")


def press(community: Community, what: str, value: str) -> Community:
    return CHANGES[what][1](community, value)


@pytest.mark.parametrize(
    ("what", "value", "after"),
    [
        ("lang", "+gsw", replace(GROUP, languages=("de", "gsw"))),
        ("lang", "-de", replace(GROUP, languages=())),
        ("kind", f"+{Kind.INITIAL_PROMPT}", replace(GROUP, kinds=(Kind.INITIAL_PROMPT, Kind.ASSISTANT_REPLY))),
        ("kind", f"-{Kind.ASSISTANT_REPLY}", replace(GROUP, kinds=())),
        ("kind", "+of_an_older_version", GROUP),
        ("locale", "en", replace(GROUP, locale="en")),
        ("board", "-1001:7", replace(GROUP, board_channel="-1001:7")),
        ("board", "", replace(GROUP, board_channel="")),
        ("topic", "-1001:7", replace(GROUP, task_channel="-1001:7")),
        ("topic", "", GROUP),
        ("unreport", "", GROUP),
        ("pause", "on", replace(GROUP, paused=True)),
        ("pause", "off", GROUP),
    ],
)
def test_each_press_changes_one_thing_and_twice_is_once(what: str, value: str, after: Community) -> None:
    assert press(GROUP, what, value) == after
    assert press(press(GROUP, what, value), what, value) == after


@given(st.lists(st.tuples(st.sampled_from(["de", "en", "pt-BR"]), st.booleans())))
def test_a_list_holds_what_was_ticked_last(presses: list[tuple[str, bool]]) -> None:
    community = Community("-1")
    for lang, on in presses:
        community = press(community, "lang", tick(lang, on))
    assert set(community.languages) == {lang for lang, on in dict(presses).items() if on}
    assert len(set(community.languages)) == len(community.languages)


def test_reports_can_be_taken_away() -> None:
    assert press(replace(GROUP, moderators_channel="-5"), "unreport", "") == GROUP


def test_the_first_locale_stays_and_the_name_is_that_of_now() -> None:
    assert introduced(GROUP, "Foresters", "de") == replace(GROUP, name="Foresters", locale="de")
    assert introduced(replace(GROUP, locale="en"), "Foresters", "de") == replace(GROUP, name="Foresters", locale="en")


def test_a_page_of_another_version_is_the_first() -> None:
    assert [page_of(value) for value in ("kinds", "main", "hologram", "")] == [
        Page.KINDS,
        Page.MAIN,
        Page.MAIN,
        Page.MAIN,
    ]
