"""What single people did with a message: one event each, grouped by kind, as a release tells them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from core.domain.emoji import Emoji
from core.export.labels import in_label_order
from core.export.pseudonyms import Pseudonyms

Event = Mapping[str, Any]
Events = Mapping[str, Sequence[Event]]  # by kind

RED_FLAG = Emoji.RED_FLAG.value
OTHER = "other"  # the type of a report that names no label


class Teller:
    """Tells the rows of one tree under the pseudonyms of a release, and only what concerns the messages `told`."""

    def __init__(self, pseudonyms: Pseudonyms, tree_id: str, told: Collection[str]) -> None:
        self._pseudonyms = pseudonyms
        self._tree_id = tree_id
        self._told = told

    def events(
        self, emojis: Sequence[Any], ballots: Sequence[Any], reviews: Sequence[Any], remarks: Sequence[Any]
    ) -> Events:
        """The events of one message, of each kind in the order in which they happened."""
        flagged = {row.person_id for row in emojis if row.emoji == RED_FLAG}
        kinds = {
            "emoji": [self._emoji(row) for row in _in_order(emojis)],
            "ranking": list(chain.from_iterable(self._ranking(row) for row in _in_order(ballots))),
            "review": [self._review(row) for row in _in_order(reviews)],
            "report": [self._report(row) for row in _in_order(remarks) if row.person_id in flagged],
            "remark": [self._remark(row) for row in _in_order(remarks) if row.person_id not in flagged and row.labels],
        }
        return {kind: events for kind, events in kinds.items() if events}

    def _emoji(self, row: Any) -> Event:
        return self._event("emoji", row, {"emoji": row.emoji})

    def _review(self, row: Any) -> Event:
        return self._event("review", row, {"labels": in_label_order(row.labels)})

    def _remark(self, row: Any) -> Event:
        return self._event("remark", row, {"labels": in_label_order(row.labels)})

    def _report(self, row: Any) -> Event:
        """What was reported, without the words: those were for moderators."""
        labels = in_label_order(row.labels)
        named = ",".join(name for name, value in labels.items() if value > 0)
        return self._event("report", row, {"report_type": named or OTHER} | ({"labels": labels} if labels else {}))

    def _ranking(self, row: Any) -> Iterator[Event]:
        """What a ballot says of the replies that are told; nothing where it compares none of them."""
        shown = [id for id in row.shown if id in self._told]
        places = [told for place in row.places if (told := [id for id in place if id in self._told])]
        unacceptable = [id for id in row.unacceptable if id in self._told]
        best_first = list(chain.from_iterable(places))
        if len(best_first) < 2 and not unacceptable:
            return
        said = {
            "ranking": [shown.index(id) for id in best_first],
            "ranked_message_ids": self._messages(best_first),
            "places": [self._messages(place) for place in places],
            "unacceptable": self._messages(unacceptable),
            "not_rankable": set(row.shown) <= set(row.unacceptable),
            "ranking_parent_id": self._pseudonyms.message(row.message_id),
            "message_tree_id": self._pseudonyms.message(self._tree_id),
        }
        yield self._event("ranking", row, said)

    def _event(self, kind: str, row: Any, said: Event) -> Event:
        person = {} if row.forgotten else {"user_id": self._pseudonyms.person(row.person_id)}
        return {"type": kind, **person, **said}

    def _messages(self, ids: Sequence[str]) -> list[str]:
        return [self._pseudonyms.message(id) for id in ids]


def _in_order(rows: Sequence[Any]) -> Sequence[Any]:
    return rows if len(rows) < 2 else sorted(rows, key=_place)


def _place(row: Any) -> tuple[Any, ...]:
    return row.created_at, row.person_id, getattr(row, "emoji", "")
