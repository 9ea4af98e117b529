"""The pages of the panel."""

from enum import StrEnum


class Page(StrEnum):
    """What is looked at: everything together, or one list to choose from."""

    MAIN = "main"
    LANGUAGES = "languages"
    KINDS = "kinds"
    LOCALE = "locale"


def page_of(value: str) -> Page:
    """The page that a button leads to; the first, for one of another version."""
    return Page(value) if value in set(Page) else Page.MAIN
