"""What can be pressed carries a token; whoever looks at it closely can tell what it is for."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Message(Protocol):
    """What something to press stands on."""

    @property
    def id(self) -> int:
        """Later ones have greater numbers."""
        ...


class Carrying:
    """Something to press, by its token."""

    token: str

    @property
    def action(self) -> str:
        return self.token.split(".")[0]

    @property
    def version(self) -> int:
        return int(self.token.split(".")[1])

    @property
    def argument(self) -> str:
        return self.token.split(".")[2]


class Standing(Protocol):
    """The same on a message."""

    @property
    def message(self) -> Message: ...

    @property
    def action(self) -> str: ...

    @property
    def version(self) -> int: ...

    @property
    def argument(self) -> str: ...


Found = TypeVar("Found", bound=Standing)


def newest(found: Iterable[Found], action: str, argument: str | None = None) -> Found | None:
    """The one that was drawn last of those that do something; None where nothing does."""
    fitting = [one for one in found if one.action == action and argument in (None, one.argument)]
    return max(fitting, key=lambda one: (one.version, one.message.id), default=None)
