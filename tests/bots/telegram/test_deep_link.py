"""Links into the private chat: what we write is read as it was meant, and strangers' links do no harm."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.dialogue.commands import COMMANDS
from bots.telegram.deep_link import DeepLink, read_payload
from tests.fakes.telegram import links

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
COMMAND_NAMES = sorted(set(COMMANDS) - {"answer", "skip", "undo"})
GROUPS = st.integers(1, 10**12).map(lambda number: f"-{number}") | st.integers(1, 10**10).map(
    lambda number: f"-100{number}"
)
PARTS = st.from_regex(r"[A-Za-z0-9]{1,2}|[A-Za-z0-9][A-Za-z0-9][A-Za-z0-9-]{1,10}", fullmatch=True)
LINKS = st.builds(
    DeepLink,
    command=st.sampled_from(COMMAND_NAMES),
    words=st.lists(PARTS, max_size=2).map(tuple),
    community=st.just("") | GROUPS,
    language=st.sampled_from(["", "de", "pt-br", "gsw", "x-klingon"]),
    campaign=st.just("") | PARTS,
)


@given(LINKS)
def test_a_link_is_read_as_it_was_written_or_is_never_written(link: DeepLink) -> None:
    try:
        payload = link.payload()
    except ValueError:
        assert sum(map(len, (link.command, *link.words, link.community, link.language, link.campaign))) > 40
        return
    assert PAYLOAD.fullmatch(payload)
    assert read_payload(payload) == link


@given(st.text() | st.text("abc-_1", max_size=70))
def test_strangers_payloads_become_a_link_of_ours_or_nothing(payload: str) -> None:
    link = read_payload(payload)
    assert link is None or read_payload(link.payload()) == link


@pytest.mark.parametrize(
    "payload", ["", "_", "Work", "work de", "w0rk", "work_" + "x" * 60, "work\n", "дело", "../work"]
)
def test_what_we_never_wrote_is_no_link(payload: str) -> None:
    assert read_payload(payload) is None


@pytest.mark.parametrize("payload", ["undo", "skip_c-123", "answer_something-rude"])
def test_nobody_is_made_to_do_anything_by_a_strangers_link(payload: str) -> None:
    link = read_payload(payload)
    assert link is not None
    assert (link.command, link.words) == ("start", ())


def test_a_link_carries_a_wish_a_language_and_a_campaign() -> None:
    link = DeepLink("work", ("review",), "-1001234567890", "de", "poster")
    assert link.payload() == "work_review_c-1234567890_l-de_t-poster"
    assert link.argument == "review de"


def test_a_case_of_a_supergroup_fits_into_a_link() -> None:
    case = "0197c0de-feed-7abc-8def-0123456789ab"
    assert read_payload(DeepLink("mod", ("restore", case), "-100123456789012").payload()) == DeepLink(
        "mod", ("restore", case), "-100123456789012"
    )


@pytest.mark.parametrize("word", ["two words", "ä", "x" * 60])
def test_words_that_a_link_can_not_carry_are_refused(word: str) -> None:
    with pytest.raises(ValueError, match="can't carry"):
        DeepLink("work", (word,)).payload()


def test_clients_take_our_addresses_for_links_to_the_bot() -> None:
    link = links.read(DeepLink().address("arbor_bot"))
    assert link == ("arbor_bot", "work", False)
