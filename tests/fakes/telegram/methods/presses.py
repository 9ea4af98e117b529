"""Answers to presses of buttons."""

from tests.fakes.telegram.calls import Call, Handler
from tests.fakes.telegram.refusals import bad, query_too_old

LONGEST = 200


def answer(call: Call) -> bool:
    query = call.world.queries.get(call.text("callback_query_id"))
    now = call.world.moments.seconds()
    if query is None or query.answered or now - query.pressed > call.world.query_lasts:
        raise query_too_old()
    if len(call.text("text")) > LONGEST:
        raise bad("MESSAGE_TOO_LONG")
    query.answered, query.answered_after = True, now - query.pressed
    query.text, query.alert = call.body.get("text") or None, bool(call.body.get("show_alert"))
    query.url = call.body.get("url") or None
    call.world.changes.tell([query.user.id])
    return True


METHODS: dict[str, Handler] = {"answerCallbackQuery": answer}
