"""What an interaction's token is good for after the first answer."""

from tests.fakes.discord import answering, letters, limits, posting, refusals
from tests.fakes.discord.calls import Call, Route
from tests.fakes.discord.refusals import Payload


def follow(call: Call, webhook_id: str, webhook_token: str) -> Payload:
    interaction = answering.usable(call.world, webhook_id, webhook_token)
    if interaction.channel.id not in call.world.channels:
        raise refusals.unknown("Channel")
    return letters.message(call.world, answering.follow(call.world, interaction, call.fields(), call.files()))


def read(call: Call, webhook_id: str, webhook_token: str, message_id: str = "@original") -> Payload:
    interaction = answering.usable(call.world, webhook_id, webhook_token)
    return letters.message(call.world, answering.written(interaction, message_id))


def edit(call: Call, webhook_id: str, webhook_token: str, message_id: str = "@original") -> Payload:
    interaction = answering.usable(call.world, webhook_id, webhook_token)
    message = answering.written(interaction, message_id)
    files = call.files()
    limits.edit(message, call.fields(), [one.name for one in files])
    return letters.message(call.world, answering.write(call.world, interaction, message, call.fields(), files))


def delete(call: Call, webhook_id: str, webhook_token: str, message_id: str = "@original") -> None:
    interaction = answering.usable(call.world, webhook_id, webhook_token)
    message = answering.written(interaction, message_id)
    interaction.changes += 1
    posting.remove(call.world, message)


_TOKEN = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL = f"{_TOKEN}/messages/@original"
_ONE = f"{_TOKEN}/messages/{{message_id}}"
ROUTES = (
    Route("POST", _TOKEN, follow, free=True),
    Route("GET", _ORIGINAL, read, free=True),
    Route("PATCH", _ORIGINAL, edit, free=True),
    Route("DELETE", _ORIGINAL, delete, free=True, status=204),
    Route("GET", _ONE, read, free=True),
    Route("PATCH", _ONE, edit, free=True),
    Route("DELETE", _ONE, delete, free=True, status=204),
)
