"""What a line is on its card, for whoever draws it: a title, a hint, an item of a list, or just said."""

from bots.dialogue.cards import Card, Line

DOT = "·"  # begins each item of a list
_UNTITLED = frozenset({"note", "skipped"})  # cards that only say something by the way
_LISTED = frozenset({"board-one", "board-others", "board-three", "board-two"})  # items without a dot
_HINTS = frozenset(
    {
        "ahead-how",
        "drafts-copy",
        "drafts-use",
        "help-end",
        "languages-how",
        "message-named",
        "mod-which",
        "notice-goes-on",
        "notice-id",
        "queue-open",
        "rank-hint",
        "rank-hint-two",
        "report-how",
        "report-which",
        "returned-kept",
        "skipped-draft-kept",
        "write-how",
    }
)


def is_titled(card: Card) -> bool:
    """Whether the first line stands above the others."""
    return card.key not in _UNTITLED


def is_hint(line: Line) -> bool:
    """Whether a line only helps along."""
    return line.id in _HINTS


def is_item(line: Line, words: str) -> bool:
    """Whether a line, in the reader's words, belongs to the list that the lines before it have begun."""
    return words.startswith(DOT) or line.id in _LISTED
