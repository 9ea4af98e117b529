"""What moderators see of a case in their channel."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bots.community import notice
from bots.community.notice import EXCERPT, REASON
from bots.dialogue.cards import Line, Quote
from bots.text.buttons import LONGEST, sign
from core.domain.case import Case, Complaint, Decision
from core.domain.message import Role
from tests.bots.dialogue.wording import check

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ID = "018f2f6e-0000-7000-8000-000000000001"
CASE = Case(
    message_id=ID,
    tree_id="018f2f6e-0000-7000-8000-000000000000",
    author_id="a",
    role="assistant",
    lang="de",
    text="Something rude.",
    deleted=False,
    red_flags=2,
    raised_at=NOON,
    settled=False,
    complaints=(Complaint("It is rude", {}, NOON), Complaint("", {}, NOON)),
    author="Ada",
)


def _ids(case: Case) -> list[str]:
    shown = notice.card(case)
    check(shown)
    return [part.id if isinstance(part, Line) else part.text for part in shown.parts]


def test_an_open_case_shows_the_text_behind_a_spoiler_and_what_is_said_against_it() -> None:
    assert _ids(CASE) == ["notice", "Something rude.", "notice-id", "notice-complaints", "It is rude"]
    shown = notice.card(CASE)
    assert shown.parts[1] == Quote("Something rude.", Role.ASSISTANT, flagged=True)
    assert shown.about == ID


def test_what_was_ticked_with_reports_is_named_with_its_number() -> None:
    said = (
        Complaint("", {"spam": 1.0, "hate_speech": 1.0, "quality": 1.0, "gone since": 1.0}, NOON),
        Complaint("", {"hate_speech": 1.0, "pii": 0.0}, NOON),
    )
    shown = notice.card(replace(CASE, complaints=said))
    check(shown)
    assert shown.parts[4:] == (
        Line("notice-label", {"count": 1}, {"label": Line("button-spam")}),
        Line("notice-label", {"count": 2}, {"label": Line("label-hate_speech")}),
    )


def test_its_buttons_lead_to_the_dialogue_and_fit_into_a_token() -> None:
    acts = [(button.action, button.argument) for button in notice.card(CASE).buttons]
    assert acts == [("case", ID), ("remove", ID), ("settle", ID)]
    assert all(len(sign(b"secret", "community:7", action, 0, id)) <= LONGEST for action, id in acts)
    hidden = notice.card(replace(CASE, deleted=True))
    assert [button.action for button in hidden.buttons] == ["case", "restore", "settle"]


def test_a_removed_text_is_not_shown() -> None:
    assert "notice-text-removed" in _ids(replace(CASE, deleted=True))
    assert CASE.text not in _ids(replace(CASE, deleted=True))
    assert notice.card(replace(CASE, deleted=True)).about is None


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("remove", "notice-removed"),
        ("restore", "notice-restored"),
        ("settle", "notice-settled"),
        ("resume", "notice-resumed"),
    ],
)
def test_a_decided_case_says_what_was_decided_by_whom_and_when_and_has_no_buttons(action: str, told: str) -> None:
    decided = replace(CASE, settled=True, red_flags=0, decision=Decision(action, "Mo", NOON))
    assert _ids(decided)[-1] == told
    assert notice.card(decided).parts[-1] == Line(told, {"by": "Mo", "at": "2026-01-01 12:00 UTC"})
    assert notice.card(decided).buttons == ()
    assert notice.card(decided).parts[1] == Quote("Something rude.", Role.ASSISTANT)


def test_a_case_that_ended_by_itself_says_so() -> None:
    assert _ids(replace(CASE, settled=True))[-1] == "notice-ended"
    assert _ids(replace(CASE, settled=True, decision=Decision("unheard-of", "Mo", NOON)))[-1] == "notice-ended"


def test_somebody_without_a_name_is_not_named() -> None:
    assert _ids(replace(CASE, author=""))[0] == "notice-of-nobody"


def test_a_long_text_is_shown_as_far_as_one_message_goes_and_says_so() -> None:
    long = replace(CASE, text="A sentence. " * 500, complaints=(Complaint("why? " * 500, {}, NOON),) * 5)
    quotes = [part for part in notice.card(long).parts if isinstance(part, Quote)]
    assert 0 < len(quotes[0].text) <= EXCERPT
    assert "notice-goes-on" in _ids(long)
    assert [len(quote.text) <= REASON + 2 and quote.text.endswith(" …") for quote in quotes[1:]] == [True] * 3


def test_what_stands_on_the_other_cards_is_there_in_every_locale() -> None:
    for card in (notice.vanished(), notice.moved(), notice.no_more(), notice.more(1, False), notice.more(3, True)):
        check(card)
