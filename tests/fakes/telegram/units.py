"""Lengths as Telegram counts them."""


def units(text: str) -> int:
    """UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def part(text: str, offset: int, length: int) -> str:
    """The part of a text that an entity covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * offset : 2 * (offset + length)].decode("utf-16-le", "surrogatepass")


def split(text: str, most: int) -> list[str]:
    """The text in pieces of at most so many units, as clients send what is too long."""
    pieces: list[str] = []
    piece: list[str] = []
    length = 0
    for character in text:
        width = 1 + (character > "\uffff")
        if length + width > most:
            pieces.append("".join(piece))
            piece, length = [], 0
        piece.append(character)
        length += width
    return [*pieces, "".join(piece)]
