"""Discord's published description of its API, held against every request."""

from tests.fakes.discord.calls import Call, Route


class Contract:
    """Collects what did not fit."""

    def __init__(self) -> None:
        self.violations: list[str] = []

    def stranger(self, method: str, path: str) -> None:
        """Something was asked for that the fake does not know."""
        self.violations.append(f"{method} {path}: not known")

    def check(self, route: Route, call: Call) -> None:
        """Refuse what the description does not allow."""
