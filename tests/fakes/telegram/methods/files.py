"""Files that the bot wants to fetch."""

from tests.fakes.telegram import payloads
from tests.fakes.telegram.calls import Call, Handler
from tests.fakes.telegram.refusals import Payload, bad

LARGEST_DOWNLOAD = 20 * 1024 * 1024


def get(call: Call) -> Payload:
    file = call.world.files.get(call.text("file_id"))
    if file is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return payloads.file(file)


METHODS: dict[str, Handler] = {"getFile": get}
