"""Where somebody acts."""

from dataclasses import dataclass, replace

from bots.desk.steps import Page


@dataclass(frozen=True)
class Visit:
    """What the platform says with an event: the community, and whether the person moderates it; None: it says nothing.

    The community is empty where there is none, as in direct messages: then they still work for the one before.
    """

    community: str
    moderator: bool | None = None

    def enter(self, page: Page) -> Page:
        """The page of somebody who is here now; a role is remembered only for the community in which it was told."""
        if not self.community:
            return page
        known = page.moderator if self.community == page.community else None
        return replace(page, community=self.community, moderator=known if self.moderator is None else self.moderator)
