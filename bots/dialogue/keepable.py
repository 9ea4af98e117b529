"""Characters that no file can carry: NUL, and halves of surrogate pairs."""

from dataclasses import replace

from bots.dialogue.events import Commanded, Edited, Event, Filled, Said

MARK = "\N{REPLACEMENT CHARACTER}"


def keepable(text: str) -> str:
    """The text with pairs joined and what can't be kept marked, so that the rest of it is not lost."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", MARK)


def keepable_event(event: Event) -> Event:
    """The event with all its texts made keepable."""
    match event:
        case Said() | Edited():
            return replace(event, text=keepable(event.text))
        case Commanded():
            return replace(event, name=keepable(event.name), argument=keepable(event.argument))
        case Filled():
            return replace(event, values={name: keepable(value) for name, value in event.values.items()})
        case _:
            return event
