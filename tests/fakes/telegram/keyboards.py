"""What may stand below a message."""

from typing import Any
from urllib.parse import urlsplit

from tests.fakes.telegram.refusals import Payload, bad

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
LONGEST_DATA = 64  # bytes
LONGEST_PLACEHOLDER = 64
_ACTS = {
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "callback_game",
    "pay",
}
_SCHEMES = {"http", "https", "tg", "ton"}


def checked(markup: Payload | None, *, inline_only: bool = False) -> Payload | None:
    """The markup of a message if Telegram takes it; empty keyboards are none."""
    if not markup:
        return None
    if "inline_keyboard" in markup:
        rows = [row for row in markup["inline_keyboard"] if row]
        for row in rows:
            for button in row:
                _check_button(button)
        _check_size(rows)
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad("inline keyboard expected")
    if len(markup.get("input_field_placeholder") or "") > LONGEST_PLACEHOLDER:
        raise bad("reply markup is too long")
    if "keyboard" in markup:
        _check_size(markup["keyboard"])
    return markup


def _check_size(rows: list[list[Any]]) -> None:
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad("reply markup is too long")


def _check_button(button: Payload) -> None:
    if not button["text"].strip():
        raise bad("inline keyboard button text must be non-empty")
    acts = _ACTS & button.keys()
    if len(acts) != 1:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if acts == {"callback_data"} and not 1 <= len(button["callback_data"].encode()) <= LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    if acts == {"url"} and urlsplit(button["url"]).scheme not in _SCHEMES:
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Unsupported URL protocol")
    if acts == {"copy_text"} and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise bad("BUTTON_COPY_TEXT_INVALID")
