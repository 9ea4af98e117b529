"""The list of checks; a platform adds its own."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec

import bots.desk.migrations
import core.store.migrations
from bots.doctor import clock, database, janitor, postgres, replica, sqlite_file
from bots.doctor.central import look_at_central_store
from bots.doctor.check import Check, Look
from bots.doctor.consent import look_at_consent
from bots.doctor.disk import Room, look_at_disk, room
from bots.doctor.env_file import look_at_env_file
from bots.doctor.finding import Finding
from bots.doctor.locales import look_at_locales
from bots.doctor.place import Place
from bots.doctor.secret import look_at_secret
from bots.text.locale import LOCALES
from core.settings import Settings
from core.store.store import Clock, utc_now

Arguments = ParamSpec("Arguments")


@dataclass(frozen=True)
class Surroundings:
    """What lies around this program, and how to learn of it."""

    folder: Path = Path()
    locales: Path = LOCALES
    clock: Clock = utc_now
    room: Room = room


def checks_without_settings(around: Surroundings) -> list[Check]:
    """What can be looked at where the settings themselves are wrong."""
    return [
        Check(".env", _at_once(look_at_env_file, around.folder.absolute())),
        Check("locales", _at_once(look_at_locales, around.locales)),
    ]


@asynccontextmanager
async def checks(settings: Settings, around: Surroundings) -> AsyncIterator[list[Check]]:
    """All checks; databases that they open are closed afterwards."""
    desk = Place.of("desk", "desk_url", settings.desk_url, bots.desk.migrations)
    places = [desk]
    if settings.store_url is None:
        places.insert(0, Place.of("tree store", "database_url", settings.database_url, core.store.migrations))
    try:
        async with _discord_checks(settings, desk) as of_discord, _telegram_checks(settings, desk) as of_telegram:
            yield [
                *checks_without_settings(around),
                Check("consent", _at_once(look_at_consent, settings)),
                Check("secret", _at_once(look_at_secret, settings)),
                Check("disk", _at_once(look_at_disk, [settings.home, *_folders(places)], around.room)),
                Check("central store", lambda: look_at_central_store(settings)),
                *(check for place in places for check in _database_checks(place, settings, around)),
                Check("clock", lambda: clock.look_at_clock(around.clock, places)),
                *of_discord,
                *of_telegram,
            ]
    finally:
        for place in places:
            await place.close()


@asynccontextmanager
async def _discord_checks(settings: Settings, desk: Place) -> AsyncIterator[list[Check]]:
    """None where no bot is configured; else the library is loaded, and Discord asked."""
    if settings.discord_token is None:
        yield []
        return
    from bots.discord.doctor.checks import checks as discord_checks

    async with discord_checks(settings, desk) as listed:
        yield listed


@asynccontextmanager
async def _telegram_checks(settings: Settings, desk: Place) -> AsyncIterator[list[Check]]:
    """The same of Telegram."""
    if settings.telegram_token is None:
        yield []
        return
    from bots.telegram.doctor.checks import checks as telegram_checks

    async with telegram_checks(settings, desk) as listed:
        yield listed


def _database_checks(place: Place, settings: Settings, around: Surroundings) -> list[Check]:
    ours = place.setting == "database_url"
    required = ours and settings.synchronous_standby == "required"
    looks: dict[str, Look] = {
        "": lambda: database.reach(place),
        ": tables": lambda: database.look_at_schema(place),
        ": file": lambda: sqlite_file.look_at_pages(place),
        ": log": lambda: sqlite_file.look_at_journal(place),
        ": server": lambda: postgres.look_at_version(place),
        ": server's clock": lambda: postgres.look_at_skew(place, around.clock),
        ": safety": lambda: postgres.look_at_safety(place, required=required),
    }
    if ours:
        looks[": replica"] = lambda: replica.look_at_replica(place, settings)
        looks[": janitor"] = lambda: janitor.look_at_janitor(place, around.clock)
    return [Check(place.name + what, look) for what, look in looks.items()]


def _folders(places: list[Place]) -> list[Path]:
    return [place.file.parent for place in places if place.file is not None]


def _at_once(look: Callable[Arguments, Finding], *args: Arguments.args, **kwargs: Arguments.kwargs) -> Look:
    """A look that waits for nothing."""

    async def asked() -> Finding:
        return look(*args, **kwargs)

    return asked
