"""How the trees of a release are told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.export.pseudonyms import Pseudonyms


class Shape(StrEnum):
    """What one line holds."""

    TREES = "trees"
    MESSAGES = "messages"


class Dates(StrEnum):
    """How exactly a release tells when something was written."""

    EXACT = "exact"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Form:
    """How the selected trees are told."""

    pseudonyms: Pseudonyms
    shape: Shape = Shape.TREES
    dates: Dates = Dates.EXACT
    labels: bool = False
    emojis: bool = False
    events: bool = False

    def date(self, moment: datetime) -> datetime:
        """When something was written, as exactly as it is told."""
        return moment if self.dates is Dates.EXACT else moment.replace(hour=0, minute=0, second=0, microsecond=0)
