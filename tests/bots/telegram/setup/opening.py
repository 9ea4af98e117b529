"""An administrator at the panel."""

from bots.dialogue.community import Community
from bots.telegram.front import Front
from tests.fakes.telegram import Group, Human, Seen


async def opened(who: Human, group: Group, topic: int | None = None) -> Seen:
    """Send /setup, and get the panel that comes."""
    before = panels(who, group)
    who.command("setup", group, topic=topic)
    return await who.until(lambda: next((one for one in panels(who, group) if one not in before), None))


def panels(who: Human, group: Group) -> list[Seen]:
    """All panels that stand in a group."""
    return [one for one in who.sees(group) if "Set-up of this group" in one.text]


async def press(who: Human, panel: Seen, label: str, shown: str) -> None:
    """Press, and see on the panel what that brings: a text, or a label."""
    who.press(panel, label)
    await who.until(lambda: shown in panel.text or shown in panel.labels)


async def settings(bot: Front, group: Group) -> Community:
    """What is chosen in a group."""
    return await bot.reception.groups.of(group.id)
