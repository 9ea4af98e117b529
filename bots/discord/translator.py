"""Names stay English; what Discord shows beside them comes from the same texts as the talk."""

import discord
from discord import app_commands
from discord.app_commands import TranslationContextTypes, locale_str

from bots.dialogue.cards import Line
from bots.text.locale import FALLBACK, Texts


def said(texts: Texts, id: str) -> locale_str:
    """A text of ours, to be translated where Discord asks."""
    return locale_str(texts.format(Line(id), FALLBACK), id=id)


class Translator(app_commands.Translator):
    """Answers in the locales that we have texts for; Discord shows the English elsewhere."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: TranslationContextTypes
    ) -> str | None:
        """A text in a locale, where it is there in that very language."""
        id = string.extras.get("id")
        ours = self._texts.negotiate(locale.value)
        if id is None or ours.split("-")[0] != locale.value.split("-")[0] or ours == FALLBACK:
            return None
        return self._texts.format(Line(id), ours)
