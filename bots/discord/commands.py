"""The slash commands: the table of the dialogue, as Discord wants it said."""

from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import AppCommandContext, Choice, Command, Group, describe

from bots.dialogue.breaks import PAUSED
from bots.dialogue.cards import Line
from bots.dialogue.moderate import WORDS
from bots.discord.acknowledge import acknowledge
from bots.discord.choices import kinds, languages
from bots.discord.mail import read_file
from bots.discord.reception import Reception
from bots.discord.translator import said
from bots.text.file import NotAText
from core.domain.errors import StoreAway

Interaction = discord.Interaction
Callback = Callable[..., Coroutine[Any, Any, None]]

EVERYWHERE = AppCommandContext(guild=True, dm_channel=True)
IN_SERVERS = AppCommandContext(guild=True)
PLAIN = ("skip", "undo", "drafts", "mine", "guidelines", "privacy", "help", "stop")
ALONE = ("queue", *PAUSED)  # words after /mod that need no id


def table(reception: Reception) -> list[Command[Any, ..., Any] | Group]:
    """All commands of the dialogue."""
    return [
        _work(reception),
        *(_plain(reception, name) for name in PLAIN),
        _answer(reception),
        _language(reception),
        _with_words(reception, "languages", "tags", "option-languages-tags"),
        _with_words(reception, "tree", "message", "option-tree-message"),
        _with_words(reception, "report", "reason", "option-report-reason"),
        _moderation(reception),
    ]


def _command(reception: Reception, name: str, callback: Callback, **options: str) -> Command[Any, ..., Any]:
    about = {option: said(reception.texts, id) for option, id in options.items()}
    command: Command[Any, ..., Any] = Command(
        name=name,
        description=said(reception.texts, f"command-{name}"),
        callback=describe(**about)(callback) if about else callback,
        allowed_contexts=EVERYWHERE,
    )
    return command


def _plain(reception: Reception, name: str) -> Command[Any, ..., Any]:
    async def run(interaction: Interaction) -> None:
        await reception.commanded(interaction, name)

    return _command(reception, name, run)


def _with_words(reception: Reception, name: str, option: str, about: str) -> Command[Any, ..., Any]:
    async def run(interaction: Interaction, words: str = "") -> None:
        await reception.commanded(interaction, name, words)

    renamed = app_commands.rename(words=option)(run)
    return _command(reception, name, renamed, words=about)


def _work(reception: Reception) -> Command[Any, ..., Any]:
    async def run(interaction: Interaction, kind: str = "", language: str = "") -> None:
        await reception.commanded(interaction, "work", f"{kind} {language}".strip())

    command = _command(reception, "work", run, kind="option-work-kind", language="option-work-language")
    command.autocomplete("kind")(_completing(reception, kinds))
    command.autocomplete("language")(_completing(reception, languages))
    return command


def _language(reception: Reception) -> Command[Any, ..., Any]:
    async def run(interaction: Interaction, language: str = "") -> None:
        await reception.commanded(interaction, "language", language)

    return _command(reception, "language", run, language="option-language-language")


def _answer(reception: Reception) -> Command[Any, ..., Any]:
    async def run(interaction: Interaction, text: str = "", file: discord.Attachment | None = None) -> None:
        if file is not None or not text.strip():
            await acknowledge(interaction, anew=True)  # a file takes its time
        try:
            texts = [text, "" if file is None else await read_file(file)]
        except NotAText as refused:
            await reception.say(interaction, refused.line)
            return
        written = "\n\n".join(one for one in texts if one.strip())
        if written:
            await reception.answered(interaction, written, "typed" if file is None else "file")
        else:
            await reception.say(interaction, Line("discord-answer-with"))

    return _command(reception, "answer", run, text="option-answer-text", file="option-answer-file")


def _moderation(reception: Reception) -> Group:
    group = Group(name="mod", description=said(reception.texts, "command-mod"), allowed_contexts=EVERYWHERE)
    for word in WORDS:
        group.add_command((_moderating if word in ALONE else _moderating_one)(reception, word))
    return group


def _moderating(reception: Reception, name: str) -> Command[Any, ..., Any]:
    async def run(interaction: Interaction) -> None:
        await reception.privately(interaction, "mod", name)

    return Command(name=name, description=said(reception.texts, f"command-mod-{name}"), callback=run)


def _moderating_one(reception: Reception, name: str) -> Command[Any, ..., Any]:
    async def run(interaction: Interaction, id: str) -> None:
        await reception.privately(interaction, "mod", f"{name} {id.strip()}")

    about = describe(id=said(reception.texts, "option-mod-id"))(run)
    return Command(name=name, description=said(reception.texts, f"command-mod-{name}"), callback=about)


def _completing(reception: Reception, offer: Callable[..., list[Choice[str]]]) -> Any:
    async def complete(interaction: Interaction, current: str) -> list[Choice[str]]:
        try:
            community = await reception.communities.of(interaction.guild_id)
        except StoreAway:
            return []
        return offer(reception.texts, interaction.locale.value, community, current)

    return complete
