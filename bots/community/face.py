"""How a card reads, in a few characters: it is changed on the platform only when this has changed."""

from hashlib import blake2b

from bots.dialogue.cards import Card, Line, Quote
from bots.text.locale import Texts


def digest(card: Card, locale: str, texts: Texts) -> str:
    """Of all that stands on a card for readers of a locale, and of what its buttons do."""
    words = [*(_read(part, locale, texts) for part in card.parts)]
    words += [f"{texts.format(one.label, locale)} {one.action} {one.argument}" for one in card.buttons]
    return blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _read(part: Line | Quote, locale: str, texts: Texts) -> str:
    if isinstance(part, Line):
        return texts.format(part, locale)
    label = "" if part.label is None else texts.format(part.label, locale)
    return f"{label} {part.flagged} {part.text}"
