"""What somebody sees on Discord: messages with their texts, buttons and menus."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import discord


@dataclass(frozen=True)
class Seen:
    """One message, as it reads at this moment."""

    message: discord.Message

    @cached_property
    def items(self) -> tuple[discord.ui.Item[Any], ...]:
        """All components, in reading order."""
        return tuple(discord.ui.LayoutView.from_message(self.message, timeout=None).walk_children())

    @property
    def text(self) -> str:
        """All words of it that are no button's."""
        displays = (item.content for item in self.items if isinstance(item, discord.ui.TextDisplay))
        return "\n".join(text for text in (self.message.content, *displays) if text)

    @property
    def buttons(self) -> tuple[str, ...]:
        """What the buttons say."""
        return tuple(item.label or "" for item in self.items if isinstance(item, discord.ui.Button))

    @property
    def menus(self) -> tuple[tuple[str, ...], ...]:
        """What the menus offer."""
        return tuple(
            tuple(option.label for option in item.options) for item in self.items if isinstance(item, discord.ui.Select)
        )

    @property
    def private(self) -> bool:
        """Whether nobody else sees it."""
        return self.message.flags.ephemeral

    @property
    def tokens(self) -> tuple[str, ...]:
        """What the buttons carry."""
        return tuple(item.custom_id or "" for item in self.items if isinstance(item, discord.ui.Button))

    def token(self, label: str) -> str:
        """What the button of this label carries."""
        (button,) = (item for item in self.items if isinstance(item, discord.ui.Button) and item.label == label)
        assert button.custom_id is not None
        return button.custom_id

    def same_as(self, other: "Seen | None") -> bool:
        """Whether somebody would see no difference."""
        return other is not None and self._look == other._look

    @property
    def _look(self) -> tuple[Any, ...]:
        return (self.text, self.buttons, self.menus, tuple(file.filename for file in self.message.attachments))


@dataclass(frozen=True)
class Screen:
    """Some messages that somebody sees, in the order in which they were sent."""

    messages: tuple[Seen, ...]

    def __iter__(self) -> Iterator[Seen]:
        return iter(self.messages)

    def __len__(self) -> int:
        return len(self.messages)

    @property
    def text(self) -> str:
        """All that they say."""
        return "\n".join(one.text for one in self.messages)

    @property
    def buttons(self) -> tuple[str, ...]:
        """All buttons."""
        return tuple(label for one in self.messages for label in one.buttons)

    @property
    def private(self) -> bool:
        """Whether there is something, and nobody else sees any of it."""
        return bool(self.messages) and all(one.private for one in self.messages)

    @property
    def files(self) -> tuple[discord.Attachment, ...]:
        """All files."""
        return tuple(file for one in self.messages for file in one.message.attachments)

    def within(self, channel_id: int) -> "Screen":
        """What stands in one channel."""
        return Screen(tuple(one for one in self.messages if one.message.channel.id == channel_id))

    def with_button(self, label: str) -> Seen:
        """The newest message that has a button of this label."""
        found = [one for one in self.messages if label in one.buttons]
        assert found, f"no button says {label!r}; there are {self.buttons}, below {self.text!r}"
        return found[-1]

    def with_action(self, action: str) -> tuple[Seen, str] | None:
        """The newest message that has a button which does this, and what the button carries."""
        found = [(one, token) for one in self.messages for token in one.tokens if token.startswith(f"{action}.")]
        return found[-1] if found else None

    def since(self, before: "Screen") -> "Screen":
        """What is new, or different now."""
        known = {one.message.id: one for one in before}
        return Screen(tuple(one for one in self.messages if not one.same_as(known.get(one.message.id))))

    def gone_since(self, before: "Screen") -> "Screen":
        """What was there before and is not any more."""
        ids = {one.message.id for one in self.messages}
        return Screen(tuple(one for one in before if one.message.id not in ids))


def seen(messages: Iterable[discord.Message]) -> Screen:
    """Messages as a screen."""
    return Screen(tuple(Seen(one) for one in sorted(messages, key=lambda message: message.id)))
