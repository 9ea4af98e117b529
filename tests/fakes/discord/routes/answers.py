"""First answers to interactions."""

from tests.fakes.discord import answering
from tests.fakes.discord.calls import Call, Route
from tests.fakes.discord.refusals import Payload


def answer(call: Call, interaction_id: str, interaction_token: str) -> Payload | None:
    interaction = call.world.interaction(int(interaction_id), interaction_token)
    answering.answer(call.world, interaction, call.fields(), call.files_of(call.fields().get("data") or {}))
    wanted = call.query.get("with_response", "").lower() in ("1", "true")
    return answering.drawn(call.world, interaction) if wanted else None


ROUTES = (Route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", answer, free=True),)
