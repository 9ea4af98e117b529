"""The servers that the bot is in: which they are, what it may do there, and what people are offered."""

from collections.abc import Mapping

from bots.desk import communities
from bots.dialogue.community import Community
from bots.discord.arrivals import PLATFORM
from bots.discord.doctor.patient import Patient
from bots.discord.permissions import Standing, Use, look, named, own_member
from bots.discord.setup.survey import chosen
from bots.doctor.finding import Finding, broken, doubtful, well
from bots.text.direction import unisolated
from bots.text.locale import FALLBACK, Texts

FEW = 5  # that are named
NEEDED = frozenset({"setup", "work"})  # commands without which nobody gets anywhere
USES: Mapping[Use, str] = {
    Use.TASKS: "task channel",
    Use.BOARD: "board's channel",
    Use.REPORTS: "moderators' channel",
}


async def look_at_servers(patient: Patient) -> Finding:
    """Where the bot is."""
    patient.servers = {guild.id: guild.name async for guild in patient.client.fetch_guilds(limit=None)}
    if not patient.servers:
        return doubtful("The bot is in no server yet.", "Open the address below, and choose a server that you manage.")
    return well(f"The bot is in {_few(sorted(patient.servers.values()))}.")


async def look_at_commands(patient: Patient) -> Finding:
    """Whether people are offered our commands, and each of them once."""
    everywhere = await _commands(patient, None)
    server = patient.settings.discord_server
    there = await _commands(patient, int(server)) if server and int(server) in patient.servers else frozenset()
    patient.commands = there if server else everywhere
    if server and int(server) not in patient.servers:
        return broken(
            f"Commands are registered in the server {server} alone, and the bot isn't there.",
            "Add it to that server, or unset ARBORETUM_DISCORD_SERVER.",
        )
    if not patient.commands >= NEEDED:
        return doubtful("The commands are not registered yet.", "`arboretum discord` does so when it starts.")
    if twice := everywhere & there:
        return doubtful(
            f"In the server {server}, {len(twice)} commands are offered twice: there, and everywhere.",
            "Unset ARBORETUM_DISCORD_SERVER, unless two bots share this token.",
        )
    return well(
        f"{len(patient.commands)} commands are registered {f'in the server {server}' if server else 'everywhere'}."
    )


async def look_at_channels(patient: Patient) -> Finding | None:
    """Whether the bot has its rights in every channel that was chosen with /setup."""
    desk = patient.desk
    if desk.open is None or not desk.current or not patient.servers:
        return None
    everything = await desk.open.read(lambda connection: communities.every(connection, PLATFORM))
    ours = [one for one in everything if one.id.isdecimal() and int(one.id) in patient.servers]
    patient.set_up = bool(ours)
    wrong = [sentence for community in ours for sentence in await _wrong(patient, community)]
    if wrong:
        return doubtful(
            _few(wrong, "; ") + ".",
            "In the channel's settings, under Permissions, add the bot and allow that; or choose with /setup anew.",
        )
    if not ours:
        return well("Nothing was chosen with /setup yet: /work answers wherever somebody asks.")
    count = sum(len(chosen(one, patient.moderates(one.id))) for one in ours)
    return well(f"Servers that were set up: {len(ours)}; in all {count} channels chosen there, every right is granted.")


async def _commands(patient: Patient, server: int | None) -> frozenset[str]:
    assert patient.app is not None
    http, app = patient.client.http, patient.app.id
    found = await (http.get_global_commands(app) if server is None else http.get_guild_commands(app, server))
    return frozenset(command["name"] for command in found)


async def _wrong(patient: Patient, community: Community) -> list[str]:
    me = await own_member(patient.client, int(community.id))
    standings = [await look(me, use, channel) for use, channel in chosen(community, patient.moderates(community.id))]
    return [_told(patient.servers[int(community.id)], one) for one in standings if not one.well]


def _told(server: str, standing: Standing) -> str:
    where = f"{server}, {USES[standing.use]}"
    if standing.gone:
        return f"{where}: it is gone"
    if standing.unknown:
        return f"{where}: Discord could not tell how the bot stands there"
    return f"{where}: the bot lacks {unisolated(Texts().format(named(standing.missing), FALLBACK))}"


def _few(those: list[str], separator: str = ", ") -> str:
    others = len(those) - FEW
    return separator.join(those[:FEW]) + (f" and {others} more" if others > 0 else "")
