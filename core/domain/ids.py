"""What ids look like."""

import re

_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_id(text: str) -> bool:
    """Whether this could be the id of anything."""
    return _ID.fullmatch(text) is not None
