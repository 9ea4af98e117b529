"""What becomes of an interaction: the first answer, and what follows through its token."""

from tests.fakes.discord import forms, letters, limits, posting, refusals
from tests.fakes.discord.interactions import Act, Callback, Interaction
from tests.fakes.discord.messages import File, Flag, Message
from tests.fakes.discord.permissions import Permission, may
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.world import TOKEN_LASTS, World

_POSSIBLE = {
    Act.COMMAND: {Callback.MESSAGE, Callback.DEFERRED_MESSAGE, Callback.FORM},
    Act.COMPONENT: {*Callback} - {Callback.CHOICES},
    Act.COMPLETE: {Callback.CHOICES},
    Act.SUBMIT: {*Callback} - {Callback.CHOICES, Callback.FORM},
}
_UPDATES = {Callback.UPDATE, Callback.DEFERRED_UPDATE}
_KEPT = Flag.EPHEMERAL | Flag.COMPONENTS_V2 | Flag.SUPPRESS_EMBEDS | Flag.SILENT


def answer(world: World, interaction: Interaction, body: Payload, files: list[File]) -> None:
    """The first answer."""
    took = world.moments.seconds_since(interaction.created)
    if interaction.answered:
        raise refusals.already_acknowledged()
    if took > world.patience:
        interaction.failed = f"nothing came within {world.patience:g} s"
        raise refusals.unknown("Interaction")
    kind = _kind(interaction, body)
    _thread_takes_it(world, interaction, kind)
    data: Payload = body.get("data") or {}
    if kind is Callback.FORM:
        forms.form(data)
        interaction.form = data
    elif kind is Callback.CHOICES:
        interaction.choices = data.get("choices") or []
    elif kind in _UPDATES:
        interaction.original = interaction.message
    if kind is Callback.UPDATE:
        assert interaction.message
        limits.edit(interaction.message, data, [one.name for one in files])
        write(world, interaction, interaction.message, data, files)
    if kind in (Callback.MESSAGE, Callback.DEFERRED_MESSAGE):
        interaction.original = _first_message(world, interaction, kind, data, files)
    interaction.answered, interaction.answered_after = kind, took
    world.changes.tell([interaction.user.id])


def _kind(interaction: Interaction, body: Payload) -> Callback:
    kind = Callback(body["type"])
    unfit = kind not in _POSSIBLE[interaction.act]
    if unfit or (kind in _UPDATES and interaction.message is None):
        raise refusals.invalid("type", f"Interactions of type {interaction.act:d} can't be answered by {kind:d}.")
    return kind


def _thread_takes_it(world: World, interaction: Interaction, kind: Callback) -> None:
    """In an archived thread that stays so because it is locked, nothing new can be said."""
    thread = interaction.channel
    if not thread.archived or kind not in (Callback.MESSAGE, Callback.DEFERRED_MESSAGE):
        return
    if thread.locked and not may(thread, world.bot.id, Permission.MANAGE_THREADS):
        raise refusals.thread_archived()


def _first_message(
    world: World, interaction: Interaction, kind: Callback, data: Payload, files: list[File]
) -> Message | None:
    if kind is Callback.DEFERRED_MESSAGE:
        flags = (data.get("flags") or 0) & Flag.EPHEMERAL | Flag.LOADING
        return _post(world, interaction, {"flags": flags}, [])
    limits.message(data, data.get("flags") or 0, [one.name for one in files])
    return _post(world, interaction, {**data, "flags": (data.get("flags") or 0) & _KEPT}, files)


def _post(world: World, interaction: Interaction, data: Payload, files: list[File]) -> Message:
    message = posting.new(
        world,
        interaction.channel,
        world.bot,
        content=data.get("content") or "",
        components=data.get("components") or [],
        embeds=data.get("embeds") or [],
        flags=data["flags"],
        files=files,
        interaction=interaction,
    )
    if interaction.act is Act.COMMAND and interaction.original is None:
        message.type = 23 if interaction.data.get("target_id") else 20
    if message.ephemeral:
        message.viewer = interaction.user
    if not message.loading:
        interaction.changes += 1
    return posting.post(world, message, data.get("allowed_mentions"))


def usable(world: World, application_id: str, token: str) -> Interaction:
    """The interaction whose token is used for more."""
    interaction = world.tokens.get(token)
    if interaction is None or int(application_id) != world.bot.id:
        raise refusals.unknown("Webhook")
    if world.moments.seconds_since(interaction.created) > TOKEN_LASTS:
        raise refusals.expired_token()
    if interaction.answered is None:
        raise refusals.unknown("Webhook")
    return interaction


def follow(world: World, interaction: Interaction, body: Payload, files: list[File]) -> Message:
    """A further message; right after a deferral it is the awaited one."""
    names = [one.name for one in files]
    if (original := interaction.original) and original.loading:
        limits.edit(original, body, names)
        return write(world, interaction, original, body, files)
    flags = (body.get("flags") or 0) & _KEPT
    limits.message(body, flags, names)
    message = _post(world, interaction, {**body, "flags": flags}, files)
    interaction.followups.append(message)
    return message


def written(interaction: Interaction, message_id: str) -> Message:
    """A message that the interaction's token reaches."""
    reachable = [interaction.original] if message_id == "@original" else [interaction.original, *interaction.followups]
    for message in reachable:
        if message and not message.deleted and message_id in ("@original", str(message.id)):
            return message
    raise refusals.unknown("Message")


def write(world: World, interaction: Interaction, message: Message, body: Payload, files: list[File]) -> Message:
    """Edit a message through the token."""
    if message.channel.archived and not message.ephemeral:
        raise refusals.thread_archived()
    interaction.changes += 1
    return posting.rewrite(world, message, body, files, quiet=message.loading)


def drawn(world: World, interaction: Interaction) -> Payload:
    """The answer to a first answer, where it is asked for."""
    about: Payload = {
        "id": str(interaction.id),
        "type": int(interaction.act),
        "channel_id": str(interaction.channel.id),
    }
    if interaction.channel.guild_id:
        about["guild_id"] = str(interaction.channel.guild_id)
    body: Payload = {"interaction": about}
    if message := interaction.original:
        about["response_message_id"] = str(message.id)
        about["response_message_loading"] = message.loading
        about["response_message_ephemeral"] = message.ephemeral
        if interaction.answered in (Callback.MESSAGE, Callback.UPDATE):
            body["resource"] = {"type": int(interaction.answered), "message": letters.message(world, message)}
    return body
