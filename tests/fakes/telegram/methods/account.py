"""The bot's own account: who it is and how it presents itself."""

import re

from tests.fakes.telegram import access, payloads
from tests.fakes.telegram.calls import Call, Handler
from tests.fakes.telegram.profile import NO_BUTTON, Scope
from tests.fakes.telegram.refusals import Payload, bad

MOST_COMMANDS = 100
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_LONGEST = {"name": 64, "description": 512, "short_description": 120}


def get_me(call: Call) -> Payload:
    world = call.world
    return payloads.user(world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": world.topics_in_private,
        "allows_users_to_create_topics": world.topics_in_private,
    }


def log_out(call: Call) -> bool:
    return True


def set_commands(call: Call) -> bool:
    commands = call.body.get("commands") or []
    for one in commands:
        _check_command(one["command"].removeprefix("/"), one["description"])
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    kept = [{**one, "command": one["command"].removeprefix("/")} for one in commands]
    call.world.profile.commands[_place(call)] = kept
    return True


def _check_command(name: str, description: str) -> None:
    if not name:
        raise bad("command must be non-empty")
    if len(name) > 32:
        raise bad("command length must not exceed 32")
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise bad("BOT_COMMAND_INVALID")
    if not description.strip():
        raise bad("command description must be non-empty")
    if len(description) > 256:
        raise bad("command description length must not exceed 256")


def get_commands(call: Call) -> list[Payload]:
    return call.world.profile.commands.get(_place(call), [])


def delete_commands(call: Call) -> bool:
    call.world.profile.commands.pop(_place(call), None)
    return True


def _place(call: Call) -> tuple[Scope, str]:
    return _scope(call, call.body.get("scope") or {"type": "default"}), _language(call)


def _scope(call: Call, scope: Payload) -> Scope:
    kind, chat_id = scope["type"], scope.get("chat_id")
    if chat_id is None:
        return (kind, None, None)
    chat = access.reach(call.world, chat_id)
    if chat.private and kind != "chat":
        raise bad("can't use specified scope in private chats")
    return (kind, chat.id, scope.get("user_id"))


def _language(call: Call) -> str:
    code = call.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad("invalid language code specified")
    return code


def _setter(field: str, table: str) -> Handler:
    def put(call: Call) -> bool:
        language, text = _language(call), call.text(field)
        if len(text) > _LONGEST[field]:
            raise bad(f"BOT_{'TITLE' if field == 'name' else field.upper()}_INVALID")
        values: dict[str, str] = getattr(call.world.profile, table)
        values[language] = text
        if not text:
            del values[language]
        return True

    return put


def _getter(field: str, table: str) -> Handler:
    def get(call: Call) -> Payload:
        values: dict[str, str] = getattr(call.world.profile, table)
        usual = call.world.bot.first_name if field == "name" else ""
        return {field: values.get(_language(call)) or values.get("") or usual}

    return get


def set_menu_button(call: Call) -> bool:
    call.world.profile.buttons[_person(call)] = call.body.get("menu_button") or NO_BUTTON
    return True


def get_menu_button(call: Call) -> Payload:
    buttons = call.world.profile.buttons
    return buttons.get(_person(call)) or buttons.get(None) or NO_BUTTON


def _person(call: Call) -> int | None:
    number = call.number("chat_id")
    if number is not None and number not in call.world.users:
        raise bad("user not found")
    return number


def set_rights(call: Call) -> bool:
    call.world.profile.rights[bool(call.body.get("for_channels"))] = call.body.get("rights")
    return True


METHODS: dict[str, Handler] = {
    "getMe": get_me,
    "logOut": log_out,
    "close": log_out,
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setMyName": _setter("name", "names"),
    "getMyName": _getter("name", "names"),
    "setMyDescription": _setter("description", "descriptions"),
    "getMyDescription": _getter("description", "descriptions"),
    "setMyShortDescription": _setter("short_description", "short_descriptions"),
    "getMyShortDescription": _getter("short_description", "short_descriptions"),
    "setChatMenuButton": set_menu_button,
    "getChatMenuButton": get_menu_button,
    "setMyDefaultAdministratorRights": set_rights,
}
