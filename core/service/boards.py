"""Leaderboards: counted now and then for whoever asks meanwhile, written only where they changed."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, select

from core.domain.errors import NotAPerson
from core.domain.score import Deeds, Frame, level
from core.service import kept
from core.service.kept import Statistic
from core.service.profiles import Profile, profiles
from core.service.tally import tally
from core.store.prepared import Prepared
from core.store.tables import person, score
from core.store.transaction import Transaction
from core.store.upsert import upsert

_DEEDS = tuple(one.name for one in fields(Deeds))
_WORTH = ("rank", "leader_score", *_DEEDS)
_SHOWN = and_(person.c.listed.is_(True), person.c.enabled.is_(True), person.c.deleted.is_(False))
_ROWS = select(score.c.frame, score.c.person_id, *(score.c[name] for name in _WORTH))
_RANKED = _ROWS.join(person, person.c.id == score.c.person_id).where(_SHOWN).order_by(score.c.rank)
_STORED = Prepared(_ROWS.where(score.c.frame == bindparam("of_frame")))
_OF_PERSON = Prepared(_ROWS.where(score.c.person_id == bindparam("of_person")))
_DROP = Prepared(
    delete(score).where(score.c.frame == bindparam("of_frame"), score.c.person_id == bindparam("of_person"))
)


@dataclass(frozen=True, slots=True)
class Count:
    """What all who are known did in one frame, as of one moment; `listed` are those who get a rank."""

    frame: Frame
    at: datetime
    deeds: dict[str, Deeds]
    listed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """One row of a board; `rank` is 1 for the best, None for who isn't listed, `level` 0 for who did nothing."""

    person: Profile
    frame: Frame
    deeds: Deeds = field(default_factory=Deeds)
    rank: int | None = None
    points: int = 0
    level: int = 0
    counted_at: datetime | None = None
    highlighted: bool = False

    @property
    def counted_from(self) -> datetime | None:
        """Since when things count in it."""
        return None if self.counted_at is None else self.frame.start(self.counted_at)


@dataclass(frozen=True, slots=True)
class Board:
    """Rows of one frame, best first; `counted_at` is None while nobody has counted it yet."""

    frame: Frame
    counted_at: datetime | None
    scores: tuple[Score, ...]


def name(frame: str) -> str:
    """By what name the last count of a frame is kept."""
    return f"board_{frame}"


def refresh(tx: Transaction, frame: Frame) -> None:
    """Count a frame and write what has changed; whoever does so at the same moment waits a little (D34)."""
    write(tx, count(tx, frame))


def count(tx: Transaction, frame: Frame) -> Count:
    """Count a frame; nothing is written."""
    listed = {row.id: row.shown for row in tx.execute(select(person.c.id, _SHOWN.label("shown")))}
    deeds = {one: did for one, did in tally(tx, frame.start(tx.now)).items() if one in listed}
    return Count(frame, tx.now, deeds, frozenset(one for one in deeds if listed[one]))


def write(tx: Transaction, counted: Count) -> None:
    """Write rows that are new or have changed, and drop those of people who did nothing."""
    kept.keep(tx, Statistic(name(counted.frame), {"people": len(counted.deeds)}, counted.at))
    stored = {row.person_id: row._asdict() for row in tx.execute(_STORED, {"of_frame": counted.frame})}
    rows = {row["person_id"]: row for row in _ranked(counted)}
    if changed := [row for one, row in sorted(rows.items()) if row != stored.get(one)]:
        dates = {"counted_from": counted.frame.start(counted.at), "counted_at": counted.at}
        upsert(tx.connection, score, [row | dates for row in changed])
    if gone := sorted(stored.keys() - rows.keys()):
        tx.execute(_DROP, [{"of_frame": counted.frame, "of_person": one} for one in gone])


def board(tx: Transaction, frame: Frame, limit: int, person_id: str | None = None) -> Board:
    """The best of a frame, one person's row highlighted; whoever was hidden since the last count is left out."""
    return _board(tx, frame, person_id, score.c.rank <= limit)


def window(tx: Transaction, person_id: str, frame: Frame, size: int) -> Board | None:
    """At most `size` rows of a board, one person's among them (D33); None for somebody who isn't on it."""
    own = scores_of(tx, person_id).get(frame)
    if own is None or own.rank is None or not own.person.shown:
        return None
    first = max(1, own.rank - size // 2)
    return _board(tx, frame, person_id, score.c.rank.between(first, first + size - 1))


def scores_of(tx: Transaction, person_id: str) -> dict[Frame, Score]:
    """One person's scores in the frames that have one, zeros in all where none has; empty for who is unknown."""
    found = {one.frame: one for one in _scores(tx, tx.execute(_OF_PERSON, {"of_person": person_id}), None)}
    if found:
        return {frame: found[frame] for frame in Frame if frame in found}
    return {frame: _nothing(tx, who, frame) for who in profiles(tx, [person_id]).values() for frame in Frame}


def score_of(tx: Transaction, person_id: str, frame: Frame) -> Score:
    """One person's score in a frame, zeros where it has none (D33); NotAPerson for who is unknown."""
    found = scores_of(tx, person_id)
    if not found:
        raise NotAPerson()
    return found.get(frame) or _nothing(tx, next(iter(found.values())).person, frame)


def _ranked(counted: Count) -> Iterator[dict[str, Any]]:
    """The rows of a count; equal scores are ordered by the person's id."""
    rank = 0
    for person_id, deeds in sorted(counted.deeds.items(), key=lambda one: (-one[1].score, one[0])):
        row = {"frame": counted.frame, "person_id": person_id, "rank": None, "leader_score": deeds.score}
        if person_id in counted.listed:
            row["rank"] = rank = rank + 1
        yield row | asdict(deeds)


def _board(tx: Transaction, frame: Frame, person_id: str | None, which: ColumnElement[bool]) -> Board:
    rows = tx.execute(_RANKED.where(score.c.frame == frame, which)).all()
    return Board(frame, _counted_at(tx, frame), tuple(_scores(tx, rows, person_id)))


def _scores(tx: Transaction, rows: Any, highlighted: str | None) -> Iterator[Score]:
    rows = list(rows)
    people = profiles(tx, {row.person_id for row in rows})
    counted = kept.moments(tx) if rows else {}
    for frame, person_id, rank, points, *numbers in rows:
        if who := people.get(person_id):
            at = counted.get(name(frame))
            yield Score(who, Frame(frame), Deeds(*numbers), rank, points, level(points), at, person_id == highlighted)


def _nothing(tx: Transaction, who: Profile, frame: Frame) -> Score:
    return Score(who, frame, counted_at=_counted_at(tx, frame))


def _counted_at(tx: Transaction, frame: Frame) -> datetime | None:
    found = kept.find(tx, name(frame))
    return None if found is None else found.counted_at
