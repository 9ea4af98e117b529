"""Published trees for tests: small ones by hand, and any by Hypothesis."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from itertools import chain
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st

from core.domain.labels import LABELS
from core.domain.message import Role
from core.domain.tree import State
from core.export.form import Form
from core.export.labels import emoji_counts, in_label_order
from core.export.plant import plant
from core.export.pseudonyms import Hidden, Pseudonyms
from core.export.published import Mean, PublishedMessage, PublishedTree, in_tree_order
from core.export.release import Tally, release
from core.export.selection import Selection
from core.export.writing import JsonLines
from core.store.store import Store

START = datetime(2023, 2, 7, 17, 29, 24, 727400, tzinfo=UTC)
EVERYTHING = Selection(states=(), deleted=True, rejected=True, synthetic=True)
AS_IS = Pseudonyms(Hidden.NONE, b"")
few = settings(max_examples=20, deadline=None)  # of what is slow to make up
RESTING = [state for state in State if state.terminal or state is State.BACKLOG_RANKING]


def uuid(number: int) -> str:
    """A readable id."""
    return str(UUID(int=number))


def a_message(number: int, parent: int | None = None, **changes: Any) -> PublishedMessage:
    """An accepted message of the tree 1, or of its own where it is a root; the text names its number."""
    root = parent is None
    one = PublishedMessage(
        id=uuid(number),
        tree_id=uuid(number if root else 1),
        parent_id=None if root else uuid(parent or 0),
        author_id=uuid(1000 + number),
        created_at=START + timedelta(minutes=number),
        text=f"Text {number}",
        role=Role.PROMPTER if root else Role.ASSISTANT,
        lang="en",
        review_count=3,
        review_result=True,
    )
    return replace(one, **changes)


def a_tree(*messages: PublishedMessage, state: State | None = State.READY_FOR_EXPORT) -> PublishedTree:
    """A tree of some messages, by default a root with two ranked replies."""
    messages = messages or (a_message(1), a_message(2, 1, rank=1), a_message(3, 1, rank=0))
    return PublishedTree(messages[0].tree_id, state, None, tuple(in_tree_order(messages)))


async def planted(store: Store, *trees: PublishedTree) -> Store:
    """The store with some trees in it."""
    await store.run(plant, trees, 0)
    return store


class Lines(JsonLines):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__(BytesIO(), "memory")
        self.entries: list[dict[str, Any]] = []

    def write(self, entry: Any) -> None:
        self.entries.append(entry)


async def released(
    store: Store, selection: Selection = EVERYTHING, form: Form | None = None
) -> tuple[list[dict[str, Any]], Tally]:
    """The lines of a release, and its tally."""
    lines = Lines()
    tally = await store.read(release, selection, form or Form(AS_IS), lines)
    return lines.entries, tally


def texts(entries: Sequence[dict[str, Any]]) -> list[str]:
    """All texts below the prompts of some tree lines, in order."""
    return list(chain.from_iterable(_texts(entry["prompt"]) for entry in entries))


def _texts(node: dict[str, Any]) -> list[str]:
    return [node["text"], *chain.from_iterable(_texts(reply) for reply in node.get("replies", ()))]


_sound = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
_names = st.text(_sound, min_size=1, max_size=32)
_counts = st.integers(1, 2**31 - 1)
_moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@st.composite
def forests(draw: st.DrawFn, states: Sequence[State] = RESTING) -> list[PublishedTree]:
    """Up to three trees of any form, with ids that differ."""
    ids = draw(st.lists(st.uuids(version=4).map(str), min_size=1, max_size=10, unique=True))
    cuts = sorted(draw(st.lists(st.integers(1, len(ids)), max_size=2)))
    parts = [ids[start:end] for start, end in zip([0, *cuts], [*cuts, len(ids)], strict=True)]
    return [draw(_trees(part, states)) for part in parts if part]


@st.composite
def _trees(draw: st.DrawFn, ids: list[str], states: Sequence[State]) -> PublishedTree:
    parents = [None, *(ids[draw(st.integers(0, place - 1))] for place in range(1, len(ids)))]
    messages = [draw(_messages(id, parent, ids[0])) for id, parent in zip(ids, parents, strict=True)]
    origin = draw(st.none() | st.text(_sound, min_size=1, max_size=64))
    return PublishedTree(ids[0], draw(st.sampled_from(states)), origin, tuple(in_tree_order(messages)))


def _messages(id: str, parent_id: str | None, tree_id: str) -> st.SearchStrategy[PublishedMessage]:
    return st.builds(
        PublishedMessage,
        id=st.just(id),
        tree_id=st.just(tree_id),
        parent_id=st.just(parent_id),
        author_id=st.none() | st.integers(1, 5).map(uuid),
        created_at=_moments,
        text=st.text(_sound, max_size=30).map(lambda text: f"{text}x"),
        role=st.sampled_from(Role),
        lang=st.sampled_from(["en", "de", "pt-BR", "uk-UA"]),
        review_count=st.integers(0, 9),
        review_result=st.none() | st.booleans(),
        deleted=st.booleans(),
        rank=st.none() | st.integers(0, 2**15 - 1),
        synthetic=st.booleans(),
        model_name=st.none() | st.text(_sound, min_size=1, max_size=256),
        labels=st.dictionaries(st.sampled_from(list(LABELS)) | _names, _means, max_size=4).map(in_label_order),
        emojis=st.dictionaries(_names, _counts, max_size=3).map(partial(emoji_counts, {})),
        detoxify=st.none() | st.dictionaries(_names, st.floats(-1e9, 1e9), max_size=3),
    )


_means = st.builds(Mean, st.floats(0, 1), _counts)
