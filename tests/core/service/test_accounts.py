"""Accounts: made, changed, and made anonymous."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from core.domain.account import Account, Changes
from core.domain.errors import NotAPerson, PersonDisabled, TextBroken, TextTooLong
from core.domain.person import Identity
from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import CallMe, FetchNews, Remove, Take
from core.service import accounts, directory
from core.store.tables import audit, message, news, person, review, tree
from tests.fakes.grove import SMALL, Grove

NOBODY = "00000000-0000-4000-8000-000000000000"
ADA = Identity("local", "ada")


async def meet(grove: Grove, who: Identity = ADA, name: str = "Ada") -> Account:
    return await grove.store.run(accounts.meet, who, name, "terms")


async def change(grove: Grove, person_id: str, **changes: Any) -> Account:
    await grove.store.run(accounts.change, NOBODY, person_id, Changes(**changes), "terms")
    return await grove.store.read(directory.get, person_id)


async def test_somebody_new_is_made_and_met_again_later(grove: Grove) -> None:
    made = await meet(grove)
    assert (made.name, made.enabled, made.listed, made.consent_at) == ("Ada", True, True, None)
    grove.clock.advance(days=1)
    assert await meet(grove) == made


async def test_a_changed_name_is_written_back_and_an_empty_one_is_not(grove: Grove) -> None:
    made = await meet(grove)
    assert await meet(grove, name="Ada L.") == replace(made, name="Ada L.")
    assert (await meet(grove, name="")).name == "Ada L."


async def test_the_system_agrees_to_the_terms_and_stands_on_no_board(grove: Grove) -> None:
    made = await meet(grove, Identity("system", "importer"), "Importer")
    assert (made.consent_at, made.listed) == (grove.clock.now(), False)
    assert await grove.scalar(select(person.c.consent_version)) == "terms"
    await change(grove, made.person_id, listed=True)
    assert (await meet(grove, Identity("system", "importer"), "Importer")).listed


@pytest.mark.parametrize(
    "changes", [{"name": "A. L."}, {"enabled": False}, {"notes": "kind"}, {"notes": ""}, {"listed": False}]
)
async def test_what_is_named_is_changed_and_nothing_else_is(grove: Grove, changes: dict[str, Any]) -> None:
    made = await meet(grove)
    assert await change(grove, made.person_id, **changes) == replace(made, **changes)


async def test_no_change_changes_nothing(grove: Grove) -> None:
    made = await meet(grove)
    changed = await change(grove, made.person_id, name="A", enabled=False, notes="rude", listed=False, accepts=True)
    assert await change(grove, made.person_id) == changed


async def test_acceptance_of_the_terms_is_dated_and_is_never_taken_back(grove: Grove) -> None:
    made = await meet(grove)
    assert (await change(grove, made.person_id, accepts=True)).consent_at == grove.clock.now()
    accepted = grove.clock.now()
    grove.clock.advance(days=1)
    assert (await change(grove, made.person_id, accepts=False)).consent_at == accepted
    assert await grove.scalar(select(person.c.consent_version)) == "terms"


@pytest.mark.parametrize(
    ("changes", "alters"),
    [
        ({}, False),
        ({"name": "Ada", "enabled": True, "notes": "", "listed": True}, False),
        ({"name": "A"}, True),
        ({"enabled": False}, True),
        ({"notes": "x"}, True),
        ({"listed": False}, True),
        ({"accepts": True}, True),
    ],
)
async def test_changes_know_whether_they_alter_an_account(
    sqlite_grove: Grove, changes: dict[str, Any], alters: bool
) -> None:
    made = await meet(sqlite_grove)
    assert Changes(**changes).alter(made) is alters
    agreed = await change(sqlite_grove, made.person_id, accepts=True)
    assert not Changes(accepts=True).alter(agreed)


async def test_notes_have_an_end(grove: Grove) -> None:
    made = await meet(grove)
    assert (await change(grove, made.person_id, notes="x" * 1024)).notes == "x" * 1024
    with pytest.raises(TextTooLong):
        await change(grove, made.person_id, notes="x" * 1025)
    with pytest.raises(TextBroken):
        await change(grove, made.person_id, notes="\0")


async def test_nobody_unknown_is_changed(grove: Grove) -> None:
    with pytest.raises(NotAPerson):
        await change(grove, NOBODY, enabled=False)
    with pytest.raises(NotAPerson):
        await grove.store.run(accounts.anonymise, NOBODY, NOBODY)


async def test_a_closed_account_can_not_act_and_its_waiting_prompts_are_halted(grove: Grove) -> None:
    grove.store.policy = replace(SMALL, max_active_trees=0)
    ada = await grove.join("ada")
    tree_id = await grove.sprout(ada)
    await change(grove, ada.id, enabled=False)
    assert await grove.state(tree_id) is State.HALTED_BY_MODERATOR
    with pytest.raises(PersonDisabled):
        await grove.send(Take(ada.id))
    assert await grove.findings() == []


async def test_whoever_is_deleted_is_nobody_any_more_and_what_they_gave_stays(grove: Grove) -> None:
    ada = await grove.join("ada")
    tree_id = await grove.sprout(ada)
    await grove.write(ada, Kind.INITIAL_PROMPT, "How?")
    await grove.judge(ada)
    await change(grove, ada.id, notes="kind")
    await grove.store.run(accounts.anonymise, NOBODY, ada.id)
    left = await grove.store.read(directory.get, ada.id)
    assert (left.name, left.deleted, left.listed, left.enabled) == ("Deleted User", True, False, True)
    assert (left.notes, left.platform, left.person_id) == ("kind", "test", ada.id)
    assert left.external_id.startswith("deleted_")
    assert len(left.external_id) == len("deleted_") + 36
    assert await grove.scalar(select(func.count()).where(message.c.author_id == ada.id)) == 2
    assert await grove.state(tree_id) is State.GROWING
    assert await grove.scalar(select(func.count()).select_from(review)) == 1
    with pytest.raises(NotAPerson):
        await grove.store.read(directory.find, Identity("test", "ada"))
    assert await grove.findings() == []


async def test_whoever_comes_back_is_somebody_new(grove: Grove) -> None:
    ada = await grove.join("ada")
    await grove.store.run(accounts.anonymise, NOBODY, ada.id)
    again = await grove.join("ada")
    assert again.id != ada.id
    assert (again.name, again.enabled) == ("Ada", True)
    await grove.take(again)


async def test_whoever_is_deleted_holds_nothing_up_and_draws_no_lots(grove: Grove) -> None:
    grove.store.policy = replace(SMALL, max_active_trees=0)
    ada = await grove.join("ada")
    waiting = await grove.sprout(ada)
    late = await grove.write(ada, Kind.INITIAL_PROMPT, "How?")
    await grove.take(ada, Kind.INITIAL_PROMPT)
    await grove.store.run(accounts.anonymise, NOBODY, ada.id)
    grove.store.policy = SMALL
    await grove.judge(await grove.join("judge"))
    assert await grove.state(waiting) is State.HALTED_BY_MODERATOR
    assert await grove.state(str(late.message_id)) is State.PROMPT_LOTTERY_WAITING
    with pytest.raises(PersonDisabled):
        await grove.send(Take(ada.id))
    assert await grove.findings() == []


async def test_where_places_are_free_no_prompt_of_who_is_deleted_takes_one_meanwhile(grove: Grove) -> None:
    grove.store.policy = replace(SMALL, max_active_trees=0)
    ada = await grove.join("ada")
    theirs = [await grove.sprout(ada, f"Question {n}?") for n in range(3)]
    grove.store.policy = SMALL
    await grove.store.run(accounts.anonymise, NOBODY, ada.id)
    assert [await grove.state(one) for one in theirs] == [State.HALTED_BY_MODERATOR] * 3


async def test_whoever_is_deleted_hears_no_news(grove: Grove) -> None:
    ada = await grove.join("ada")
    tree_id = await grove.sprout(ada)
    await grove.send(CallMe(ada.id, "en"))
    assert await grove.scalar(select(func.count()).select_from(news)) > 0
    await grove.store.run(accounts.anonymise, NOBODY, ada.id)
    await grove.write(await grove.join("ben"), Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.judge(await grove.join("judge"))
    await grove.send(Remove((await grove.moderator()).id, tree_id))
    assert ada.id not in {one.person_id for one in await grove.send(FetchNews("test"))}


async def test_two_deleted_people_are_not_mixed_up(grove: Grove) -> None:
    for name in ("ada", "ben"):
        await grove.store.run(accounts.anonymise, NOBODY, (await grove.join(name)).id)
    found = await grove.rows(select(person.c.name))
    assert [row.name for row in found] == ["Deleted User"] * 2


async def test_who_did_it_is_written_down(grove: Grove) -> None:
    ada, moderator = await grove.join("ada"), await grove.moderator()
    for enabled in (False, True):
        await grove.store.run(accounts.change, moderator.id, ada.id, Changes(enabled=enabled), "terms")
    await grove.store.run(accounts.change, moderator.id, ada.id, Changes(name="A"), "terms")
    await grove.store.run(accounts.anonymise, moderator.id, ada.id)
    rows = await grove.rows(select(audit.c.person_id, audit.c.action, audit.c.subject))
    assert {tuple(row) for row in rows} == {
        (moderator.id, action, ada.id) for action in ("enable", "disable", "anonymise")
    }


async def test_a_streak_goes_on_from_day_to_day_and_ends_with_a_pause(grove: Grove) -> None:
    ada = await grove.join("ada")

    async def contribute(text: str) -> tuple[Any, int]:
        await grove.write(ada, Kind.INITIAL_PROMPT, text)
        found = await grove.store.read(directory.get, ada.id)
        return found.streak_since, found.streak_days

    began = grove.clock.now()
    assert await contribute("One?") == (began, 0)
    grove.clock.advance(hours=23)
    assert await contribute("Two?") == (began, 0)
    grove.clock.advance(hours=36)
    assert await contribute("Three?") == (began, 2)
    grove.clock.advance(hours=36, seconds=1)
    assert (await grove.store.read(directory.get, ada.id)).streak_since is None
    assert await contribute("Four?") == (grove.clock.now(), 0)


async def test_a_streak_from_the_future_begins_now(grove: Grove) -> None:
    ada = await grove.join("ada")
    await grove.write(ada, Kind.INITIAL_PROMPT, "One?")
    grove.clock.advance(hours=-10)
    await grove.write(ada, Kind.INITIAL_PROMPT, "Two?")
    assert (await grove.store.read(directory.get, ada.id)).streak_since == grove.clock.now()


async def test_the_tree_of_a_deleted_author_is_still_theirs(grove: Grove) -> None:
    ada = await grove.join("ada")
    tree_id = await grove.sprout(ada)
    await grove.store.run(accounts.anonymise, NOBODY, ada.id)
    assert await grove.scalar(select(tree.c.author_id).where(tree.c.id == tree_id)) == ada.id
