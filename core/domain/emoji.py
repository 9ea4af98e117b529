"""What people answer a message with in one sign; the codes are those of the published protocol."""

from enum import StrEnum

from core.domain.task import Family


class Emoji(StrEnum):
    """The emojis that a message can be given."""

    UP = "+1"
    DOWN = "-1"
    RED_FLAG = "red_flag"
    HUNDRED = "100"
    ROFL = "rofl"
    CLAP = "clap"
    DIAMOND = "diamond"
    HEART_EYES = "heart_eyes"
    DISAPPOINTED = "disappointed"
    POOP = "poop"
    SKULL = "skull"
    SKIP_REPLY = "_skip_reply"
    SKIP_RANKING = "_skip_ranking"
    SKIP_LABELING = "_skip_labeling"

    @property
    def opposite(self) -> "Emoji | None":
        """The emoji that nobody gives together with this one."""
        return {Emoji.UP: Emoji.DOWN, Emoji.DOWN: Emoji.UP}.get(self)

    @property
    def internal(self) -> bool:
        """Whether it stands for a skipped task, and is given by the store alone."""
        return self in SKIP_OF_FAMILY.values()


class EmojiChange(StrEnum):
    """What can be done with an emoji."""

    TOGGLE = "toggle"
    ADD = "add"
    REMOVE = "remove"


SKIP_OF_FAMILY = {
    Family.WRITE: Emoji.SKIP_REPLY,
    Family.RANK: Emoji.SKIP_RANKING,
    Family.REVIEW: Emoji.SKIP_LABELING,
}
