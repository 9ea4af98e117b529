"""Chats and who is in them."""

from tests.fakes.telegram import access, letters, membership, payloads
from tests.fakes.telegram.calls import Call, Handler
from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.members import Member, Status
from tests.fakes.telegram.refusals import Payload, bad


def get(call: Call) -> Payload:
    chat = access.reach(call.world, call.body["chat_id"])
    drawn = payloads.whole_chat(chat)
    if chat.pinned:
        drawn["pinned_message"] = letters.message(chat.messages[max(chat.pinned)], quoted=False)
    return drawn


def member(call: Call) -> Payload:
    chat, user_id = access.reach(call.world, call.body["chat_id"]), call.body["user_id"]
    user = call.world.users.get(user_id)
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    if chat.private:
        if user_id not in (chat.id, call.world.bot.id):
            raise bad("user not found")
        return payloads.member(Member(user), chat.kind)
    _may_look(call, chat, user_id)
    found = chat.members.get(user_id) or Member(user, Status.LEFT)
    return payloads.member(found, chat.kind)


def _may_look(call: Call, chat: Chat, user_id: int) -> None:
    own = chat.members.get(call.world.bot.id)
    if chat.hides_members and user_id != call.world.bot.id and not (own and own.manages):
        raise bad("member list is inaccessible")


def administrators(call: Call) -> list[Payload]:
    chat = access.reach(call.world, call.body["chat_id"])
    if chat.private:
        raise bad("there are no administrators in the private chat")
    kept = [one for one in chat.members.values() if one.manages]
    if not call.body.get("return_bots"):
        kept = [one for one in kept if not one.user.bot or one.user is call.world.bot]
    return [payloads.member(one, chat.kind) for one in kept]


def count(call: Call) -> int:
    chat = access.reach(call.world, call.body["chat_id"])
    return 2 if chat.private else sum(one.present for one in chat.members.values())


def leave(call: Call) -> bool:
    chat = access.reach(call.world, call.body["chat_id"])
    if chat.private:
        raise bad("chat member status can't be changed in private chats")
    membership.put_out(call.world, chat, call.world.bot, call.world.bot, banned=False)
    return True


METHODS: dict[str, Handler] = {
    "getChat": get,
    "getChatMember": member,
    "getChatAdministrators": administrators,
    "getChatMemberCount": count,
    "leaveChat": leave,
}
