"""Commands are registered when they have changed, for one test server or for all: Discord counts registrations."""

import json
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands

from bots.desk import registrations
from bots.desk.desk import Desk
from bots.discord.arrivals import PLATFORM


async def register(tree: app_commands.CommandTree[Any], desk: Desk, application: int, server: str) -> bool:
    """Tell Discord our commands, unless it was told the very same before; whether it had to be told."""
    guild = discord.Object(int(server)) if server else None
    if guild is not None:
        tree.copy_global_to(guild=guild)
    scope = f"{application}:{server or 'everywhere'}"
    digest = await _digest(tree, guild)
    known = await desk.run(lambda connection: registrations.digest(connection, PLATFORM, scope))
    if known == digest:
        return False
    await tree.sync(guild=guild)
    await desk.run(lambda connection: registrations.note(connection, PLATFORM, scope, digest))
    return True


async def _digest(tree: app_commands.CommandTree[Any], guild: discord.Object | None) -> str:
    commands = tree._get_all_commands(guild=guild)
    translator = tree.translator
    assert translator is not None
    payload = [await command.get_translated_payload(tree, translator) for command in commands]
    return sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
