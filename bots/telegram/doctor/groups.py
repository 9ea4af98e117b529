"""The groups that were set up: whether the bot still has there what was chosen."""

from collections.abc import Iterator

from telegram import Bot

from bots.community.moderating import Moderates
from bots.desk import communities
from bots.dialogue.community import Community
from bots.doctor.finding import Finding, doubtful, well
from bots.doctor.place import Place
from bots.telegram.arrivals import PLATFORM
from bots.telegram.setup.rights import Standing, look

FEW = 5  # faults that are named
_ADVICE = (
    "In the group, open the bot's entry among the members: let it write, and make it an administrator who may pin "
    "messages; or choose with /setup anew."
)


async def look_at_rights(bot: Bot, desk: Place, moderates: Moderates) -> Finding | None:
    """Whether the bot may do what was chosen with /setup in each group; None where the desk can't be read."""
    if desk.open is None or not desk.current:
        return None
    ours = await desk.open.read(lambda connection: communities.every(connection, PLATFORM))
    wrong = [fault for one in ours for fault in await _faults(bot, one, moderates)]
    if wrong:
        others = len(wrong) - FEW
        return doubtful("; ".join(wrong[:FEW]) + (f" and {others} more." if others > 0 else "."), _ADVICE)
    if not ours:
        return well("Nothing was chosen with /setup yet: in a group, its administrators do that.")
    return well(f"Groups that were set up: {len(ours)}; the bot may do all that was chosen there.")


async def _faults(bot: Bot, community: Community, moderates: Moderates) -> list[str]:
    name = community.name or community.id
    faults = [f"{name}: {fault}" for fault in _in_group(community, await look(bot, community.id))]
    if community.moderators_channel and moderates(community.id):
        chat = await look(bot, community.moderators_channel)
        faults += [f"{name}, moderators' chat: {fault}" for fault in _of_moderators(chat)]
    return faults


def _in_group(community: Community, group: Standing) -> Iterator[str]:
    topics = [one for one in (community.board_channel, community.task_channel) if ":" in one]
    if not group.there:
        yield "the bot isn't there"
    elif not group.may_write:
        yield "the bot may not write"
    elif topics and not group.forum:
        yield "a topic was chosen, and topics are off"
    elif community.board_channel and not group.may_pin:
        yield "the bot may not pin the board"


def _of_moderators(chat: Standing) -> Iterator[str]:
    if not chat.there:
        yield "the bot isn't there"
    elif not chat.may_write:
        yield "the bot may not write"
    if chat.public:
        yield "it is public, so that anybody may join and moderate"
    if chat.hides_members:
        yield "its members are hidden from the bot, so that nobody moderates"
