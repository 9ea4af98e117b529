"""What came of something that a person did."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any

from tests.fakes.discord import form
from tests.fakes.discord.changes import PATIENCE, Silence
from tests.fakes.discord.channels import Channel
from tests.fakes.discord.form import Form
from tests.fakes.discord.interactions import Callback, Interaction
from tests.fakes.discord.messages import Message
from tests.fakes.discord.seen import Seen

if TYPE_CHECKING:
    from tests.fakes.discord.people import Human

_DEFERRED = {Callback.DEFERRED_MESSAGE, Callback.DEFERRED_UPDATE}


class Reply:
    """What the person gets to see of the bot after an act. Awaiting it waits for nothing but that it is on its way.

    `settled()` waits until the bot's answer is there to be seen; `answered()` only for the first answer.
    """

    def __init__(
        self,
        human: Human,
        channel: Channel,
        interaction: Interaction | None = None,
        message: Message | None = None,
    ) -> None:
        self.human = human
        self.channel = channel
        self.interaction = interaction
        self._said = message
        self._before = self._stirred()
        self._timer: asyncio.TimerHandle | None = None
        if interaction:
            self._timer = asyncio.get_running_loop().call_later(human.world.patience, self._give_up)

    def __await__(self) -> Generator[Any, None, Reply]:
        yield from asyncio.sleep(0).__await__()
        return self

    @property
    def kind(self) -> Callback | None:
        """The kind of the first answer, None while there is none."""
        return self.interaction.answered if self.interaction else None

    @property
    def failed(self) -> str | None:
        """Why the person reads "This interaction failed", if so."""
        return self.interaction.failed if self.interaction else None

    @property
    def lost(self) -> bool:
        """Whether nobody was connected who could hear of it."""
        return self.interaction is not None and not self.interaction.heard and self.kind is None

    @property
    def form(self) -> Form | None:
        """The form that opened."""
        if not self.interaction or not self.interaction.form:
            return None
        return form.opened(self.interaction.form, self.channel, self.interaction.message)

    @property
    def modal(self) -> Form | None:
        """The same, by Discord's word."""
        return self.form

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """What autocompletion proposes: names and values."""
        found = (self.interaction.choices if self.interaction else None) or []
        return [(one["name"], one["value"]) for one in found]

    @property
    def message(self) -> Seen:
        """The bot's message: the answer itself, or the one that was acted on if that was updated."""
        if self.interaction and self.interaction.original:
            return Seen(self.interaction.original)
        raise LookupError(f"no message came: {self}")

    @property
    def followups(self) -> list[Seen]:
        """Further messages through the interaction's token."""
        return [Seen(one) for one in self.interaction.followups] if self.interaction else []

    @property
    def said(self) -> Seen:
        """What the person wrote."""
        if self._said is None:
            raise LookupError("this was no message")
        return Seen(self._said)

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral

    async def answered(self, timeout: float = PATIENCE) -> Reply:
        """Wait for the first answer; Silence if the interaction failed."""
        await self.over(timeout)
        if self.failed:
            raise Silence(f"the interaction failed: {self.failed}\n{self.human.last_requests()}")
        return self

    async def over(self, timeout: float = PATIENCE) -> Reply:
        """Wait until the interaction was answered or failed."""
        await self._until(lambda: self.kind is not None or self.failed is not None, timeout)
        if self._timer:
            self._timer.cancel()
        return self

    async def settled(self, timeout: float = PATIENCE, *, changes: int = 1) -> Reply:
        """Wait until the answer can be seen: a deferred one once something changed, as often as `changes` says."""
        if self.interaction:
            await self.answered(timeout)
            if self.kind not in _DEFERRED and changes == 1:
                return self
        await self._until(lambda: self._awaited() >= changes, timeout)
        return self

    async def until(self, predicate: Callable[[], Any], timeout: float = PATIENCE) -> Reply:
        """Wait until something else is so."""
        await self._until(predicate, timeout)
        return self

    async def _until(self, predicate: Callable[[], Any], timeout: float) -> None:
        await self.human.until(predicate, timeout=timeout)

    def _stirred(self) -> int:
        """How often the bot changed what this person sees: what is theirs alone and, after a message, the channel."""
        stirs = self.human.world.stirs
        return stirs[self.human.user.id] + (0 if self.interaction else stirs[self.channel.id])

    def _awaited(self) -> int:
        interaction = self.interaction
        if interaction is None:
            return self._stirred() - self._before
        if self.kind is Callback.DEFERRED_MESSAGE:
            waits = interaction.original and interaction.original.loading and not interaction.original.deleted
            return 0 if waits else interaction.changes
        return max(self._stirred() - self._before, interaction.changes)

    def _give_up(self) -> None:
        interaction = self.interaction
        assert interaction
        if interaction.answered is None and interaction.failed is None:
            interaction.failed = f"nothing came within {self.human.world.patience:g} s"
            self.human.world.changes.tell([self.human.user.id])

    def __repr__(self) -> str:
        state = self.failed or (self.kind.name if self.kind else "pending")
        return f"<Reply to {self.human.user.name}: {state}>"
