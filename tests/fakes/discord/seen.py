"""A message as a person sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.fakes.discord import mentions
from tests.fakes.discord.channels import Channel
from tests.fakes.discord.components import SELECTS
from tests.fakes.discord.messages import File, Message, walk
from tests.fakes.discord.refusals import Payload


@dataclass(frozen=True)
class Button:
    """A button; a link has no custom id but a url."""

    label: str
    custom_id: str | None
    style: int
    disabled: bool
    url: str | None
    id: int


@dataclass(frozen=True)
class Select:
    """A select; `options` are its labels and values, `kind` 3 for texts and 5 to 8 for people, roles and channels."""

    custom_id: str
    kind: int
    placeholder: str
    options: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...]
    least: int
    most: int
    disabled: bool
    id: int
    channel_types: tuple[int, ...] = ()


@dataclass(frozen=True)
class Seen:
    """A message, as it stands at the moment of asking; `frozen` keeps what stood there once."""

    message: Message
    held: tuple[Payload, ...] | None = None

    @property
    def id(self) -> int:
        return self.message.id

    @property
    def channel(self) -> Channel:
        return self.message.channel

    @property
    def text(self) -> str:
        """All that it says: content and text displays, in order, one below the other."""
        return mentions.text(self.message).strip("\n")

    @property
    def buttons(self) -> list[Button]:
        return [_button(one) for one in self._all() if one["type"] == 2]

    @property
    def selects(self) -> list[Select]:
        return [_select(one) for one in self._all() if one["type"] in SELECTS]

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons that can be pressed."""
        return [one.label for one in self.buttons if not one.disabled]

    @property
    def files(self) -> list[File]:
        return self.message.files

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral

    @property
    def thinking(self) -> bool:
        """Whether it only says that an answer will come."""
        return self.message.loading

    @property
    def from_bot(self) -> bool:
        return self.message.author.bot

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

    def frozen(self) -> Seen:
        """The same, whose buttons and selects stay what they are now: a client that has not noticed an edit yet."""
        return replace(self, held=tuple(self._all()))

    def button(self, wanted: str | Callable[[Button], bool]) -> Button:
        """A button by its label, or by a test of it."""
        test = (lambda one: one.label == wanted) if isinstance(wanted, str) else wanted
        found = [one for one in self.buttons if test(one)]
        if len(found) != 1:
            raise LookupError(
                f"{len(found)} buttons fit {wanted!r}: {[one.label for one in self.buttons]}\n{self.text}"
            )
        return found[0]

    def select(self, wanted: str | Callable[[Select], bool] | None = None) -> Select:
        """A select by its placeholder or custom id, or by a test of it; the only one if nothing is given."""
        found = [one for one in self.selects if _fits(one, wanted)]
        if len(found) != 1:
            raise LookupError(f"{len(found)} selects fit {wanted!r} in {self.selects}\n{self.text}")
        return found[0]

    def _all(self) -> list[Payload]:
        return [*walk(self.message.components)] if self.held is None else [*self.held]

    def __repr__(self) -> str:
        return f"<Seen {self.id}: {self.text[:60]!r} {self.labels}>"


def _fits(one: Select, wanted: str | Callable[[Select], bool] | None) -> bool:
    if wanted is None:
        return True
    return wanted in (one.placeholder, one.custom_id) if isinstance(wanted, str) else wanted(one)


def _button(one: Payload) -> Button:
    label = one.get("label") or (one.get("emoji") or {}).get("name") or ""
    return Button(label, one.get("custom_id"), one["style"], bool(one.get("disabled")), one.get("url"), one["id"])


def _select(one: Payload) -> Select:
    options = one.get("options") or []
    least, most = one.get("min_values"), one.get("max_values")
    return Select(
        one["custom_id"],
        one["type"],
        one.get("placeholder") or "",
        tuple((each["label"], each["value"]) for each in options),
        tuple(each["value"] for each in options if each.get("default")),
        1 if least is None else least,
        1 if most is None else most,
        bool(one.get("disabled")),
        one["id"],
        tuple(one.get("channel_types") or ()),
    )
