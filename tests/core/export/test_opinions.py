"""What is told of people's opinions is what the store holds, no more and no less."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import fsum, isclose
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from core.domain.emoji import Emoji
from core.domain.labels import LABELS
from core.export.form import Form
from core.store import tables
from core.store.store import Store
from core.store.transaction import Transaction
from tests.core.export.deeds import left, reacted, remarked, reviewed, voted
from tests.core.export.samples import AS_IS, EVERYTHING, a_message, a_tree, planted, released, uuid

MESSAGES, PEOPLE = (1, 2, 3), (11, 12, 13)
TOLD = Form(AS_IS, labels=True, emojis=True, events=True)
Key = tuple[int, int]  # (message, person)

_keys = st.tuples(st.sampled_from(MESSAGES), st.sampled_from(PEOPLE))
_labels = st.dictionaries(st.sampled_from(list(LABELS)), st.floats(0, 1), max_size=3)
_orders = st.permutations([2, 3]).flatmap(lambda order: st.sampled_from([[[one] for one in order], [order]]))


@dataclass(frozen=True)
class Facts:
    """What everybody did; ballots are on the replies 2 and 3 of the prompt."""

    reviews: dict[Key, dict[str, float]] = field(default_factory=dict)
    remarks: dict[Key, dict[str, float]] = field(default_factory=dict)
    emojis: set[tuple[Key, str]] = field(default_factory=set)
    ballots: dict[int, list[list[int]]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)


facts = st.builds(
    Facts,
    reviews=st.dictionaries(_keys, _labels, max_size=5),
    remarks=st.dictionaries(_keys, _labels, max_size=5),
    emojis=st.sets(st.tuples(_keys, st.sampled_from([Emoji.UP, Emoji.RED_FLAG, Emoji.SKIP_REPLY])), max_size=5),
    ballots=st.dictionaries(st.sampled_from(PEOPLE), _orders),
    gone=st.sets(st.sampled_from(PEOPLE), max_size=1),
)


def test_events_are_the_facts_and_labels_and_emojis_are_their_sums(database_url: str) -> None:
    with asyncio.Runner() as runner:
        store = runner.run(Store.open(database_url, durable=False))

        @settings(max_examples=15, deadline=None)
        @given(facts)
        def check(given: Facts) -> None:
            runner.run(_check(store, given))

        try:
            check()
        finally:
            runner.run(store.close())


async def _check(store: Store, given: Facts) -> None:
    await store.run(_forget_all)
    await planted(store, a_tree(*(a_message(number, None if number == 1 else 1) for number in MESSAGES)))
    await store.run(_do, given)
    lines, _ = await released(store, EVERYTHING, TOLD)
    prompt = lines[0]["prompt"]
    nodes = {node["message_id"]: node for node in (prompt, *prompt["replies"])}
    for number in MESSAGES:
        node = nodes[uuid(number)]
        assert Counter(map(str, _told(node))) == Counter(map(str, _expected(given, number)))
        _check_sums(node)


def _forget_all(tx: Transaction) -> None:
    for table in tables.metadata.sorted_tables:
        tx.execute(delete(table))


def _do(tx: Transaction, given: Facts) -> None:
    for (message, who), labels in given.reviews.items():
        reviewed(tx, message, who, labels)
    for (message, who), labels in given.remarks.items():
        remarked(tx, message, who, labels, "Words.")
    for (message, who), emoji in given.emojis:
        reacted(tx, message, who, emoji)
    for who, places in given.ballots.items():
        voted(tx, 1, who, places)
    for who in given.gone:
        left(tx, who)


def _told(node: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Kind, person and content of each event of a message."""
    for kind, events in node.get("events", {}).items():
        for one in events:
            assert one["type"] == kind
            content = one.get("emoji") or one.get("places") or sorted(one.get("labels", {}).items())
            yield kind, one.get("user_id"), content


def _expected(given: Facts, number: int) -> Iterator[tuple[Any, ...]]:
    def name(who: int) -> str | None:
        return None if who in given.gone else uuid(who)

    for (message, who), emoji in given.emojis:
        if message == number:
            yield "emoji", name(who), str(emoji)
    for (message, who), labels in given.reviews.items():
        if message == number:
            yield "review", name(who), sorted(labels.items())
    for (message, who), labels in given.remarks.items():
        reported = ((message, who), Emoji.RED_FLAG) in given.emojis
        if message == number and (reported or labels):
            yield "report" if reported else "remark", name(who), sorted(labels.items())
    for who, places in given.ballots.items() if number == 1 else ():
        yield "ranking", name(who), [[uuid(one) for one in place] for place in places]


def _check_sums(node: dict[str, Any]) -> None:
    """Whoever adds up the events of a message has its labels and its emojis."""
    said = defaultdict(list)
    for events in node.get("events", {}).values():
        for name, value in (pair for one in events for pair in one.get("labels", {}).items()):
            said[name].append(value)
    told = node.get("labels", {})
    assert {name: len(values) for name, values in said.items()} == {name: one["count"] for name, one in told.items()}
    assert all(isclose(fsum(said[name]) / len(said[name]), one["value"], abs_tol=1e-9) for name, one in told.items())
    given = Counter(one["emoji"] for one in node.get("events", {}).get("emoji", ()))
    assert given == Counter(node.get("emojis", {}))
