"""The form behind a button: opened from the desk alone, so that it never waits for the tree store."""

from dataclasses import dataclass

import discord

from bots.dialogue.cards import Button
from bots.discord.arrivals import identity
from bots.discord.drawing import Reader, modal
from bots.runner import Runner
from bots.text.locale import Texts
from bots.text.press import Press


@dataclass(frozen=True)
class Forms:
    """Finds the form that a person's card holds now; an old card's is answered by the dialogue, as any old press."""

    runner: Runner
    texts: Texts
    secret: bytes
    longest_text: int

    async def behind(self, interaction: discord.Interaction, press: Press) -> discord.ui.Modal | None:
        """The form that a press opens, if it does."""
        who = identity(interaction.user)
        outcome = await self.runner.look(who)
        if outcome.page is None:
            return None
        for card in outcome.cards:
            for button in card.buttons:
                if _means(press, button) and button.form is not None and press.version >= card.since:
                    locale = outcome.page.reading_locale
                    reader = Reader(self.texts, locale, self.secret, who.external_id)
                    return modal(button.form, card.version, reader, self.longest_text)
        return None


def _means(press: Press, button: Button) -> bool:
    return (press.action, press.argument) == (button.action, button.argument)
