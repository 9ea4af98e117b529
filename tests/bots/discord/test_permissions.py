from itertools import chain
from pathlib import Path

import discord
import pytest

from bots.discord.permissions import EFFECTS, INVITED, NAMES, NEEDED, Standing, Use, invite, judge, named, told
from bots.text.direction import unisolated
from bots.text.locale import Texts

NUMBER = 343597452288


def said(standing: Standing, locale: str = "en") -> str:
    return unisolated(Texts().format(told(standing), locale))


def test_the_invite_asks_for_what_is_needed_somewhere_and_for_nothing_else() -> None:
    rights = set(chain.from_iterable(NEEDED.values()))
    assert {name for name, granted in INVITED if granted} == {
        "read_messages",  # the library's first name for view_channel
        *(rights - {"view_channel"}),
    }
    assert INVITED.value == NUMBER


def test_the_address_of_the_invite_has_the_number_and_both_scopes() -> None:
    assert invite(5) == (
        f"https://discord.com/oauth2/authorize?client_id=5&scope=bot+applications.commands&permissions={NUMBER}"
    )


def test_the_readme_tells_the_number_and_the_bits_that_make_it(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert f"`{NUMBER}`" in readme
    for right in set(chain.from_iterable(NEEDED.values())):
        bit = discord.Permissions(**{right: True}).value.bit_length() - 1
        name = Texts().format(named((right,)), "en").strip("“”")
        assert f"| {name} | {bit} |" in readme


def test_every_use_and_every_right_has_its_words() -> None:
    assert EFFECTS.keys() == NEEDED.keys() == set(Use)
    assert NAMES.keys() == set(chain.from_iterable(NEEDED.values()))


@pytest.mark.parametrize("use", Use)
def test_with_the_rights_of_the_invite_nothing_is_missing(use: Use) -> None:
    assert judge(use, "1", INVITED).well


@pytest.mark.parametrize(("use", "right"), [(use, right) for use, rights in NEEDED.items() for right in rights[1:]])
def test_each_right_that_is_missing_is_named_alone(use: Use, right: str) -> None:
    rights = discord.Permissions(INVITED.value)
    rights.update(**{right: False})
    standing = judge(use, "7", rights)
    assert standing.missing == (right,)
    assert f"I lack {Texts().format(named((right,)), 'en')} there" in said(standing)
    assert "<#7>" in said(standing)


@pytest.mark.parametrize("use", Use)
def test_of_a_channel_that_can_not_be_seen_all_is_asked_for(use: Use) -> None:
    hidden = discord.Permissions(INVITED.value)
    hidden.update(view_channel=False)
    assert judge(use, "7", hidden).missing == NEEDED[use]


def test_what_is_gone_or_unknown_is_not_well_and_is_told() -> None:
    gone, unknown = Standing(Use.BOARD, "7", gone=True), Standing(Use.BOARD, "7", unknown=True)
    assert not gone.well
    assert not unknown.well
    assert "gone" in said(gone)
    assert "could not tell" in said(unknown)
    assert "„Nachrichten senden“" in said(Standing(Use.BOARD, "7", ("send_messages",)), "de")
