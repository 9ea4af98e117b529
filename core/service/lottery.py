"""The lottery that lets accepted prompts start to grow: authors first, then one of their prompts."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select, update

from core.domain.choice import draw_author
from core.domain.growth import Growth
from core.domain.tree import State, Tree
from core.service import forest
from core.store.prepared import Prepared
from core.store.tables import OPEN, language, person, tree
from core.store.transaction import Transaction

_WAITING = and_(tree.c.lang == bindparam("of_lang"), tree.c.state == State.PROMPT_LOTTERY_WAITING)


def _next_author(condition: ColumnElement[bool]) -> ColumnElement[str]:
    found = select(tree.c.author_id).where(_WAITING, condition).order_by(tree.c.author_id).limit(1)
    return found.scalar_subquery().label("id")


def _authors() -> Select[tuple[str, int]]:
    """From one author to the next by the index, past all prompts of each."""
    author = select(_next_author(tree.c.author_id.is_not(None))).cte("author", recursive=True)
    following = _next_author(tree.c.author_id > author.c.id)
    author = author.union_all(select(following).where(author.c.id.is_not(None)))
    return (
        select(author.c.id, func.coalesce(person.c.first_ranks, 0))
        .join_from(author, person, person.c.id == author.c.id, isouter=True)
        .where(author.c.id.is_not(None), func.coalesce(OPEN, True))
    )


_AUTHORS = Prepared(_authors())
_PROMPTS = Prepared(
    select(tree.c.id)
    .where(
        tree.c.lang == bindparam("of_lang"),
        tree.c.state == State.PROMPT_LOTTERY_WAITING,
        tree.c.author_id == bindparam("of_author"),
    )
    .order_by(tree.c.id)
)
# The condition and the change are one statement: however many draw at once, the limit holds (D2).
_TAKE_PLACE = Prepared(
    update(language)
    .where(
        language.c.lang == bindparam("of_lang"),
        language.c.growing < bindparam("limit"),
        language.c.waiting > 0,
    )
    .values(growing=language.c.growing)
)
_HOLD = Prepared(select(language.c.lang).where(language.c.lang == bindparam("of_lang")).with_for_update())
_MARK_DRAWN = Prepared(update(tree).where(tree.c.id == bindparam("of_tree")).values(drawn_at=bindparam("drawn_at")))


def hold(tx: Transaction, lang: str) -> None:
    """Lock the row of a language for a draw that follows: it comes before those of people."""
    tx.execute(_HOLD, {"of_lang": lang})


def draw(tx: Transaction, lang: str) -> Iterator[tuple[Growth, Tree]]:
    """Trees that may start to grow now, each with its change; the caller writes one before it asks for the next.

    The language's row stays locked from the first draw on, so that the count it was drawn by is the count it changes.
    """
    policy = tx.policy.for_language(lang)
    while tx.execute(_TAKE_PLACE, {"of_lang": lang, "limit": policy.max_active_trees}).rowcount:
        winner = _winner(tx, lang)
        if winner is None:
            return
        tx.execute(_MARK_DRAWN, {"of_tree": winner.tree.id, "drawn_at": tx.now})
        yield winner, replace(winner.tree, state=State.GROWING)


def _winner(tx: Transaction, lang: str) -> Growth | None:
    """A waiting tree, locked; another transaction's is passed over."""
    # in an order of their own: the same chance draws the same, whatever way a database went
    authors = dict(sorted(tx.execute(_AUTHORS, {"of_lang": lang})))
    while (author := draw_author(authors, tx.chance, tx.policy.for_language(lang))) is not None:
        prompts = tx.execute(_PROMPTS, {"of_lang": lang, "of_author": author}).scalars().all()
        for tree_id in tx.chance.sample(prompts, len(prompts)):
            found = forest.lock_if_free(tx, tree_id)
            if found is not None and found.tree.state is State.PROMPT_LOTTERY_WAITING and found.tree.root.stands:
                return found
        del authors[author]
    return None
