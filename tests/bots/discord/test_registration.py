"""Commands are registered when they have changed and not before; descriptions come in the languages there are."""

from bots.desk import registrations
from bots.discord.arrivals import PLATFORM
from tests.fakes.town import Town


def registered(town: Town) -> list[str]:
    return [one.path for one in town.requests if one.method == "PUT" and one.path.endswith("/commands")]


async def test_a_second_start_registers_nothing(town: Town) -> None:
    assert len(registered(town)) == 1
    await town.restart()
    assert len(registered(town)) == 1


async def test_for_a_test_server_they_are_registered_there_alone(town: Town) -> None:
    await town.restart(discord_server=str(town.guild.id))
    assert registered(town)[1:] == [f"/applications/{town.env.backend.application_id}/guilds/{town.guild.id}/commands"]
    await town.restart()
    assert len(registered(town)) == 2
    ada = await town.person("ada")
    assert "Welcome!" in (await ada.command("work")).text


async def test_what_was_changed_is_registered_again(town: Town) -> None:
    scope = f"{town.env.backend.application_id}:everywhere"
    await town.desk.run(lambda connection: registrations.note(connection, PLATFORM, scope, "of long ago"))
    await town.restart()
    assert len(registered(town)) == 2


async def test_names_stay_english_and_descriptions_are_localised(town: Town) -> None:
    commands = {one["name"]: one for one in town.env.backend.commands[None].values() if one["type"] == 1}
    work = commands["work"]
    assert not work.get("name_localizations")
    assert work["description_localizations"]["de"]
    assert work["description_localizations"]["de"] != work["description"]
    kind, language = work["options"]
    assert kind["autocomplete"]
    assert language["autocomplete"]
    assert kind["description_localizations"]["de"] == "die Art der Arbeit"
    assert all("en-US" not in one.get("description_localizations", {}) for one in commands.values())


async def test_what_moderators_use_in_servers_is_offered_in_direct_messages_too_but_not_the_set_up(town: Town) -> None:
    ada = await town.person("ada")
    offered = ada.member.user.available_commands()
    assert "work" in offered
    assert "mod queue" in offered
    assert "setup" not in offered
