"""Trees grown over the wire until they look like those of an example."""

from collections.abc import Sequence
from typing import Any

from tests.fakes.api import Api

JUDGES = ("judge",)


async def plant(api: Api, said: Sequence[dict[str, Any]], judges: Sequence[str] = JUDGES, *, whole: bool = True) -> str:
    """A conversation, each message by another person and accepted; unless it is to be `whole`, the last one still
    waits for its reviews. The id of the last message."""
    message_id = ""
    for place, one in enumerate(said):
        kind = "initial_prompt" if not place else "assistant_reply" if one["is_assistant"] else "prompter_reply"
        message_id = await write(api, f"author {place}", kind, one)
        if whole or place < len(said) - 1:
            await accept(api, kind, judges)
    return message_id


async def write(api: Api, name: str, kind: str, one: dict[str, Any]) -> str:
    """A message by somebody, under the id that its client gives it; its own id."""
    answer = await api.say(name, await api.task(name, kind), one["text"], one.get("frontend_message_id"))
    assert answer.status == 200, answer.body
    return str(answer.body["receipt"]["message_id"])


async def accept(api: Api, kind: str, judges: Sequence[str] = JUDGES) -> None:
    """Reviews of what was written last."""
    for name in judges:
        assert (await api.label(name, await api.task(name, f"label_{kind}"))).status == 200
