"""Buttons of cards for everybody are doors into the private chat."""

from dataclasses import replace

import pytest

from bots.community import board, notice
from bots.dialogue.cards import Button
from bots.dialogue.community import Community
from bots.dialogue.moderate import WORDS
from bots.telegram.deep_link import DeepLink, read_payload
from bots.telegram.doors import door
from core.domain.case import Case
from tests.bots.community.test_notice import CASE
from tests.bots.telegram.test_deep_link import PAYLOAD

GROUP = "-1001234567890"
LONG = replace(CASE, message_id="0197c0de-feed-7abc-8def-0123456789ab")


def through(button: Button) -> DeepLink | None:
    """Where somebody arrives who follows a button, from a group with the longest of ids."""
    payload = door(button.action, button.argument, "-100999999999999").payload()
    assert PAYLOAD.fullmatch(payload)
    return read_payload(payload)


def test_the_board_leads_to_work_with_the_group_that_sent_somebody() -> None:
    (button,) = board.card(Community(GROUP), {}).buttons
    assert door(button.action, button.argument, GROUP) == DeepLink("work", (), GROUP)


@pytest.mark.parametrize("case", [LONG, replace(LONG, deleted=True)], ids=["open", "removed"])
def test_each_button_of_a_case_leads_to_its_act_on_its_message(case: Case) -> None:
    buttons = notice.card(case).buttons
    assert len(buttons) == 3
    for button in buttons:
        link = through(button)
        assert link is not None
        assert (link.command, link.words) == ("mod", (button.action, case.message_id))
        assert button.action in WORDS
