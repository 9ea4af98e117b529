"""Boards and statistics: counted now and then, for whoever asks meanwhile."""

from sqlalchemy import Column, Index, Integer, String, Table

from core.store.columns import Id, Json, Moment
from core.store.tables.catalogue import metadata

score = Table(
    "score",
    metadata,
    Column("frame", String(8), primary_key=True),  # day week month total
    Column("person_id", Id, primary_key=True),
    Column("rank", Integer),  # 1 is best; none for who is not listed
    Column("leader_score", Integer, nullable=False),
    Column("prompts", Integer, nullable=False),
    Column("replies_assistant", Integer, nullable=False),
    Column("replies_prompter", Integer, nullable=False),
    Column("labels_simple", Integer, nullable=False),
    Column("labels_full", Integer, nullable=False),
    Column("rankings_total", Integer, nullable=False),
    Column("rankings_good", Integer, nullable=False),
    Column("accepted_prompts", Integer, nullable=False),
    Column("accepted_replies_assistant", Integer, nullable=False),
    Column("accepted_replies_prompter", Integer, nullable=False),
    Column("reply_ranked_1", Integer, nullable=False),
    Column("reply_ranked_2", Integer, nullable=False),
    Column("reply_ranked_3", Integer, nullable=False),
    Column("counted_from", Moment),
    Column("counted_at", Moment, nullable=False),
    Index("score_by_rank", "frame", "rank"),
    sqlite_with_rowid=False,
)

statistic = Table(
    "statistic",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("body", Json, nullable=False),
    Column("counted_at", Moment, nullable=False),
)
