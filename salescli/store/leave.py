"""Leave and confirmed zeros: what was said of a rep's days, a row a day and part of it.

A row that was taken away is brought back rather than doubled, so that an undo never meets another of the same day.
"""

import sqlite3
from collections.abc import Iterable
from datetime import date

from salescli.store import row_history
from salescli.store.operation import Operation
from salescli.store.uids import new_uid

Parts = dict[str, str | None]  # `day`, `am` or `pm` -> the reason; what is off of one day

# rows of reps that were merged into this one are his
_HIS = "rep IN (SELECT id FROM rep WHERE id = ?1 OR merged_into = ?1)"


def taken(connection: sqlite3.Connection, rep: int, start: date, end: date | None = None) -> dict[date, Parts]:
    """What a rep has off from start to end, or from start on, by day in order."""
    statement = f"""SELECT day, part, reason FROM leave
        WHERE gone = 0 AND {_HIS} AND day >= ?2 AND day <= ?3 ORDER BY day, part"""  # noqa: S608  from code
    found: dict[date, Parts] = {}
    rows = connection.execute(statement, (rep, start.isoformat(), (end or date.max).isoformat()))
    for day, part, reason in rows:
        found.setdefault(date.fromisoformat(day), {})[part] = reason
    return found


def take(operation: Operation, rep: int, days: Iterable[date], part: str, reason: str | None) -> bool:
    """Take the days, or the half of each, off; False where that changes nothing.

    A whole day replaces halves, and a half replaces the whole day. Without a reason, the one that was given stays.
    """
    others = ("am", "pm") if part == "day" else ("day",)
    changed = False
    for day in days:
        before = _parts_of(operation.connection, rep, day)
        for other in others:
            if other in before:
                _drop(operation, "leave", rep, day, other)
                changed = True
        if part not in before or (reason is not None and reason != before[part]):
            _put(operation, "leave", rep, day, part=part, reason=reason)
            changed = True
    return changed


def give_back(operation: Operation, rep: int, days: Iterable[date]) -> None:
    """Take all leave of these days away."""
    for day in days:
        for part in _parts_of(operation.connection, rep, day):
            _drop(operation, "leave", rep, day, part)


def confirmed(connection: sqlite3.Connection, rep: int, start: date, end: date) -> list[date]:
    """The days from start to end of which the rep said that nothing was done, in order."""
    statement = f"""SELECT DISTINCT day FROM confirmed_zero
        WHERE gone = 0 AND {_HIS} AND day >= ?2 AND day <= ?3 ORDER BY day"""  # noqa: S608  from code
    rows = connection.execute(statement, (rep, start.isoformat(), end.isoformat()))
    return [date.fromisoformat(day) for (day,) in rows]


def confirm(operation: Operation, rep: int, day: date) -> None:
    """Say of a day that nothing was done."""
    _put(operation, "confirmed_zero", rep, day)


def reopen(operation: Operation, rep: int, days: Iterable[date]) -> None:
    """Take back that nothing was done on these days."""
    for day in days:
        _drop(operation, "confirmed_zero", rep, day)


def activities_by_day(
    connection: sqlite3.Connection, reps: Iterable[int], start: date, end: date
) -> dict[tuple[int, date], int]:
    """How many activities each of the reps has by day, in either direction, where he has any."""
    wanted = set(reps)
    rows = connection.execute(
        "SELECT rep, day, activities FROM rep_day WHERE activities > 0 AND day >= ? AND day <= ?",
        (start.isoformat(), end.isoformat()),
    )
    return {(rep, date.fromisoformat(day)): count for rep, day, count in rows if rep in wanted}


def _parts_of(connection: sqlite3.Connection, rep: int, day: date) -> Parts:
    return taken(connection, rep, day, day).get(day, {})


def _put(operation: Operation, table: str, rep: int, day: date, **fields: str | None) -> None:
    """Write the row of the day (and part), the one that was taken away where there was one."""
    rows = _rows(operation.connection, table, rep, day, fields.get("part"))
    if rows:
        row_history.update(operation, table, rows[0][0], gone=0, **fields)
    else:
        row_history.insert(operation, table, uid=new_uid(), rep=rep, day=day.isoformat(), **fields)


def _drop(operation: Operation, table: str, rep: int, day: date, part: str | None = None) -> None:
    for row, gone in _rows(operation.connection, table, rep, day, part):
        if not gone:
            row_history.update(operation, table, row, gone=1)


def _rows(connection: sqlite3.Connection, table: str, rep: int, day: date, part: str | None) -> list[tuple[int, int]]:
    """The rows that say this of the day, or said it, as (id, gone): those that stand first, then the rep's own."""
    condition = "part = ?3" if part else "?3 IS NULL"
    statement = f"""SELECT id, gone FROM {table} WHERE {_HIS} AND day = ?2 AND {condition}
        ORDER BY gone, rep <> ?1, id"""  # noqa: S608  from code
    return connection.execute(statement, (rep, day.isoformat(), part)).fetchall()
