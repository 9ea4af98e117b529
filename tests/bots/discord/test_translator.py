"""What Discord shows beside the English names."""

from typing import Any

import discord
import pytest
from discord.app_commands import locale_str

from bots.discord.translator import Translator, said
from bots.text.locale import Texts

CONTEXT: Any = None  # where it stands is of no interest


@pytest.fixture
def translator() -> Translator:
    return Translator(Texts())


async def test_a_text_is_said_in_a_language_that_we_have(translator: Translator) -> None:
    string = said(Texts(), "option-work-kind")
    assert string.message == "the kind of work"
    assert await translator.translate(string, discord.Locale.german, CONTEXT) == "die Art der Arbeit"


@pytest.mark.parametrize("locale", [discord.Locale.american_english, discord.Locale.british_english])
async def test_the_english_is_there_already(translator: Translator, locale: discord.Locale) -> None:
    assert await translator.translate(said(Texts(), "option-work-kind"), locale, CONTEXT) is None


async def test_a_language_that_we_lack_is_left_to_discord(translator: Translator) -> None:
    assert await translator.translate(said(Texts(), "option-work-kind"), discord.Locale.korean, CONTEXT) is None


async def test_what_is_no_text_of_ours_is_left_alone(translator: Translator) -> None:
    assert await translator.translate(locale_str("work"), discord.Locale.german, CONTEXT) is None
