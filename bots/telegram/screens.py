"""What each person has before them on Telegram: one page of cards, edited in place or sent anew."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import structlog
from sqlalchemy import Connection
from telegram import Bot, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError

from bots.desk import inbox, shown
from bots.desk.desk import Desk
from bots.dialogue.cards import Card
from bots.runner.chat import Unreachable
from bots.runner.turns import Turns
from bots.telegram.drawing import Drawn, Reader, draw
from bots.telegram.insisting import insist, passes
from bots.telegram.spot import Sheet, Spot, dump_sheet, load_sheet
from bots.text.locale import Texts
from core.domain.person import Identity

PAGE = "page"  # the desk's name for the one page that a person has
BESIDE = frozenset({"news", "note", "reminder", "skipped", "returned"})
LASTING = frozenset({"undo"})  # an answer can be taken back from its receipt, however old that is
_SKIPPED, _WHY = "skipped", "why"  # where this comes before the next task, its question stays above that
_SAME, _NOBODY = "message is not modified", "chat not found"

log = structlog.get_logger()


@dataclass(frozen=True)
class Screens:
    """Brings cards to people: `show` is what the runner calls."""

    bot: Bot
    desk: Desk
    texts: Texts
    secret: bytes
    _turns: Turns = field(default_factory=Turns)

    async def show(self, who: Identity, locale: str, cards: tuple[Card, ...]) -> None:
        """Show cards where the person looks; Unreachable for whoever doesn't want to hear from us, or is gone."""
        async with self._turns.of(who):
            sheet, home = await self.sheet(who), Spot(int(who.external_id))
            if sheet.spot.in_group and not all(card.open for card in cards):
                sheet = Sheet(home, turns=sheet.turns)
            if sheet.spot != home:
                try:
                    return await self._bring(who, locale, cards, sheet)
                except (Forbidden, BadRequest) as error:
                    log.info("telegram_shown_in_private", error=type(error).__name__)
                    sheet = Sheet(home, turns=sheet.turns)
            try:
                await self._bring(who, locale, cards, sheet)
            except Forbidden as error:
                raise Unreachable from error
            except BadRequest as error:
                if _NOBODY not in error.message.lower():
                    raise
                raise Unreachable from error

    async def _bring(self, who: Identity, locale: str, cards: tuple[Card, ...], sheet: Sheet) -> None:
        """Show cards on a sheet, or where its group has moved to."""
        reader = Reader(self.texts, locale, self.secret, who.external_id)
        drawn = draw(cards, reader, in_group=sheet.spot.in_group)
        try:
            await self._put(who, sheet, cards[-1], drawn)
        except ChatMigrated as moved:
            spot = Spot(moved.new_chat_id, sheet.spot.topic)
            await self._put(who, Sheet(spot, turns=sheet.turns), cards[-1], drawn)
        except NetworkError as error:
            if not passes(error):
                raise
            log.warning("telegram_out_of_reach", error=type(error).__name__)
            raise Unreachable from error

    async def turn_to(self, who: Identity, spot: Spot, id: str, *, wrote: bool) -> None:
        """The person acts there now; what they `wrote` stands below the page. An act that comes again turns nothing.

        Waits for no page that is on its way: Telegram may let that wait for a minute, and nobody else must.
        """

        def work(connection: Connection) -> None:
            if inbox.knows(connection, who.platform, id):
                return  # late: meanwhile the person may be elsewhere
            sheet = _sheet(connection, who)
            if wrote or sheet.spot != spot:
                turned = sheet if sheet.spot == spot else Sheet(spot)
                turned = replace(turned, covered=turned.covered or wrote, turns=sheet.turns + 1)
                shown.remember(connection, who, PAGE, dump_sheet(turned))

        await self.desk.run(work)

    async def sheet(self, who: Identity) -> Sheet:
        """What the person has before them."""
        return await self.desk.run(lambda connection: _sheet(connection, who))

    async def _put(self, who: Identity, sheet: Sheet, main: Card, drawn: Sequence[Drawn]) -> None:
        if main.key in BESIDE and not main.rows:
            await self._send(sheet.spot, drawn)  # it stands by itself, and the page stays what it is
            await self._keep(who, replace(sheet, covered=True))
            return
        same = (main.key, main.since) == (sheet.key, sheet.since) and not sheet.covered
        if same and await self._edit(sheet, drawn):
            return
        fresh = Sheet(sheet.spot, (), main.key, main.since, turns=sheet.turns)
        for one in drawn:  # kept with each message: an answer to the first may come before the last is sent
            fresh = _with(fresh, await self._send_one(sheet.spot, one), one)
            await self._keep(who, fresh)
        await self._put_to_rest(sheet)

    async def _edit(self, sheet: Sheet, drawn: Sequence[Drawn]) -> bool:
        """Write a page over the old one; False where it has to be sent anew."""
        if len(sheet.messages) != len(drawn):
            return False
        for message, one in zip(sheet.messages, drawn, strict=True):
            if one.force_reply:
                continue  # it never reads otherwise, and can't be changed
            try:
                await insist(partial(self._edit_one, sheet.spot.chat, message, one))
            except BadRequest as error:
                if _SAME not in error.message.lower():
                    return False
        return True

    async def _edit_one(self, chat: int, message: int, one: Drawn) -> None:
        await self.bot.edit_message_text(
            one.html,
            chat_id=chat,
            message_id=message,
            parse_mode=ParseMode.HTML,
            reply_markup=one.keyboard,
        )

    async def _send(self, spot: Spot, drawn: Sequence[Drawn]) -> tuple[int, ...]:
        return tuple([await self._send_one(spot, one) for one in drawn])

    async def _send_one(self, spot: Spot, one: Drawn) -> int:
        return await insist(partial(self._try_to_send, spot, one))

    async def _try_to_send(self, spot: Spot, one: Drawn) -> int:
        answered = ReplyParameters(spot.reply_to, allow_sending_without_reply=True) if spot.reply_to else None
        asked = ForceReply(selective=True) if one.force_reply else None
        message = await self.bot.send_message(
            spot.chat,
            one.html,
            parse_mode=ParseMode.HTML,
            message_thread_id=spot.topic,
            reply_markup=one.keyboard or asked,
            reply_parameters=answered,
        )
        return message.message_id

    async def _put_to_rest(self, sheet: Sheet) -> None:
        """Take the buttons from a page that has been turned, but for those that are good for ever."""
        if sheet.pressable is None:
            return
        kept = [[InlineKeyboardButton(label, callback_data=token)] for label, token in sheet.lasting]
        try:
            await self.bot.edit_message_reply_markup(
                sheet.spot.chat, sheet.pressable, reply_markup=InlineKeyboardMarkup(kept) if kept else None
            )
        except TelegramError:
            return  # it was a courtesy: an old button is answered kindly

    async def _keep(self, who: Identity, sheet: Sheet) -> None:
        """Write down what stands there, unless the person went elsewhere while it was on its way."""

        def work(connection: Connection) -> None:
            now = _sheet(connection, who)
            if now.turns == sheet.turns:
                shown.remember(connection, who, PAGE, dump_sheet(sheet))
            elif now.spot == sheet.spot:
                shown.remember(connection, who, PAGE, dump_sheet(replace(sheet, covered=True, turns=now.turns)))

        await self.desk.run(work)


def _with(sheet: Sheet, message: int, one: Drawn) -> Sheet:
    """The sheet with one more message; the buttons are on one of them."""
    messages = (*sheet.messages, message)
    if not one.rows:
        return replace(sheet, messages=messages)
    lasts = LASTING | {_WHY} if sheet.key == _SKIPPED else LASTING
    lasting = tuple((shown.label, shown.token) for shown in one.buttons if shown.action in lasts)
    return replace(sheet, messages=messages, pressable=message, lasting=lasting)


def _sheet(connection: Connection, who: Identity) -> Sheet:
    refs = shown.refs(connection, who)
    return load_sheet(refs[PAGE]) if PAGE in refs else Sheet(Spot(int(who.external_id)))
