"""Which trees a release takes, and which of their messages."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, not_, or_

from core.domain.tree import State
from core.store.tables import message, tree

_any = message.alias("any_message")  # of the same tree, whatever else is asked about messages


@dataclass(frozen=True, slots=True)
class Selection:
    """What to export; the default is the finished collection as its readers expect it.

    Empty `states`, `langs`, `platforms` and `means` stand for all. A language is that of the tree's root.
    """

    states: tuple[State, ...] = (State.READY_FOR_EXPORT,)
    langs: tuple[str, ...] = ()
    deleted: bool = False
    rejected: bool = False  # undecided ones too
    synthetic: bool = False  # else only trees without any synthetic message
    prompts_only: bool = False
    platforms: tuple[str, ...] = ()  # of the route by which a message came
    means: tuple[str, ...] = ()
    trial: bool = False  # contributions that were agreed to as a trial
    limit: int | None = None  # trees

    def of_trees(self) -> ColumnElement[bool]:
        """The condition on trees."""
        return and_(True, *self._tree_conditions())

    def of_messages(self) -> ColumnElement[bool]:
        """The condition on messages of these trees."""
        return and_(True, *self._message_conditions())

    def _tree_conditions(self) -> Iterator[ColumnElement[bool]]:
        if self.states:
            yield tree.c.state.in_(self.states)
        if self.langs:
            yield tree.c.lang.in_(self.langs)
        if not self.synthetic:
            yield not_(exists().where(_any.c.tree_id == tree.c.id, _any.c.synthetic))

    def _message_conditions(self) -> Iterator[ColumnElement[bool]]:
        if not self.deleted:
            yield not_(message.c.deleted)
        if not self.rejected:
            yield message.c.verdict.is_(True)
        if self.prompts_only:
            yield message.c.parent_id.is_(None)
        if self.platforms:
            yield _one_of(message.c.route["platform"].as_string(), self.platforms)
        if self.means:
            yield _one_of(message.c.route["means"].as_string(), self.means)


def _one_of(said: ColumnElement[str], words: tuple[str, ...]) -> ColumnElement[bool]:
    """Spelt out, so that the statement can be prepared."""
    return or_(*(said == word for word in words))
