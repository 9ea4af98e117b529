"""The looks at Discord, in order."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bots.discord import addresses
from bots.discord.client import Client
from bots.discord.doctor.patient import Examine, Patient, asking, sign_in
from bots.discord.doctor.portal import look_at_application, look_at_intents, look_at_privacy
from bots.discord.doctor.servers import NEEDED, look_at_channels, look_at_commands, look_at_servers
from bots.discord.permissions import invite
from bots.doctor.check import Check
from bots.doctor.finding import Finding, Level
from bots.doctor.place import Place
from core.settings import Settings

LOOKS: dict[str, Examine] = {
    "Discord": sign_in,
    "Discord: application": look_at_application,
    "Discord: intents": look_at_intents,
    "Discord: privacy policy": look_at_privacy,
    "Discord: servers": look_at_servers,
    "Discord: commands": look_at_commands,
    "Discord: channels": look_at_channels,
}


@asynccontextmanager
async def checks(settings: Settings, desk: Place) -> AsyncIterator[list[Check]]:
    """All of them, and at the end the address that invites the bot; the desk says what was chosen in servers."""
    addresses.point_at(settings)
    async with Client(settings) as client:
        patient = Patient(settings, desk, client)
        looks = {**LOOKS, "Discord: invite": tell_invite}
        yield [Check(name, asking(examine, patient, first=examine is sign_in)) for name, examine in looks.items()]


async def tell_invite(patient: Patient) -> Finding:
    """The address that adds the bot to a server, and what to do next."""
    assert patient.app is not None
    return Finding(Level.OK, f"{invite(patient.app.id)} adds the bot to a server.", f"Next: {_next(patient)}.")


def _next(patient: Patient) -> str:
    if not patient.servers:
        return "open that address and choose a server, then run `arboretum discord`"
    if not patient.commands >= NEEDED:
        return "run `arboretum discord`"
    return "in the server, /work gets you a task" if patient.set_up else "in the server, /setup"
