"""Chats and topics by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.telegram.channel import channel, place
from bots.telegram.spot import Spot


@given(st.integers(-(10**14), 10**12), st.none() | st.integers(1, 2**31))
def test_a_name_leads_back_to_the_place(chat: int, topic: int | None) -> None:
    assert place(channel(Spot(chat, topic, reply_to=5))) == (chat, topic)


@pytest.mark.parametrize("name", ["", "general", "-100x", ":42", "-1001:general"])
def test_what_is_no_place_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        place(name)
