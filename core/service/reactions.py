"""Emojis that people give to messages; a red flag among them weighs on the tree."""

from typing import Any

from sqlalchemy import bindparam, delete, literal, select

from core.domain.deed import What
from core.domain.emoji import SKIP_OF_FAMILY, Emoji, EmojiChange
from core.domain.growth import Growth
from core.domain.message import Message
from core.domain.task import Kind
from core.service import account, flagged, forest
from core.service.flags import count_red_flags, is_flagged, mark
from core.service.grow import grow
from core.store.prepared import Prepared
from core.store.tables import reaction
from core.store.transaction import Transaction
from core.store.upsert import insert_missing

_THIS = (
    reaction.c.tree_id == bindparam("of_tree"),
    reaction.c.message_id == bindparam("of_message"),
    reaction.c.person_id == bindparam("of_person"),
    reaction.c.emoji == bindparam("of_emoji"),
)
_GIVEN = Prepared(select(literal(1)).where(*_THIS))
_TAKE_BACK = Prepared(delete(reaction).where(*_THIS))


def react(
    tx: Transaction, person_id: str, message_id: str, emoji: Emoji, change: EmojiChange = EmojiChange.TOGGLE
) -> None:
    """Give a message an emoji, or take it back; a vote takes back its opposite, and on one's own message is none."""
    account.active(tx, person_id)
    stored, one = forest.lock_around(tx, message_id)
    if emoji.opposite and one.author_id == person_id:
        return
    given = tx.execute(_GIVEN, _key(stored, one.id, person_id, emoji)).first() is not None
    wanted = not given if change is EmojiChange.TOGGLE else change is EmojiChange.ADD
    if wanted and not given:
        _add(tx, stored, one, person_id, emoji)
    elif given and not wanted:
        _take_back(tx, stored, one, person_id, emoji)


def raise_flag(tx: Transaction, stored: Growth, one: Message, person_id: str) -> None:
    """Raise a person's red flag on a message, once; moderators are to look at it, again if they have before."""
    _give(tx, stored.tree.id, one.id, person_id, Emoji.RED_FLAG)
    flagged.put_down(tx, stored.tree.id, one.id)
    tx.note(What.REPORTED, lang=stored.tree.lang)
    _weigh(tx, stored, one)


def note_skip(tx: Transaction, person_id: str, tree_id: str | None, message_id: str | None, kind: Kind) -> None:
    """Show on a message that a person skipped a task about it; what the skip does to the tree is no matter of this."""
    if tree_id is not None and message_id is not None:
        _give(tx, tree_id, message_id, person_id, SKIP_OF_FAMILY[kind.family])


def forget_skip(tx: Transaction, person_id: str, tree_id: str, message_id: str, kind: Kind) -> None:
    """It was no skip for the message's own sake after all."""
    emoji = SKIP_OF_FAMILY[kind.family]
    tx.execute(_TAKE_BACK, {"of_tree": tree_id, "of_message": message_id, "of_person": person_id, "of_emoji": emoji})


def _add(tx: Transaction, stored: Growth, one: Message, person_id: str, emoji: Emoji) -> None:
    if emoji is Emoji.RED_FLAG:
        return raise_flag(tx, stored, one, person_id)
    if emoji.opposite:
        tx.execute(_TAKE_BACK, _key(stored, one.id, person_id, emoji.opposite))
    return _give(tx, stored.tree.id, one.id, person_id, emoji)


def _take_back(tx: Transaction, stored: Growth, one: Message, person_id: str, emoji: Emoji) -> None:
    tx.execute(_TAKE_BACK, _key(stored, one.id, person_id, emoji))
    if emoji is Emoji.RED_FLAG:
        _weigh(tx, stored, one)


def _weigh(tx: Transaction, stored: Growth, one: Message) -> None:
    """Let a tree feel the red flags that are open on one of its messages."""
    tree_id = stored.tree.id
    mark(tx, tree_id, one.id, is_flagged(tx, tree_id, one.id))
    grow(tx, stored, forest.with_message(stored.tree, id=one.id, red_flags=count_red_flags(tx, tree_id, one.id)))


def _give(tx: Transaction, tree_id: str, message_id: str, person_id: str, emoji: Emoji) -> None:
    row = {"tree_id": tree_id, "message_id": message_id, "person_id": person_id, "emoji": emoji, "created_at": tx.now}
    insert_missing(tx.connection, reaction, [row])


def _key(stored: Growth, message_id: str, person_id: str, emoji: Emoji) -> dict[str, Any]:
    return {"of_tree": stored.tree.id, "of_message": message_id, "of_person": person_id, "of_emoji": emoji}
