"""Small trees, grown over the wire."""

from tests.fakes.api import Api

ABSENT = "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c"


async def reply(api: Api, name: str, text: str, kind: str = "assistant_reply", *, spam: int = 0) -> str:
    """A reply by somebody, reviewed at once; its id."""
    answer = await api.say(name, await api.task(name, kind), text)
    assert answer.status == 200, answer.body
    labelled = await api.label("judge", await api.task("judge", f"label_{kind}"), {"spam": spam})
    assert labelled.status == 200, labelled.body
    return str(answer.body["receipt"]["message_id"])


async def answered(api: Api) -> tuple[str, str]:
    """A prompt of ada's with an accepted answer by ben; their ids."""
    root = await api.sprout("ada")
    return root, await reply(api, "ben", "The Moon pulls on the sea.")


async def planted(api: Api) -> tuple[str, str]:
    """The same with a rejected answer beside it and a question of cleo's below it; the ids of prompt and answer."""
    root, answer = await answered(api)
    await reply(api, "cleo", "Why twice a day?", "prompter_reply")
    await reply(api, "dan", "BUY NOW", spam=1)
    return root, answer
