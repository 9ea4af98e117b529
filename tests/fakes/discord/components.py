"""What Discord refuses in components, one kind at a time."""

from collections.abc import Iterable

from tests.fakes.discord.refusals import Payload, invalid

BUTTON, SELECT, INPUT, TEXT, RADIO, CHECKBOXES, LABEL = 2, 3, 4, 10, 21, 22, 18
SELECTS = (3, 5, 6, 7, 8)
LINK, PREMIUM = 5, 6


def texts(everything: Iterable[Payload]) -> list[str]:
    """What text displays say."""
    return [one["content"] for one in everything if one["type"] == TEXT]


def check_ids(everything: list[Payload]) -> None:
    """Custom ids are short and given once."""
    known: set[str] = set()
    for one in everything:
        custom_id = one.get("custom_id")
        if custom_id is None:
            continue
        length("custom_id", custom_id, 1, 100)
        if custom_id in known:
            raise invalid("components.custom_id", "Component custom id cannot be duplicated")
        known.add(custom_id)
    ids = [one["id"] for one in everything if one.get("id")]
    if len(set(ids)) != len(ids):
        raise invalid("components.id", "Component id cannot be duplicated")


def length(where: str, text: str | None, least: int, most: int) -> None:
    if not least <= len(text or "") <= most:
        raise invalid(f"components.{where}", f"Must be between {least} and {most} in length.")


def action_row(row: Payload) -> None:
    """Up to five buttons, or one select."""
    inside = row.get("components") or []
    selects = [one for one in inside if one["type"] in SELECTS]
    if not 1 <= len(inside) <= 5 or (selects and len(inside) > 1):
        raise invalid("components", "An action row holds one to five buttons, or one select.")
    for one in inside:
        if one["type"] == BUTTON:
            button(one)
        elif one["type"] in SELECTS:
            select(one)
        else:
            raise invalid("components.type", "Not a component of an action row.")


def button(one: Payload) -> None:
    length("label", one.get("label"), 0, 80)
    if one["style"] == PREMIUM:
        return
    if not (one.get("label") or one.get("emoji")):
        raise invalid("components.label", "A button needs a label or an emoji.")
    if (one["style"] == LINK) != bool(one.get("url")) or (one["style"] == LINK) == bool(one.get("custom_id")):
        raise invalid("components.custom_id", "A button needs either a custom id or, as a link, a url.")


def section(one: Payload) -> None:
    """One to three texts, and something beside them."""
    inside = one.get("components") or []
    if not 1 <= len(inside) <= 3 or any(each["type"] != TEXT for each in inside):
        raise invalid("components", "A section holds one to three text displays.")
    if (accessory := one.get("accessory")) is None:
        raise invalid("components.accessory", "This field is required")
    if accessory["type"] == BUTTON:
        button(accessory)


def select(one: Payload) -> None:
    length("placeholder", one.get("placeholder"), 0, 150)
    options = one.get("options") or []
    if one["type"] == SELECT:
        choices(options, 1, 25)
    least, most = one.get("min_values"), one.get("max_values")
    within(one["type"], options, 1 if least is None else least, 1 if most is None else most)


def choices(options: list[Payload], least: int, most: int) -> None:
    """Options of a select, a radio group or checkboxes."""
    if not least <= len(options) <= most:
        raise invalid("components.options", f"Must be between {least} and {most} in length.")
    for option in options:
        length("options.label", option["label"], 1, 100)
        length("options.value", option["value"], 1, 100)
        length("options.description", option.get("description"), 0, 100)
    if len({option["value"] for option in options}) != len(options):
        raise invalid("components.options.value", "The specified option value is already used")


def within(kind: int, options: list[Payload], least: int, most: int) -> None:
    """How many may be chosen must be possible."""
    if not 0 <= least <= most <= 25 or (kind in (SELECT, CHECKBOXES) and most > len(options)):
        raise invalid("components.max_values", "Must be possible with these options.")
    if sum(bool(option.get("default")) for option in options) > most:
        raise invalid("components.options.default", "More defaults than may be chosen.")
