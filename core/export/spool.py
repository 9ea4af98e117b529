"""Lines kept on disk until a file is read to its end, so that a tree may be scattered over all of it.

A temporary SQLite database without a name holds them: it spills to disk as it grows and is gone with the process, so
that memory stays the same however long the file is.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from core.export.errors import BadLine
from core.export.fields import Fields
from core.export.graft import Grafted, Refused, graft
from core.export.lines import Progress, read_lines, text_of
from core.export.messages import read_flat
from core.export.published import PublishedMessage
from core.export.trees import read_tree

_TABLES = """
create table tree (place integer primary key, id text unique, nested integer);
create table line (place integer, number integer, body text, primary key (place, number)) without rowid;
create table seen (id text primary key, number integer) without rowid;
"""


class Spool:
    """The good lines of one file, by tree, in the order in which the trees begin."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(_TABLES)
        self._database.execute("begin")
        self.messages = 0

    def fill(self, source: str, refuse: Callable[[Refused], None], progress: Progress) -> None:
        """Read a whole file; lines that are bad by themselves are refused at once."""
        for number, raw in read_lines(source, progress):
            try:
                body = text_of(raw)
                self._keep(number, body)
            except BadLine as error:
                refuse(Refused(number, str(error)))

    def trees(self) -> Iterator[Grafted]:
        """Each tree, put together from its lines."""
        rows = self._database.execute(
            "select id, number, body from line join tree using (place) order by place, number"
        )
        for tree_id, lines in groupby(rows, key=lambda row: row[0]):
            yield _tree(tree_id, [(number, body) for _, number, body in lines])

    def close(self) -> None:
        """Let go of the lines."""
        self._database.close()

    def _keep(self, number: int, body: str) -> None:
        line = Fields(_parsed(body))
        nested = _is_tree(line)
        messages = list(read_tree(line).messages) if nested else [_flat(line)]
        for message in messages:
            self._refuse_again(message.id)
        place = self._place(messages[0].tree_id, nested)
        self._database.execute("insert into line values (?, ?, ?)", (place, number, body))
        self._database.executemany("insert into seen values (?, ?)", [(message.id, number) for message in messages])
        self.messages += len(messages)

    def _place(self, tree_id: str, nested: bool) -> int:
        row = self._database.execute("select place, nested from tree where id = ?", (tree_id,)).fetchone()
        if row is None:
            row = self._database.execute(
                "insert into tree (id, nested) values (?, ?) returning place, false", (tree_id, nested)
            ).fetchone()
        elif nested or row[1]:
            raise BadLine(f"tree {tree_id} stands on other lines already")
        return int(row[0])

    def _refuse_again(self, message_id: str) -> None:
        row = self._database.execute("select number from seen where id = ?", (message_id,)).fetchone()
        if row is not None:
            raise BadLine(f"message {message_id} stands on line {row[0]} already")


def _tree(tree_id: str, lines: list[tuple[int, str]]) -> Grafted:
    number, body = lines[0]
    line = Fields(json.loads(body))
    if _is_tree(line):
        tree = read_tree(line)
        return Grafted(tree, {message.id: number for message in tree.messages})
    return graft(tree_id, [(number, read_flat(Fields(json.loads(body)))) for number, body in lines])


def _is_tree(line: Fields) -> bool:
    """A tree names its prompt; a bare node stands for its tree when it belongs to no other."""
    return "prompt" in line or "replies" in line or "message_tree_id" not in line


def _flat(line: Fields) -> PublishedMessage:
    message = read_flat(line)
    if message.parent_id is None and message.id != message.tree_id:
        raise BadLine("message_tree_id is not the id of the root")
    if message.parent_id is not None and message.id == message.tree_id:
        raise BadLine("the root has a parent")
    return message


def _parsed(body: str) -> Any:
    try:
        return json.loads(body, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except ValueError:
        raise BadLine("not JSON: a number of too many digits") from None
    except RecursionError:
        raise BadLine("nested too deeply") from None


def _refuse_constant(name: str) -> Any:
    raise BadLine(f"not JSON: {name} is no number")
