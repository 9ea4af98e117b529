"""Where the buttons of cards for everybody lead: into the private chat, where nobody else sees what is decided."""

from bots.dialogue.acts import ACTS
from bots.telegram.deep_link import DeepLink

MODERATING = ("case", *ACTS)  # on the moderators' cards


def door(action: str, argument: str, community: str) -> DeepLink:
    """The link that stands for a button."""
    if action in MODERATING:
        return DeepLink("mod", (action, argument), community)
    return DeepLink("work", (), community)
