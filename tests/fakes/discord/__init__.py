"""A fake of Discord's REST API (v10) and gateway on loopback, for the real discord.py to run against."""

from tests.fakes.discord.changes import Silence
from tests.fakes.discord.channels import Channel, Kind
from tests.fakes.discord.fake import FakeDiscord
from tests.fakes.discord.form import Field, Form
from tests.fakes.discord.guilds import Role
from tests.fakes.discord.interactions import Callback
from tests.fakes.discord.people import Human
from tests.fakes.discord.permissions import EVERYTHING, Permission
from tests.fakes.discord.reply import Reply
from tests.fakes.discord.seen import Button, Seen, Select
from tests.fakes.discord.servers import Server

__all__ = [
    "EVERYTHING",
    "Button",
    "Callback",
    "Channel",
    "FakeDiscord",
    "Field",
    "Form",
    "Human",
    "Kind",
    "Permission",
    "Reply",
    "Role",
    "Seen",
    "Select",
    "Server",
    "Silence",
]
