"""What a few people of one language do, one thing after the other: told twice, it must come out the same."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from core import codec
from core.domain.errors import Refusal
from core.domain.person import Person
from core.domain.task import Ballot, Kind, Receipt, Shortage, SkipReason, Task
from core.link.link import Answer, Link
from core.link.requests import (
    Act,
    Agree,
    Edit,
    Halt,
    Join,
    Remove,
    Renew,
    Report,
    Restore,
    Resume,
    SetEnabled,
    Skip,
    SubmitBallot,
    SubmitReview,
    SubmitText,
    Take,
    Undo,
    answer_type,
)
from core.store.tables import metadata
from core.store.transaction import Transaction
from tests.crash.served import POLICY
from tests.fakes.grove import ADMIN, GOOD, ROUTE

LANGUAGES = ("en", "de", "fr", "pl", "pt-BR")
RULES = replace(POLICY, goal_size=4, max_depth=2, max_children=2, full_review_prompter=1.0)
"""Under these rules there is never more than one thing of a kind to do."""

_BESIDE = {"allowance", "api_key", "chore", "client", "effect", "score", "statistic"}  # not what people brought about
_DRAWN = {"fingerprint", "shuffle"}  # by chance, or with the ids of things
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.+Z]+")
_NUMBER = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


class Story:
    """The story of one language; `told` are the answers and refusals by key."""

    def __init__(self, link: Link, lang: str) -> None:
        self._link = link
        self._lang = lang
        self.sent: dict[str, Act[Any]] = {}
        self.told: dict[str, Any] = {}

    async def tell(self) -> None:
        """From the first prompt to the last ballot."""
        ada, ben, cleo, dan = [await self._join(name) for name in ("ada", "ben", "cleo", "dan")]
        root = await self._prompt(ada, ben, cleo)
        await self._ask(Take(dan.id, Kind.RANK_ASSISTANT_REPLIES))
        await self._decline(dan)
        await self._reply(ben, Kind.ASSISTANT_REPLY, ada, cleo)
        leaf = await self._reply(ada, Kind.PROMPTER_REPLY, ben, cleo)
        await self._moderate(dan, root, leaf)
        await self._reply(cleo, Kind.ASSISTANT_REPLY, ada, ben)
        for who in (ada, dan):
            await self._rank(who)
        await self._ask(Take(dan.id))

    async def _join(self, name: str) -> Person:
        who: Person = await self._ask(Join("test", f"{name} {self._lang}", name.title()))
        agreed: Person = await self._ask(Agree(who.id, "1", (self._lang,)))
        return agreed

    async def _prompt(self, author: Person, *judges: Person) -> str:
        """Written, changed, taken back, written again, and accepted: then it is too late to take anything back."""
        task = await self._take(author, Kind.INITIAL_PROMPT)
        await self._ask(SubmitText(author.id, task.id, "Why is the sky blue?", ROUTE))
        await self._ask(Edit(author.id, task.id, "Why is the sea blue?"))
        await self._ask(Undo(author.id, task.id))
        receipt: Receipt = await self._ask(SubmitText(author.id, task.id, "Why is grass green?", ROUTE))
        await self._review(Kind.LABEL_INITIAL_PROMPT, *judges)
        await self._ask(Undo(author.id, task.id))
        return str(receipt.message_id)

    async def _reply(self, author: Person, kind: Kind, *judges: Person) -> str:
        task = await self._take(author, kind)
        await self._ask(Renew(author.id, task.id))
        receipt: Receipt = await self._ask(SubmitText(author.id, task.id, f"{author.name} says: because.", ROUTE))
        await self._review({k.role: k for k in _REVIEWS}[kind.role], *judges)
        return str(receipt.message_id)

    async def _decline(self, who: Person) -> None:
        task = await self._take(who, Kind.ASSISTANT_REPLY)
        await self._ask(Skip(who.id, task.id))
        await self._ask(Skip(who.id, task.id, SkipReason.TOO_HARD))

    async def _review(self, kind: Kind, *judges: Person) -> None:
        for who in judges:
            task = await self._take(who, kind)
            await self._ask(SubmitReview(who.id, task.id, GOOD, ROUTE))

    async def _moderate(self, who: Person, tree_id: str, message_id: str) -> None:
        admin: Person = await self._ask(Join(ADMIN.platform, ADMIN.external_id, "Admin"))
        await self._ask(Report(who.id, message_id, "no good"))
        for act in (Remove(admin.id, message_id), Restore(admin.id, message_id), Halt(admin.id, tree_id)):
            await self._ask(act)
        await self._ask(Resume(admin.id, tree_id))
        for enabled in (False, True):
            await self._ask(SetEnabled(admin.id, who.id, enabled))

    async def _rank(self, who: Person) -> None:
        task = await self._take(who, Kind.RANK_ASSISTANT_REPLIES)
        order = sorted(task.replies, key=lambda reply: reply.text)
        await self._ask(SubmitBallot(who.id, task.id, Ballot(tuple((one.message_id,) for one in order)), ROUTE))

    async def _take(self, who: Person, kind: Kind) -> Task:
        found = await self._ask(Take(who.id, kind))
        assert isinstance(found, Task), (who.name, kind, found)
        return found

    async def _ask(self, act: Act[Answer]) -> Any:
        key = f"{self._lang} {len(self.sent):02}"
        self.sent[key] = act
        try:
            self.told[key] = await self._link.send(act, key)
        except Refusal as refusal:
            self.told[key] = refusal
        return self.told[key]


_REVIEWS = (Kind.LABEL_PROMPTER_REPLY, Kind.LABEL_ASSISTANT_REPLY)


def heard(story: Story, names: dict[str, str]) -> dict[str, str]:
    """The answers, without times and numbers, and with names for ids; `names` are found here."""
    return {key: _plain(_text(story.sent[key], answer), names, naming=True) for key, answer in story.told.items()}


def left(tx: Transaction, names: dict[str, str]) -> dict[str, Counter[str]]:
    """All rows that people have brought about, in the same words."""
    tables = [table for table in metadata.sorted_tables if table.name not in _BESIDE]
    return {
        table.name: Counter(_plain(_row(row), names) for row in tx.execute(select(table)).mappings())  # type: ignore[attr-defined]
        for table in tables
    }


def _text(act: Act[Any], answer: Any) -> str:
    if isinstance(answer, Refusal):
        return f"{answer.slug} {answer.arguments}"
    if isinstance(answer, Task):  # whose replies are shuffled
        answer = replace(answer, replies=tuple(sorted(answer.replies, key=lambda reply: reply.text)))
    if isinstance(answer, Shortage):  # whose people may have been counted some minutes ago
        answer = replace(answer, active_people=0)
    return codec.dump(answer_type(type(act)), answer)


def _row(row: Any) -> str:
    values = {name: value for name, value in row.items() if name not in _DRAWN and not isinstance(value, datetime)}
    if values.get("shown"):
        values["shown"] = len(values["shown"])
    return json.dumps(values, default=str, sort_keys=True)


def _plain(text: str, names: dict[str, str], *, naming: bool = False) -> str:
    def name(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"#{len(names)}") if naming else names.get(found[0], "?")

    return _NUMBER.sub("·", _TIME.sub("·", _ID.sub(name, text)))
