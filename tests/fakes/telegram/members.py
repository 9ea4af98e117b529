"""Members of chats: what they are there and what they may."""

from dataclasses import dataclass
from enum import StrEnum

from tests.fakes.telegram.users import User


class Status(StrEnum):
    """What somebody is in a chat."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"


RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
RIGHTS_IN_GROUPS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")
RIGHTS_IN_CHANNELS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
USUAL = frozenset(PERMISSIONS) - {"can_change_info", "can_pin_messages", "can_manage_topics"}
PRESENT = {Status.CREATOR, Status.ADMINISTRATOR, Status.MEMBER, Status.RESTRICTED}


@dataclass(eq=False)
class Member:
    """Somebody in a chat; rights are those of administrators, permissions those of the restricted."""

    user: User
    status: Status = Status.MEMBER
    rights: frozenset[str] = frozenset()
    permissions: frozenset[str] = USUAL
    anonymous: bool = False
    title: str | None = None

    @property
    def present(self) -> bool:
        return self.status in PRESENT

    @property
    def manages(self) -> bool:
        """Whether this is an administrator, the owner included."""
        return self.status in (Status.CREATOR, Status.ADMINISTRATOR)
