"""Where the buttons of cards for everybody lead: into the private chat, where nobody else sees what is decided."""

from bots.telegram.deep_link import DeepLink

MODERATING = ("case", "remove", "restore", "settle", "halt", "ban")  # on the moderators' cards


def door(action: str, argument: str, community: str) -> DeepLink:
    """The link that stands for a button."""
    if action in MODERATING:
        return DeepLink("mod", (action, argument), community)
    return DeepLink("work", (), community)
