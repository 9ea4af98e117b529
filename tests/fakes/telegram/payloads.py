"""How users, chats, members and files stand on the wire."""

from tests.fakes.telegram.chats import Chat, Kind, Topic
from tests.fakes.telegram.members import (
    PERMISSIONS,
    RIGHTS,
    RIGHTS_IN_CHANNELS,
    RIGHTS_IN_GROUPS,
    Member,
    Status,
)
from tests.fakes.telegram.messages import File
from tests.fakes.telegram.refusals import Payload
from tests.fakes.telegram.users import User


def user(one: User) -> Payload:
    payload: Payload = {"id": one.id, "is_bot": one.bot, "first_name": "" if one.deactivated else one.first_name}
    named = {"last_name": one.last_name, "username": one.username, "language_code": one.language}
    return payload if one.deactivated else payload | {key: value for key, value in named.items() if value}


def chat(one: Chat) -> Payload:
    payload: Payload = {"id": one.id, "type": str(one.kind)}
    if one.person:
        payload["first_name"] = "" if one.person.deactivated else one.person.first_name
        if one.person.last_name and not one.person.deactivated:
            payload["last_name"] = one.person.last_name
    else:
        payload["title"] = one.title
    if one.username:
        payload["username"] = one.username
    if one.forum:
        payload["is_forum"] = True
    return payload


def whole_chat(one: Chat) -> Payload:
    """A chat as getChat answers it."""
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    payload = {**chat(one), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    if one.is_group:
        payload["permissions"] = {name: name in one.permissions for name in PERMISSIONS}
    if one.hides_members:
        payload["has_hidden_members"] = True
    if one.username:
        payload["active_usernames"] = [one.username]
    if one.discussion:
        payload["linked_chat_id"] = one.discussion.id
    return payload


def member(one: Member, kind: Kind) -> Payload:
    """Somebody's standing in a chat."""
    payload: Payload = {"status": str(one.status), "user": user(one.user)}
    match one.status:
        case Status.CREATOR:
            payload["is_anonymous"] = one.anonymous
        case Status.ADMINISTRATOR:
            further = RIGHTS_IN_CHANNELS if kind is Kind.CHANNEL else RIGHTS_IN_GROUPS
            payload |= {name: name in one.rights for name in (*RIGHTS, *further)}
            payload |= {"can_be_edited": False, "is_anonymous": one.anonymous}
        case Status.RESTRICTED:
            payload |= {name: name in one.permissions for name in PERMISSIONS}
            payload |= {"is_member": True, "until_date": 0}
        case Status.KICKED:
            payload["until_date"] = 0
    if one.title and one.manages:
        payload["custom_title"] = one.title
    return payload


def document(one: File) -> Payload:
    return {
        "file_id": one.id,
        "file_unique_id": one.unique_id,
        "file_name": one.name,
        "mime_type": one.mime,
        "file_size": len(one.data),
    }


def file(one: File) -> Payload:
    size = {"file_size": len(one.data)}
    return {"file_id": one.id, "file_unique_id": one.unique_id, "file_path": one.path, **size}


def topic(one: Topic) -> Payload:
    return {"message_thread_id": one.id, "name": one.name, "icon_color": one.color}
