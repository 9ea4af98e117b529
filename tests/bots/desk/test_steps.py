"""Each dialogue has a page that one hand turns at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, update

from bots.desk import steps, tables
from bots.desk.desk import Desk
from bots.desk.steps import LostRace, Page
from bots.dialogue.steps import SCHEMA, Idle, Step, dump_step
from core.domain.person import Identity, Person
from core.store.database import DatabaseUnusable
from tests.fakes.clock import Clock

ADA = Identity("test", "ada")
NOW = Clock().now()
PAGE = Page(Step(version=1, person=Person("p1", "Ada"), scene=Idle(parted=True)), "de", "Ada", NOW, "tea", "7", True)


async def test_a_page_reads_as_it_was_written(any_desk: Desk) -> None:
    await any_desk.run(lambda connection: steps.save(connection, ADA, PAGE, None, NOW))
    assert await any_desk.run(lambda connection: steps.find(connection, ADA)) == PAGE
    assert await any_desk.run(lambda connection: steps.find(connection, Identity("test", "ben"))) is None


@pytest.mark.parametrize("moderator", [None, False])
async def test_a_page_that_is_turned_names_the_community_anew(any_desk: Desk, moderator: bool | None) -> None:
    turned = replace(PAGE, step=replace(PAGE.step, version=2), community="8", moderator=moderator)
    await any_desk.run(lambda connection: steps.save(connection, ADA, PAGE, None, NOW))
    await any_desk.run(lambda connection: steps.save(connection, ADA, turned, PAGE, NOW))
    assert await any_desk.run(lambda connection: steps.find(connection, ADA)) == turned


async def test_of_two_who_turn_the_same_page_one_has_to_read_again(any_desk: Desk) -> None:
    turned = replace(PAGE, step=replace(PAGE.step, version=2))
    await any_desk.run(lambda connection: steps.save(connection, ADA, PAGE, None, NOW))
    await any_desk.run(lambda connection: steps.save(connection, ADA, turned, PAGE, NOW))
    with pytest.raises(LostRace):
        await any_desk.run(lambda connection: steps.save(connection, ADA, turned, PAGE, NOW))


async def test_a_step_of_a_newer_version_is_not_guessed_at(any_desk: Desk) -> None:
    newer = dump_step(Step(schema=SCHEMA + 1))

    def work(connection: Connection) -> None:
        steps.save(connection, ADA, PAGE, None, NOW)
        connection.execute(update(tables.step).values(body=newer))
        steps.find(connection, ADA)

    with pytest.raises(DatabaseUnusable, match="newer version"):
        await any_desk.run(work)


async def test_people_of_the_store_are_found_by_platform(any_desk: Desk) -> None:
    def work(connection: Connection) -> dict[str, list[Identity]]:
        for who in (ADA, Identity("test", "ada's other name"), Identity("elsewhere", "ada")):
            steps.save(connection, who, PAGE, None, NOW)
        return steps.people_of(connection, "test", {"p1", "p2"})

    assert await any_desk.run(work) == {"p1": [ADA, Identity("test", "ada's other name")]}


async def test_only_what_has_reached_the_screen_counts_as_seen(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[list[Identity]]:
        steps.save(connection, ADA, PAGE, None, NOW)
        unseen = [steps.unseen(connection, ["test"])]
        for version in (0, 1):
            steps.mark_shown(connection, [(ADA, version)])
            unseen.append(steps.unseen(connection, ["test"]))
        return unseen

    assert await any_desk.run(work) == [[ADA], [ADA], []]


async def test_reminders_are_due_when_their_time_has_come(any_desk: Desk) -> None:
    await any_desk.run(lambda connection: steps.save(connection, ADA, PAGE, None, NOW))
    early = NOW - timedelta(microseconds=1)
    assert await any_desk.run(lambda connection: steps.due(connection, ["test"], early)) == []
    assert await any_desk.run(lambda connection: steps.due(connection, ["test"], NOW)) == [(ADA, "tea", NOW)]
    assert await any_desk.run(lambda connection: steps.due(connection, ["elsewhere"], NOW)) == []


def test_a_person_reads_in_the_locale_they_chose() -> None:
    assert Page(Step(locale="fr"), "de").reading_locale == "fr"
    assert Page(Step(), "de").reading_locale == "de"
