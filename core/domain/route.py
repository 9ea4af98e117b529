"""How a contribution came about."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Route:
    """How a contribution came about; export can filter by it."""

    platform: str
    means: str  # typed, modal, file, terminal, pressed
    locale: str
    consent: str = ""
    labels: str = "1"  # version of the label set's wording
    guidelines: str = "1"
