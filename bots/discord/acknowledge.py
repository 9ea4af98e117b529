"""The first answer to an interaction, at once: without one within three seconds it is lost."""

from collections.abc import Iterator
from contextlib import contextmanager

import discord
import structlog

from bots.discord.insisting import BROKEN
from core.failure import describe

_UNKNOWN, _UNKNOWN_WEBHOOK, _EXPIRED, _ANSWERED = 10062, 10015, 50027, 40060

log = structlog.get_logger()


@contextmanager
def in_time() -> Iterator[None]:
    """What comes too late for an interaction, or a second time as Discord told it twice, is no mistake of ours.

    Nor is an answer that the library can't read, for want of a Content-Type: what was asked is done.
    """
    try:
        yield
    except TypeError as error:
        log.warning("discord_answer_unreadable", error=describe(error))
    except discord.HTTPException as error:
        if error.code not in (_UNKNOWN, _UNKNOWN_WEBHOOK, _EXPIRED, _ANSWERED):
            raise
        log.warning("discord_too_late", code=error.code)


async def acknowledge(interaction: discord.Interaction, *, anew: bool = False) -> None:
    """Say that it was heard; `anew` promises a message that only this person sees, else the pressed one goes on.

    What came too late is worked off all the same, and what comes of it is seen with the next card.
    """
    if interaction.response.is_done():
        return
    try:
        with in_time():
            await interaction.response.defer(ephemeral=True, thinking=anew)
    except (discord.HTTPException, *BROKEN) as error:
        log.warning("discord_not_acknowledged", error=describe(error))


async def open_form(interaction: discord.Interaction, form: discord.ui.Modal) -> None:
    """Open a form; the library needn't wait for it, as whoever sends it is known by what it carries."""
    form.stop()
    with in_time():
        await interaction.response.send_modal(form)
