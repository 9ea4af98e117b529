"""Where somebody acts is put down on their page."""

import pytest

from bots.desk.steps import Page
from bots.runner.visit import Visit

PAGE = Page(community="7", moderator=True)


@pytest.mark.parametrize(
    ("visit", "page"),
    [
        (Visit("7", False), Page(community="7", moderator=False)),
        (Visit("7"), PAGE),
        (Visit("8"), Page(community="8")),
        (Visit("8", True), Page(community="8", moderator=True)),
        (Visit(""), PAGE),
    ],
)
def test_a_role_is_remembered_for_the_community_in_which_it_was_told(visit: Visit, page: Page) -> None:
    assert visit.enter(PAGE) == page
