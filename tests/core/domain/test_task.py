import pytest

from core.domain.message import Role
from core.domain.task import RANK_IN_ROLE, REPLY_IN_ROLE, REPLY_KINDS, REVIEW_REPLY_IN_ROLE, Family, Kind


def test_there_are_eight_kinds_by_their_names_on_the_wire() -> None:
    assert set(Kind) == {
        "initial_prompt", "prompter_reply", "assistant_reply",
        "label_initial_prompt", "label_prompter_reply", "label_assistant_reply",
        "rank_prompter_replies", "rank_assistant_replies",
    }  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_says_by_its_name_what_people_do_and_in_which_role(kind: Kind) -> None:
    family = {"label": Family.REVIEW, "rank": Family.RANK}.get(kind.split("_")[0], Family.WRITE)
    assert kind.family is family
    assert kind.role is (Role.ASSISTANT if "assistant" in kind else Role.PROMPTER)


@pytest.mark.parametrize(
    ("kinds", "family"),
    [(REPLY_IN_ROLE, Family.WRITE), (REVIEW_REPLY_IN_ROLE, Family.REVIEW), (RANK_IN_ROLE, Family.RANK)],
)
def test_each_role_has_its_kind_in_each_family(kinds: dict[Role, Kind], family: Family) -> None:
    assert {role: (kind.role, kind.family) for role, kind in kinds.items()} == {role: (role, family) for role in Role}


def test_a_first_prompt_is_no_reply() -> None:
    assert set(REPLY_KINDS) == set(REPLY_IN_ROLE.values())
    assert Kind.INITIAL_PROMPT not in REPLY_KINDS
