"""The operator says which communities have a say in the whole collection."""

from pathlib import Path

from bots.community.moderating import moderating
from core.settings import load_settings


def test_every_community_moderates_where_nothing_is_said(tmp_path: Path) -> None:
    moderates = moderating(load_settings(home=tmp_path), "discord")
    assert moderates("1")


def test_named_communities_moderate_and_no_others_nor_their_namesakes_elsewhere(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path, moderating_communities="discord:1, telegram:2")
    moderates = moderating(settings, "discord")
    assert [moderates(community) for community in ("1", "2", "3")] == [True, False, False]
