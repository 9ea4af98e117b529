"""What is in order in a group and what is missing: rights, the board, the moderators' chat, privacy."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection
from telegram import Bot

from bots.desk import boards, obstacles
from bots.desk.desk import Desk
from bots.dialogue.cards import Line
from bots.dialogue.community import Community
from bots.telegram.arrivals import PLATFORM
from bots.telegram.setup.rights import Standing, look


@dataclass(frozen=True)
class Survey:
    """How the bot stands in the group and in its moderators' chat, if there is one; and what the desk remembers."""

    community: Community
    group: Standing
    moderators: Standing | None
    moderates: bool  # the group's moderators have a say in the collection
    hears_all: bool  # group privacy is off
    hanging: str = ""  # where the board is
    blocked: frozenset[str] = frozenset()  # where nothing could be posted at the last try

    @property
    def missing(self) -> list[Line]:
        """What isn't as it should be, each with how to mend it."""
        return [*self._in_group(), *self._of_moderators(), *self._of_privacy()]

    @property
    def told(self) -> list[Line]:
        """All that is to be said."""
        return [*self._of_board(), *(self.missing or [Line("telegram-check-well")]), *self._of_say()]

    def _in_group(self) -> Iterator[Line]:
        board = self.community.board_channel
        if not self.group.may_write:
            yield Line("telegram-check-cannot-write")
        elif board in self.blocked:
            yield Line("telegram-check-board-blocked")
        elif board and not self.group.may_pin:
            yield Line("telegram-check-cannot-pin")

    def _of_moderators(self) -> Iterator[Line]:
        if self.moderators is None or not self.moderates:
            return
        if not self.moderators.may_write or self.community.moderators_channel in self.blocked:
            yield Line("telegram-check-reports-lost")
        if self.moderators.public:
            yield Line("telegram-check-reports-public")
        if self.moderators.hides_members:
            yield Line("telegram-check-members-hidden")

    def _of_privacy(self) -> Iterator[Line]:
        if self.hears_all:
            yield Line("telegram-check-privacy")

    def _of_board(self) -> Iterator[Line]:
        board = self.community.board_channel
        if board and self.group.may_write and board not in self.blocked and not self.community.paused:
            yield Line("telegram-check-board-hangs" if self.hanging == board else "telegram-check-board-comes")

    def _of_say(self) -> Iterator[Line]:
        if not self.moderates:
            yield Line("telegram-check-not-moderating")


async def survey(bot: Bot, desk: Desk, community: Community, *, moderates: bool) -> Survey:
    """Look at everything that the set-up of a group is about."""
    channel = community.moderators_channel
    return Survey(
        community,
        await look(bot, community.id),
        await look(bot, channel) if channel else None,
        moderates,
        bool((await bot.get_me()).can_read_all_group_messages),
        *await desk.run(lambda connection: _on_desk(connection, community.id)),
    )


def _on_desk(connection: Connection, community_id: str) -> tuple[str, frozenset[str]]:
    pinned = boards.every(connection, PLATFORM).get(community_id)
    hanging = pinned.channel if pinned is not None and pinned.message else ""
    return hanging, frozenset(obstacles.of(connection, PLATFORM, community_id))
