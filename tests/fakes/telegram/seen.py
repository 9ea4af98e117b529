"""A message as a person sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.messages import File, Message
from tests.fakes.telegram.refusals import Payload
from tests.fakes.telegram.units import part


@dataclass(frozen=True)
class Button:
    """A button below a message; a link has a url and no data."""

    label: str
    data: str | None
    url: str | None = None
    copies: str | None = None
    style: str | None = None


@dataclass(frozen=True)
class Seen:
    """A message, as it stands at the moment of asking; `frozen` keeps the buttons that stood there once."""

    message: Message
    held: tuple[tuple[Button, ...], ...] | None = None

    @property
    def id(self) -> int:
        return self.message.id

    @property
    def chat(self) -> Chat:
        return self.message.chat

    @property
    def text(self) -> str:
        """What it says, without the formatting."""
        return self.message.text

    @property
    def entities(self) -> list[Payload]:
        return self.message.entities

    def parts(self, kind: str) -> list[str]:
        """The parts of the text with a formatting, such as "bold", "spoiler" or "expandable_blockquote"."""
        return [part(self.text, one["offset"], one["length"]) for one in self.entities if one["type"] == kind]

    @property
    def rows(self) -> tuple[tuple[Button, ...], ...]:
        """The inline keyboard."""
        if self.held is not None:
            return self.held
        return tuple(tuple(map(_button, row)) for row in self.message.keyboard)

    @property
    def buttons(self) -> list[Button]:
        return [one for row in self.rows for one in row]

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons."""
        return [one.label for one in self.buttons]

    @property
    def links(self) -> list[str]:
        """Where its link buttons and the links of its text lead."""
        in_text = [one["url"] for one in self.entities if one["type"] == "text_link"]
        return [one.url for one in self.buttons if one.url] + in_text + self.parts("url")

    @property
    def forces_reply(self) -> bool:
        return bool((self.message.markup or {}).get("force_reply"))

    @property
    def reply_to(self) -> Seen | None:
        """The message that it replies to; that a topic begins with some message is no reply."""
        replied = self.message.reply_to
        return Seen(replied) if replied and not replied.service else None

    @property
    def thread(self) -> int | None:
        return self.message.thread

    @property
    def file(self) -> File | None:
        return self.message.document

    @property
    def from_bot(self) -> bool:
        return bool(self.message.from_bot or (self.message.author and self.message.author.bot))

    @property
    def pinned(self) -> bool:
        return self.message.pinned

    @property
    def gone(self) -> bool:
        return self.message.deleted

    @property
    def edited(self) -> bool:
        return self.message.edited is not None

    @property
    def versions(self) -> int:
        """How often it was written, edits included."""
        return self.message.versions

    @property
    def shows_preview(self) -> bool:
        """Whether a client would show previews of its links."""
        return bool(self.links) and not (self.message.preview or {}).get("is_disabled")

    def frozen(self) -> Seen:
        """The same, whose buttons stay what they are now: a client that has not noticed an edit yet."""
        return replace(self, held=self.rows)

    def button(self, wanted: str | Callable[[Button], bool]) -> Button:
        """A button by its label, or by a test of it."""
        test = (lambda one: one.label == wanted) if isinstance(wanted, str) else wanted
        found = [one for one in self.buttons if test(one)]
        if len(found) != 1:
            raise LookupError(f"{len(found)} buttons fit {wanted!r}: {self.labels}\n{self.text}")
        return found[0]

    def __repr__(self) -> str:
        return f"<Seen {self.id}: {self.text[:60]!r} {self.labels}>"


def _button(one: Payload) -> Button:
    copies = (one.get("copy_text") or {}).get("text")
    return Button(one["text"], one.get("callback_data"), one.get("url"), copies, one.get("style"))
