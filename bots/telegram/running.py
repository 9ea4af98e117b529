"""Telegram as one part of an installation: signed in, put together, and let run until told to stop."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from hashlib import sha256

import structlog
from aiohttp import web
from telegram import LinkPreviewOptions
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Defaults, Updater

from bots.assembly import House, household
from bots.dialogue import checks
from bots.dialogue.cards import Card
from bots.failures import Impossible
from bots.parts import Running
from bots.telegram.arrivals import PLATFORM
from bots.telegram.connection import connection
from bots.telegram.drawing.bounds import check_texts
from bots.telegram.front import Front
from bots.telegram.hearing import HearingBot, TokenRefused
from bots.telegram.intake import KINDS, Intake
from bots.telegram.pace import Pace
from bots.telegram.readiness import add_health
from bots.telegram.registration import register
from bots.telegram.webhook import PATH, add_webhook
from bots.text.locale import Texts
from core.api.serving import CannotListen, serving
from core.domain.person import Identity
from core.settings import Settings
from core.store.store import utc_now

_NO_PREVIEWS = Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True))  # for whatever is said
POLL = 30  # seconds that one poll waits for something to happen
_ADVICE = {
    Conflict: "Somebody else takes this bot's updates: another process with the same token, or a webhook that was set "
    "since. End it; if it isn't yours, have BotFather revoke the token.",
    TokenRefused: "If that goes on, the token was revoked: copy the new one from BotFather into "
    "ARBORETUM_TELEGRAM_TOKEN, and start anew.",
}

log = structlog.get_logger()


@dataclass(frozen=True)
class Address:
    """Where Telegram brings updates to, if it does; and where we listen, for that and for questions of health."""

    webhook: str | None = None
    listen: str | None = None


async def run_telegram(running: Running, address: Address = Address()) -> None:
    """Serve people on Telegram until told to stop."""
    await asyncio.to_thread(checks.load)
    async with signed_in(running.settings) as bot, at_work(bot, running.settings) as front:
        intake = Intake(front.reception.take)
        app = web.Application()
        add_health(app, bot, front.home.desk, polling=address.webhook is None)
        if address.webhook is not None:
            add_webhook(app, bot, intake, webhook_secret(running.settings))
        async with _listening(app, address, running), _hearing(bot, intake, app, address, running.settings):
            running.say(f"Telegram: signed in as @{bot.username}.")
            await running.stop.wait()
            running.say("Telegram: leaving; what was begun is finished first.")


@asynccontextmanager
async def signed_in(settings: Settings, pace: Pace | None = None) -> AsyncIterator[HearingBot]:
    """A bot that Telegram knows, and lets go of at the end; `pace` goes by the machine's clock unless given."""
    if settings.telegram_token is None:
        raise Impossible("ARBORETUM_TELEGRAM_TOKEN is not set: the README says how to get a token, step by step.")
    async with connection(settings) as options:
        measured = pace or Pace(asyncio.get_running_loop().time, asyncio.sleep)
        bot = HearingBot(utc_now, rate_limiter=measured, defaults=_NO_PREVIEWS, **options)
        with explained():
            await bot.initialize()
        yield bot
        await bot.shutdown()


@asynccontextmanager
async def at_work(bot: HearingBot, settings: Settings, house: House = household) -> AsyncIterator[Front]:
    """Everything behind the bot: desk, runner, screens; commands are listed before anybody uses them."""
    texts = _fitting(Texts())
    front: Front | None = None

    async def show(who: Identity, locale: str, cards: tuple[Card, ...]) -> None:
        assert front is not None
        await front.screens.show(who, locale, cards)

    async with house(settings, texts, show, (PLATFORM,)) as home:
        front = Front.of(bot, home, texts, settings)
        with explained():
            await register(bot, home.desk, texts, settings.collection_name)
        async with front.duties():
            yield front


@asynccontextmanager
async def _listening(app: web.Application, address: Address, running: Running) -> AsyncIterator[None]:
    """Be there for Telegram's calls, and for those who watch over us."""
    if address.listen is None:
        yield
        return
    try:
        async with serving(app, address.listen, "Telegram's part") as place:
            running.say(f"Telegram: listening on {place}.")
            yield
    except CannotListen as error:
        raise Impossible(str(error)) from error


@asynccontextmanager
async def _hearing(
    bot: HearingBot, intake: Intake, app: web.Application, address: Address, settings: Settings
) -> AsyncIterator[None]:
    """Poll; or, with a webhook, let Telegram come. Left, nothing more is taken."""
    if address.webhook is not None:
        await _call_us(bot, address.webhook.rstrip("/") + PATH, webhook_secret(settings))
        yield
        return
    async with polling(bot, intake):
        yield


@asynccontextmanager
async def polling(bot: HearingBot, intake: Intake) -> AsyncIterator[None]:
    """Ask for updates until the block is left; what was begun is kept then."""
    bot.bring(intake.begin)
    updater = Updater(bot, intake)  # shut down, it would sign the bot off, which still has something to say
    await updater.initialize()
    with explained():
        await updater.start_polling(timeout=POLL, allowed_updates=list(KINDS), error_callback=_note)
    try:
        yield
    finally:
        bot.leave()
        await updater.stop()
        await intake.finish()


async def _call_us(bot: HearingBot, url: str, secret: str) -> None:
    """Have Telegram bring updates from now on, those that wait first."""
    with explained():
        try:
            await bot.set_webhook(url, allowed_updates=KINDS, secret_token=secret)
        except BadRequest as error:
            raise Impossible(
                f"Telegram doesn't accept this webhook ({error.message}): it takes an https address with a certificate "
                "that it knows, on port 443, 80, 88 or 8443."
            ) from error


def webhook_secret(settings: Settings) -> str:
    """What Telegram says with each call, so that nobody else can bring updates; made from the key for buttons."""
    return sha256(b"webhook " + settings.signing_key()).hexdigest()


def _note(error: TelegramError) -> None:
    advice = {"advice": found} if (found := _ADVICE.get(type(error))) else {}
    log.warning("telegram_poll_failed", error=type(error).__name__, **advice)


def _fitting(texts: Texts) -> Texts:
    """Texts of which none is too long for its place."""
    if problems := check_texts(texts):
        raise Impossible(f"Some texts don't fit on Telegram: {'; '.join(problems)}.")
    return texts


@contextmanager
def explained() -> Iterator[None]:
    """What Telegram refuses, in a sentence that says what to do."""
    try:
        yield
    except InvalidToken as error:
        raise Impossible(
            "Telegram doesn't know this token: copy it again from BotFather into ARBORETUM_TELEGRAM_TOKEN."
        ) from error
    except NetworkError as error:
        raise Impossible("Telegram can't be reached: check the network, and ARBORETUM_TELEGRAM_API_URL.") from error
    except TelegramError as error:
        raise Impossible(f"Telegram can't serve us just now ({type(error).__name__}); try again later.") from error
