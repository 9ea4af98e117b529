from bots.dialogue.community import Community
from bots.dialogue.events import Answered
from core.link.requests import Pause
from tests.bots.dialogue.talking import Talk
from tests.bots.dialogue.test_moderate import moderator


def here(paused: bool = False) -> Talk:
    talk = moderator()
    talk.community = Community("7", "Garden", paused=paused)
    return talk


def test_a_break_is_confirmed_on_a_card_that_says_what_it_means_and_for_whom() -> None:
    talk = here().command("mod", "pause")
    assert {"mod-pause", "mod-community"} <= set(talk.lines)
    assert talk.heard(Pause) == []
    talk.press("mod_confirm", "pause")
    assert talk.heard(Pause) == [Pause("p1", "test:7", True)]
    assert talk.notes == ["mod-done-pause"]
    assert talk.last is not None
    assert talk.last.paused is True


def test_a_break_can_be_ended() -> None:
    talk = here(paused=True).command("mod").press("mod", "unpause").press("mod_confirm", "unpause")
    assert talk.heard(Pause) == [Pause("p1", "test:7", False)]
    assert talk.last is not None
    assert talk.last.paused is False
    assert talk.press("work").last.paused is None  # type: ignore[union-attr]


def test_what_is_so_already_is_said() -> None:
    assert here(paused=True).command("mod", "pause").notes == ["mod-already-pause"]
    assert here().command("mod", "unpause").notes == ["mod-already-unpause"]


def test_a_break_needs_a_community() -> None:
    talk = moderator().command("mod", "pause")
    assert talk.notes == ["mod-no-community"]
    assert ("mod", "pause") not in talk.command("mod").buttons


def test_the_store_has_the_last_word() -> None:
    talk = here().command("mod", "pause")
    talk.store.refusals["Pause"] = ("not-a-moderator", {})
    talk.press("mod_confirm", "pause")
    assert talk.notes == ["refusal-not-a-moderator"]
    assert talk.last is not None
    assert talk.last.paused is None


def test_a_break_that_is_granted_after_one_has_gone_elsewhere_changes_nothing_there() -> None:
    talk = here().command("mod", "pause")
    talk.store.away = True
    talk.press("mod_confirm", "pause")
    (kept,) = talk.waiting
    talk.community = Community("8")
    talk.hear(Answered(kept.key, "Pause", "null"))
    assert talk.notes == ["mod-elsewhere"]
    assert talk.last is not None
    assert talk.last.paused is None
