"""Lengths as Telegram counts them."""


def units(text: str) -> int:
    """UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def part(text: str, offset: int, length: int) -> str:
    """The part of a text that an entity covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * offset : 2 * (offset + length)].decode("utf-16-le", "surrogatepass")
