"""The tables of the tree store.

Whatever belongs to a tree carries `tree_id`, first in its key; ids are made by us. `opening`, `touch`, `language` and
the counters of `message` are derived: `advance` keeps them true, and a recount from the facts must find the same.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Float,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    and_,
    literal_column,
    text,
)

from core.store.columns import Id, Json, Moment

HOUSE = "00000000-0000-0000-0000-000000000001"
"""The client that the operator's own bots are, with or without a wire: they share one set of people."""

metadata = MetaData()

# facts about clients: whoever speaks to the store, and vouches for the people it names

client = Table(
    "client",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(256), nullable=False),
    Column("frontend_type", String(256)),
    Column("admin_email", String(256)),
    Column("enabled", Boolean, nullable=False, server_default=text("true")),
    Column("created_at", Moment, nullable=False),
)

api_key = Table(
    "api_key",
    metadata,
    Column("id", String(16), primary_key=True),  # how the key begins
    Column("client_id", Id, nullable=False, index=True),
    Column("digest", String(64), nullable=False),  # the key itself is nowhere
    Column("scope", String(16), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),  # the end of its overlap with the key that follows it, or its revocation
)

# Requests counted in windows that open with the first of them.
allowance = Table(
    "allowance",
    metadata,
    Column("bucket", String(160), primary_key=True),
    Column("opened_at", Moment, nullable=False),
    Column("used", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What a client calls its tasks and messages.
alias = Table(
    "alias",
    metadata,
    Column("client_id", Id, primary_key=True),
    Column("what", String(8), primary_key=True),  # task or message
    Column("frontend_id", String(256), primary_key=True),
    Column("subject_id", Id, nullable=False),
    Column("tree_id", Id),
    Index("alias_of_subject", "subject_id", unique=True),
)

# facts about people

person = Table(
    "person",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("languages", Json, nullable=False),
    Column("consent_version", String(32)),
    Column("consent_at", Moment),
    Column("moderator", Boolean, nullable=False, server_default=text("false")),
    Column("enabled", Boolean, nullable=False, server_default=text("true")),
    Column("deleted", Boolean, nullable=False, server_default=text("false")),  # anonymous now, at their own wish
    Column("listed", Boolean, nullable=False, server_default=text("true")),  # on boards
    Column("notes", String(1024), nullable=False, server_default=""),  # of moderators
    Column("streak_since", Moment),
    Column("contributions", Integer, nullable=False, server_default="0"),  # derived
    Column("first_ranks", Integer, nullable=False, server_default="0"),  # derived: replies of theirs ranked best
    Column("created_at", Moment, nullable=False),
    Column("active_at", Moment),
)

# Whether somebody may act: their account was neither closed by a moderator nor deleted.
OPEN: ColumnElement[bool] = and_(person.c.enabled.is_(True), person.c.deleted.is_(False))

identity = Table(
    "identity",
    metadata,
    Column("client_id", Id, primary_key=True),  # who vouches for it
    Column("platform", String(32), primary_key=True),
    Column("external_id", String(128), primary_key=True),
    Column("person_id", Id, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# facts about trees

tree = Table(
    "tree",
    metadata,
    Column("id", Id, primary_key=True),
    Column("lang", String(32), nullable=False),
    Column("state", String(32), nullable=False),
    Column("goal_size", Integer, nullable=False),
    Column("max_depth", Integer, nullable=False),
    Column("max_children", Integer, nullable=False),
    Column("origin", String(64)),
    Column("author_id", Id),
    Column("created_at", Moment, nullable=False),
    Column("moved_at", Moment, nullable=False),  # when the state last changed
    Column("drawn_at", Moment),  # when the prompt won the lottery
    Index("tree_by_state", "lang", "state", "author_id"),
)

message = Table(
    "message",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("parent_id", Id),
    Column("author_id", Id),
    Column("client_id", Id, nullable=False, server_default=HOUSE),  # by which it came
    Column("task_id", Id),
    Column("role", String(16), nullable=False),
    Column("lang", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("depth", SmallInteger, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("edited", Boolean, nullable=False, server_default=text("false")),
    Column("deleted", Boolean, nullable=False, server_default=text("false")),
    Column("verdict", Boolean),
    Column("decreed", Boolean, nullable=False, server_default=text("false")),  # the verdict came without our reviews
    Column("complete", Boolean, nullable=False, server_default=text("false")),
    Column("pardoned_at", Moment),  # red flags and skips from before are closed
    Column("rank", SmallInteger),  # 0 is best
    Column("unacceptable", Boolean, nullable=False, server_default=text("false")),  # by a majority of ballots
    Column("synthetic", Boolean, nullable=False, server_default=text("false")),
    Column("model_name", String(256)),
    Column("route", Json),
    Column("imported", Json),  # what a release said of it: review_count, labels, emojis, detoxify, rank
    Column("reviews", Integer, nullable=False, server_default="0"),  # derived, as are all below
    Column("complaints", Float, nullable=False, server_default="0"),
    Column("ballots", Integer, nullable=False, server_default="0"),
    Column("skips", Integer, nullable=False, server_default="0"),
    Column("red_flags", Integer, nullable=False, server_default="0"),
    Column("flagged", Boolean, nullable=False, server_default=text("false")),  # by a red flag or in a review
    Index("message_by_id", "id"),
    Index("message_by_author", "author_id", "created_at"),
    Index("message_by_date", "created_at", "id"),
)

revision = Table(
    "revision",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("replaced_at", Moment, primary_key=True),
    Column("text", Text, nullable=False),
    Column("editor_id", Id),  # who replaced it
    sqlite_with_rowid=False,
)

review = Table(
    "review",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("person_id", Id, primary_key=True),
    Column("task_id", Id, nullable=False),
    Column("labels", Json, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("route", Json),
    sqlite_with_rowid=False,
)

# Messages that somebody raised a red flag on, for moderators to look at.
flagged_message = Table(
    "flagged_message",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("raised_at", Moment, nullable=False),  # lastly
    Column("processed", Boolean, nullable=False, server_default=text("false")),
    Index("flagged_message_by_date", "raised_at", "message_id"),
    sqlite_with_rowid=False,
)

# Labels given outside any task, as with a report; the latest of a person replaces the one before (D28, D29).
remark = Table(
    "remark",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("person_id", Id, primary_key=True),
    Column("labels", Json, nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

ballot = Table(
    "ballot",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),  # the parent
    Column("person_id", Id, primary_key=True),
    Column("task_id", Id),
    Column("places", Json, nullable=False),
    Column("unacceptable", Json, nullable=False),
    Column("shown", Json, nullable=False),  # the order in which the replies were shown
    Column("created_at", Moment, nullable=False),
    Column("route", Json),
    sqlite_with_rowid=False,
)

reaction = Table(
    "reaction",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("person_id", Id, primary_key=True),
    Column("emoji", String(32), primary_key=True),
    Column("created_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

# States of tasks as statements must write them: with a parameter in its place, no database would see that the indices
# of held and skipped tasks below are meant.
HELD: ColumnElement[str] = literal_column("'held'")
SKIPPED: ColumnElement[str] = literal_column("'skipped'")

task = Table(
    "task",
    metadata,
    Column("id", Id, primary_key=True),
    Column("tree_id", Id),  # none for a first prompt
    Column("message_id", Id),
    Column("person_id", Id, nullable=False),
    Column("client_id", Id, nullable=False, server_default=HOUSE),  # by which it was asked for
    Column("collective", Boolean, nullable=False, server_default=text("false")),  # others may join in, each for a unit
    Column("joint_id", Id),  # the collective task that this one joined in
    Column("kind", String(32), nullable=False),
    Column("lang", String(32), nullable=False),
    Column("state", String(16), nullable=False),  # held lapsed done skipped
    Column("full", Boolean, nullable=False, server_default=text("false")),
    Column("shown", Json),  # reply ids of a ranking in this person's order
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),  # end of the lease
    Column("closes_at", Moment, nullable=False),  # end of its validity: until then a late answer may still be taken
    Column("ended_at", Moment),
    Column("reason", String(16)),  # of a skip
    Column("reason_said", String(512)),  # in the person's own words
    Column("moved_tree", Boolean, nullable=False, server_default=text("false")),  # the answer changed the tree's state
    Index("task_due", "due_at", sqlite_where=text("state = 'held'"), postgresql_where=text("state = 'held'")),
    Index("task_of_person", "person_id", "created_at"),
    Index(
        "task_skipped",
        "tree_id",
        "message_id",
        sqlite_where=text("state = 'skipped'"),
        postgresql_where=text("state = 'skipped'"),
    ),
    Index(  # nobody holds an opening twice
        "task_held_once",
        "person_id",
        "message_id",
        "kind",
        unique=True,
        sqlite_where=text("state = 'held' and message_id is not null"),
        postgresql_where=text("state = 'held' and message_id is not null"),
    ),
)

# derived: what is wanted, and what bars people from it

opening = Table(
    "opening",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("lang", String(32), nullable=False),
    Column("wanted", SmallInteger, nullable=False),
    Column("leased", SmallInteger, nullable=False),
    Column("lonely", Boolean, nullable=False),
    Column("shuffle", Float, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Index(
        "opening_free",
        "lang",
        "kind",
        "lonely",
        "shuffle",
        sqlite_where=text("leased < wanted"),
        postgresql_where=text("leased < wanted"),
    ),
    Index(
        "opening_age",
        "lang",
        "kind",
        "opened_at",
        sqlite_where=text("leased < wanted"),
        postgresql_where=text("leased < wanted"),
    ),
    sqlite_with_rowid=False,
)

touch = Table(
    "touch",
    metadata,
    Column("tree_id", Id, primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("person_id", Id, primary_key=True),
    Column("kind", String(32), primary_key=True),
    sqlite_with_rowid=False,
)

# Who has touched all there is of a kind: known until something opens, so that an empty answer isn't a scan each time.
exhausted = Table(
    "exhausted",
    metadata,
    Column("person_id", Id, primary_key=True),
    Column("lang", String(32), primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("since", Moment, nullable=False),
    sqlite_with_rowid=False,
)

language = Table(
    "language",
    metadata,
    Column("lang", String(32), primary_key=True),
    Column("reviewing", Integer, nullable=False),  # trees in initial_prompt_review
    Column("waiting", Integer, nullable=False),  # trees in prompt_lottery_waiting
    Column("growing", Integer, nullable=False),
    Column("prompts_held", Integer, nullable=False),  # live leases on first prompts
    Column("wanting_since", Moment),  # since when first prompts are wanted without anybody writing one
)

# boards and statistics: counted now and then, for whoever asks meanwhile

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

# delivery

effect = Table(
    "effect",
    metadata,
    Column("key", String(128), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

news = Table(
    "news",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("tree_id", Id),
    Column("message_id", Id),
    Column("body", Json, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("heard_at", Moment),
    Index("news_unheard", "id", sqlite_where=text("heard_at is null"), postgresql_where=text("heard_at is null")),
)

call = Table(
    "call",
    metadata,
    Column("person_id", Id, primary_key=True),
    Column("lang", String(32), primary_key=True),
    Column("kind", String(32), primary_key=True),  # empty: any kind
    Column("created_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, nullable=False),  # or the client, if it named nobody
    Column("action", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
)

chore = Table(
    "chore",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", Moment, nullable=False),
)
