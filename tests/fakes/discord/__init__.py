"""A fake of Discord's REST API (v10) and gateway on loopback, for the real discord.py to run against.

    async with FakeDiscord() as fake:  # a bot needs fake.api_url, fake.gateway_url and fake.token
        server = fake.guild()
        tasks = server.text("tasks")
        ann = fake.human("ann", server, locale="de")
        await fake.connected()
        card = (await ann.command("work", tasks, kind="review").settled()).message
        form = (await ann.press(card, "Review").answered()).form
        await ann.submit(form, {"Quality": "4"}).settled()
        assert "stored" in ann.sees(tasks)[-1].text
        assert fake.violations == []

What people do happens at once; the reply's `settled()` waits for what the bot lets them see. `fake.until(...)` waits
for anything else, `fake.faults` makes things go wrong, `fake.gateway` breaks connections, `fake.advance(minutes=16)`
lets time pass, and `server` changes roles, permissions, channels and threads as administrators would.
"""

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
