"""Signed tokens: what was shown can be pressed by whom it was shown to, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.text.buttons import LONGEST, read, sign

SECRET = b"a secret of the bot's"
ACTIONS = st.from_regex(r"[a-z][a-z0-9_-]{0,15}", fullmatch=True)
ARGUMENTS = st.from_regex(r"[A-Za-z0-9_:,=+~-]{0,20}", fullmatch=True)
VERSIONS = st.integers(0, 9_999_999_999)


@given(st.text(), ACTIONS, VERSIONS, ARGUMENTS)
def test_what_was_signed_is_read_back(owner: str, action: str, version: int, argument: str) -> None:
    token = sign(SECRET, owner, action, version, argument)
    assert len(token.encode("ascii")) <= LONGEST
    assert read(SECRET, owner, token) == (action, version, argument)


@given(ACTIONS, VERSIONS, ARGUMENTS, st.data())
def test_an_altered_token_is_nobodys(action: str, version: int, argument: str, data: st.DataObject) -> None:
    token = sign(SECRET, "anna", action, version, argument)
    place = data.draw(st.integers(0, len(token) - 1))
    altered = token[:place] + data.draw(st.characters(exclude_characters=token[place])) + token[place + 1 :]
    assert read(SECRET, "anna", altered) is None


@given(st.text(max_size=80))
def test_a_made_up_token_is_nobodys(token: str) -> None:
    assert read(SECRET, "anna", token) is None


def test_the_token_of_another_person_is_not_ones_own() -> None:
    assert read(SECRET, "bert", sign(SECRET, "anna", "send", 3)) is None


def test_the_token_of_another_bot_is_not_ours() -> None:
    assert read(SECRET, "anna", sign(b"another secret", "anna", "send", 3)) is None


def test_half_surrogates_from_a_stranger_are_no_crash() -> None:
    assert read(SECRET, "\udcff", "send.3..\ud800") is None


def test_a_token_fits_a_uuid() -> None:
    uuid = "0192f3c4-7a1b-7c3d-8e4f-5a6b7c8d9e0f"
    assert read(SECRET, "anna", sign(SECRET, "anna", "skip", 12345, uuid)) == ("skip", 12345, uuid)


def test_what_cannot_fit_is_refused_with_its_length() -> None:
    with pytest.raises(ValueError, match=r"64 bytes at most, and .* would take 72"):
        sign(SECRET, "anna", "send", 1, "x" * 53)


@pytest.mark.parametrize(
    ("action", "version", "argument"),
    [("Send", 1, ""), ("", 1, ""), ("a.b", 1, ""), ("a", -1, ""), ("a", 1, "é"), ("a", 1, "b c")],
)
def test_signs_outside_the_alphabet_are_refused(action: str, version: int, argument: str) -> None:
    with pytest.raises(ValueError, match="can't carry"):
        sign(SECRET, "anna", action, version, argument)
