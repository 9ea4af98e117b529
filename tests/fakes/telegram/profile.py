"""How the bot presents itself: commands, name, descriptions and menu button, per scope and language."""

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram.chats import Chat, Kind
from tests.fakes.telegram.refusals import Payload

Scope = tuple[Any, ...]  # kind, chat, person
DEFAULT: Scope = ("default", None, None)
NO_BUTTON: Payload = {"type": "default"}


@dataclass(eq=False)
class Profile:
    """What was set; the empty language stands for all others."""

    commands: dict[tuple[Scope, str], list[Payload]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    buttons: dict[int | None, Payload] = field(default_factory=dict)
    rights: dict[bool, Payload | None] = field(default_factory=dict)  # asked for when added; by: to a channel

    def offered(self, chat: Chat, user_id: int, language: str | None, *, manages: bool) -> list[Payload]:
        """The commands that a client proposes: of the narrowest scope that has some, in the person's language first."""
        for scope in _scopes(chat, user_id, manages=manages):
            for code in ((language or "")[:2], ""):
                if found := self.commands.get((scope, code)):
                    return found
        return []

    def shown(self, language: str | None, name: str) -> dict[str, str]:
        """What somebody with this language reads about the bot before they start it."""
        code = (language or "")[:2]
        tables = {
            "name": self.names,
            "description": self.descriptions,
            "short_description": self.short_descriptions,
        }
        found = {field: table.get(code) or table.get("") or "" for field, table in tables.items()}
        return {**found, "name": found["name"] or name}


def _scopes(chat: Chat, user_id: int, *, manages: bool) -> list[Scope]:
    if chat.kind is Kind.PRIVATE:
        return [("chat", chat.id, None), ("all_private_chats", None, None), DEFAULT]
    scopes: list[Scope] = [("chat_member", chat.id, user_id)]
    if manages:
        scopes.append(("chat_administrators", chat.id, None))
    scopes.append(("chat", chat.id, None))
    if manages:
        scopes.append(("all_chat_administrators", None, None))
    return [*scopes, ("all_group_chats", None, None), DEFAULT]
