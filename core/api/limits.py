"""How often work may be asked for: the protocol's numbers."""

from core.api.rejections import TooManyRequests
from core.api.route import Call
from core.api.wire_tasks import TaskRequest, TaskRequestType
from core.service import allowances
from core.service.allowances import Limit
from core.service.deliver import fingerprint

OF_PERSON = Limit("tasks", 30, 240)
OF_TYPE = {
    TaskRequestType.ASSISTANT_REPLY: Limit("assistant_reply", 4, 120),
    TaskRequestType.PROMPTER_REPLY: Limit("prompter_reply", 8, 120),
}
OF_CLIENT = Limit("client", 10_000, 60)
ALL = (OF_PERSON, *OF_TYPE.values(), OF_CLIENT)


def count_task_request(call: Call, body: TaskRequest) -> None:
    """Count a request for a task, and refuse it when there were too many.

    A person is known by the key and the reference, or else the user in the body; without a user the client counts.
    """
    assert call.caller is not None
    if not call.settings.rate_limit:
        return
    if body.user is None:
        wanted, who = [OF_CLIENT], call.caller.key_id
    else:
        named = call.reference or (body.user.auth_method.value, body.user.id)
        wanted, who = [OF_PERSON], fingerprint(f"{call.caller.key_id} {named}")
        wanted += [OF_TYPE[body.type]] if body.type in OF_TYPE else []
    if seconds := max(allowances.use(call.tx, limit, who) for limit in wanted):
        raise TooManyRequests(seconds)
