"""Communities: what was set up, and what a role means at this moment."""

from dataclasses import replace

from bots.desk import communities
from bots.dialogue.community import Community
from bots.discord.arrivals import PLATFORM
from tests.fakes.town import Town


async def test_a_server_without_any_set_up_has_what_works(town: Town) -> None:
    known = town.front.reception.communities
    assert await known.of(town.guild.id) == Community(str(town.guild.id))
    assert await known.of(None) == Community("")


async def test_of_two_changes_neither_is_lost(town: Town) -> None:
    known = town.front.reception.communities
    await known.change(town.guild.id, lambda one: replace(one, languages=("de",)))
    await known.change(town.guild.id, lambda one: replace(one, task_channel="7"))
    found = await known.of(town.guild.id)
    assert (found.languages, found.task_channel) == (("de",), "7")


async def test_what_was_changed_elsewhere_is_seen_within_a_minute_or_on_demand(town: Town) -> None:
    known, id = town.front.reception.communities, town.guild.id
    await known.of(id)

    async def elsewhere(name: str) -> None:
        changed = Community(str(id), name)
        await town.desk.run(lambda connection: communities.save(connection, PLATFORM, changed, town.clock.now()))

    await elsewhere("Birch Hill")
    assert (await known.of(id)).name == ""
    town.clock.advance(61)
    assert (await known.of(id)).name == "Birch Hill"
    await elsewhere("Oak Hill")
    assert (await known.now(id)).name == "Oak Hill"
