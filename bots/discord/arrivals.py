"""What comes in from Discord, as the dialogue's events: who did what, where, under which id."""

from dataclasses import dataclass

import discord

from bots.dialogue.events import Event
from bots.runner.visit import Visit
from core.domain.person import Identity

PLATFORM = "discord"


@dataclass(frozen=True)
class Arrival:
    """One thing that a person did; `id` is the event's own on Discord for ever."""

    who: Identity
    event: Event
    id: str
    locale: str
    name: str
    visit: Visit | None = None


def from_interaction(interaction: discord.Interaction, event: Event, visit: Visit | None) -> Arrival:
    """A press, a form or a command."""
    user = interaction.user
    return Arrival(identity(user), event, id_of(interaction), interaction.locale.value, user.display_name, visit)


def id_of(interaction: discord.Interaction) -> str:
    """The id of what an interaction brings."""
    return f"i{interaction.id}"


def identity(user: discord.abc.Snowflake) -> Identity:
    """Who somebody on Discord is to us."""
    return Identity(PLATFORM, str(user.id))
