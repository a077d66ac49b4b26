"""What is said about reps by hand: names, joining and leaving, whether targets apply."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.names import fold
from salescli.store import reps, row_history
from salescli.store.operation import Operation
from salescli.store.reps import Rep

LISTED = ("rep", "aliases", "from", "until", "targets", "activities", "last_day", "work_week")

_LIST = """SELECT r.name,
        (SELECT group_concat(n.name, '; ') FROM rep_name n
            WHERE n.rep = r.id AND n.gone = 0 AND n.name <> r.name),
        r.joined, r.until, r.targets,
        (SELECT count(*) FROM activity a WHERE a.rep = r.id AND a.deleted = 0),
        (SELECT max(a.day) FROM activity a WHERE a.rep = r.id AND a.deleted = 0), r.work_week
    FROM rep r WHERE r.gone = 0 AND r.merged_into IS NULL ORDER BY r.name, r.uid"""


class Terms(NamedTuple):
    """From and until which ISO day, whether targets apply, and the own work week.

    None leaves a day open, and the week the file's.
    """

    joined: str | None
    until: str | None
    targets: int
    work_week: str | None


def listed(connection: sqlite3.Connection) -> Iterator[tuple[str | int | None, ...]]:
    """The reps by name, as LISTED names the columns."""
    yield from connection.execute(_LIST).fetchall()


def terms(rep: Rep) -> Terms:
    """What holds for the rep."""
    return Terms(rep.joined, rep.until, rep.targets, rep.work_week)


def set_terms(operation: Operation, rep: Rep, wanted: Terms) -> None:
    """Write what holds from now on. Raises Misuse where it would end before it begins."""
    if wanted.joined and wanted.until and wanted.until < wanted.joined:
        message = _("{name} would leave on {until}, before joining on {joined}")
        raise Misuse(message.format(name=rep.name, until=wanted.until, joined=wanted.joined))
    row_history.update(operation, "rep", rep.id, **wanted._asdict())


def rename(operation: Operation, rep: Rep, name: str) -> None:
    """Give the rep another name; the old one stays as an alias. Raises Misuse where somebody else has it."""
    connection = operation.connection
    owner = reps.find(connection, name)
    if owner is None:
        reps.add_name(operation, rep.id, name)
    elif owner.id != rep.id:
        message = _("{name} is the rep {owner}; to make the two one: salescli rep merge {old} --into {owner}")
        raise Misuse(message.format(name=name, owner=owner.name, old=rep.name))
    else:  # an alias of his own, or another spelling of his name
        row = connection.execute("SELECT id FROM rep_name WHERE folded = ? AND gone = 0", (fold(name),)).fetchone()
        row_history.update(operation, "rep_name", row[0], name=name)
    row_history.update(operation, "rep", rep.id, name=name)
