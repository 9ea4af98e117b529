"""Numbers of things, as one says them."""


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 tree`, `2 trees`; `many` where it is not `one` with an s."""
    return f"{count} {one if count == 1 else many or one + 's'}"
