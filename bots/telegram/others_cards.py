"""Which cards in groups belong to somebody else: what is said to them is no text of whoever says it."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, select
from telegram import Message, User

from bots.desk import tables
from bots.desk.desk import Desk
from bots.dialogue.cards import Line
from bots.telegram.arrivals import PLATFORM
from bots.telegram.courtesies import Courtesies
from bots.telegram.spot import Sheet, load_sheet

_TASK = "task"  # the key of cards on which something is done; a receipt may be talked about


@dataclass(frozen=True)
class OthersCards:
    """Says once about each card, to whoever answers it in its owner's place, that nothing was taken from that."""

    desk: Desk
    courtesies: Courtesies
    _told: dict[int, tuple[int, int]] = field(default_factory=dict)  # by person: the last such card's chat and message

    async def answered(self, message: Message, user: User, card: Message) -> None:
        """Somebody replied to a message of ours that is no card of their own."""
        sheet = await self.desk.run(lambda connection: _sheet_with(connection, card))
        if sheet is not None and self._told.get(user.id) != (told := (card.chat.id, sheet.messages[0])):
            self._told[user.id] = told
            self.courtesies.reply(message, Line("telegram-others-card"))


def _sheet_with(connection: Connection, card: Message) -> Sheet | None:
    """The sheet on which a message is part of a task; there is one sheet for each person."""
    refs = tables.shown.c.ref
    here = (tables.shown.c.platform == PLATFORM) & refs.contains(f'"chat":{card.chat.id},', autoescape=True)
    sheets = map(load_sheet, connection.execute(select(refs).where(here)).scalars())
    return next((one for one in sheets if one.key == _TASK and _holds(one, card)), None)


def _holds(sheet: Sheet, card: Message) -> bool:
    return sheet.spot.chat == card.chat.id and card.message_id in sheet.messages
