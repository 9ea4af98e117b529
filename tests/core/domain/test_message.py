import pytest

from core.domain.message import Role
from tests.core.domain.trees import ACCEPTED, DELETED, REJECTED, prompt, reply


def test_the_roles_answer_each_other() -> None:
    assert (Role.PROMPTER.other, Role.ASSISTANT.other) == (Role.ASSISTANT, Role.PROMPTER)
    assert reply(prompt(), "a").role is Role.ASSISTANT


@pytest.mark.parametrize(
    ("facts", "stands", "undecided", "counts"),
    [
        pytest.param({}, False, True, True, id="under review"),
        pytest.param(ACCEPTED, True, False, True, id="accepted"),
        pytest.param(REJECTED, False, False, False, id="rejected"),
        pytest.param(DELETED, False, False, False, id="accepted, then deleted"),
        pytest.param({"deleted": True}, False, False, False, id="deleted under review"),
    ],
)
def test_what_a_message_is_to_its_tree(facts: dict[str, object], stands: bool, undecided: bool, counts: bool) -> None:
    message = prompt(**facts)
    assert (message.stands, message.undecided, message.counts) == (stands, undecided, counts)
