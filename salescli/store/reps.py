"""Reps: found by any of their names, made when first named, joined when first seen at work."""

import sqlite3
from typing import NamedTuple

from salescli.model.names import fold
from salescli.store import row_history
from salescli.store.operation import Operation
from salescli.store.uids import new_uid


class Rep(NamedTuple):
    """One rep. `targets` is 0 for a manager; `joined` and `until` are ISO days or None.

    `work_week` is his own, as the setting work-week writes it; None where the file's holds.
    """

    id: int
    uid: str
    name: str
    targets: int
    joined: str | None
    until: str | None
    work_week: str | None = None


_COLUMNS = "r.id, r.uid, r.name, r.targets, r.joined, r.until, r.work_week"


def find(connection: sqlite3.Connection, name: str) -> Rep | None:
    """The rep of this name or alias, after folding."""
    statement = f"""SELECT {_COLUMNS} FROM rep_name n JOIN rep r ON r.id = n.rep
        WHERE n.folded = ? AND n.gone = 0 AND r.gone = 0"""  # noqa: S608  columns come from code
    row = connection.execute(statement, (fold(name),)).fetchone()
    return Rep(*row) if row else None


def first_name(connection: sqlite3.Connection, name: str) -> str:
    """The name that the rep of this one had first, as it was written then; the name itself where nobody has it.

    A row without an id is known again by its content, which the rep is part of: however he is called this time.
    """
    statement = """SELECT f.name FROM rep_name n JOIN rep_name f ON f.rep = n.rep
        WHERE n.folded = ? AND n.gone = 0 ORDER BY f.id LIMIT 1"""
    row = connection.execute(statement, (fold(name),)).fetchone()
    return str(row[0]) if row else name


def get(connection: sqlite3.Connection, rep: int) -> Rep:
    """The rep of this id, which must exist."""
    statement = f"SELECT {_COLUMNS} FROM rep r WHERE r.id = ?"  # noqa: S608  columns come from code
    return Rep(*connection.execute(statement, (rep,)).fetchone())


def everyone(connection: sqlite3.Connection) -> list[Rep]:
    """All reps that are not merged into another, by name."""
    statement = f"""SELECT {_COLUMNS} FROM rep r
        WHERE r.gone = 0 AND r.merged_into IS NULL ORDER BY r.name, r.uid"""  # noqa: S608  columns come from code
    return [Rep(*row) for row in connection.execute(statement)]


def merged(connection: sqlite3.Connection, rep: int) -> int:
    """The id of the rep that this one is part of after merges; its own where it was merged into none."""
    statement = "SELECT coalesce(merged_into, id) FROM rep WHERE id = ?"
    return int(connection.execute(statement, (rep,)).fetchone()[0])


def create(operation: Operation, name: str, joined: str | None = None) -> Rep:
    """Make a rep of a name that nobody has."""
    row = row_history.insert(operation, "rep", uid=new_uid(), name=name, joined=joined)
    row_history.insert(operation, "rep_name", folded=fold(name), name=name, rep=row)
    return get(operation.connection, row)


def join(operation: Operation, rep: Rep, day: str) -> None:
    """Store the day a rep is first seen; later days, and earlier ones, do not move it."""
    if rep.joined is None:
        row_history.update(operation, "rep", rep.id, joined=day)


def add_name(operation: Operation, rep: int, name: str) -> None:
    """Give a rep a further name, by which he is found from now on. The name must be free."""
    row_history.insert(operation, "rep_name", folded=fold(name), name=name, rep=rep)
