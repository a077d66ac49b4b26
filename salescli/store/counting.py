"""Counting, done by SQL: metrics by cell and group. Every query reads the days shown and no others."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from salescli.model.metrics import Metric
from salescli.model.periods import Period

Counts = tuple[int, ...]  # one number a metric, in the order asked for; in parts of the unit (seconds of minutes)


def _expression(metric: Metric) -> str:
    """The aggregate that counts the metric over activities `a`."""
    condition = f"a.direction = 'out' AND {metric.condition}"
    if metric.distinct:
        return f"count(DISTINCT CASE WHEN {condition} THEN a.{metric.value} END)"
    value = f"coalesce(a.{metric.value}, 0)" if metric.value else "1"
    return f"sum(CASE WHEN {condition} THEN {value} ELSE 0 END)"


def of_rep(connection: sqlite3.Connection, metrics: Iterable[Metric], rep: int | None, start: str, end: str) -> Counts:
    """What one rep did from start to end (days, both included); everyone for None."""
    expressions = ", ".join(f"coalesce({_expression(metric)}, 0)" for metric in metrics)
    if not expressions:
        return ()
    whose, values = ("", (start, end)) if rep is None else (" AND +a.rep = ?", (start, end, rep))
    statement = (
        f"SELECT {expressions} FROM activity a"  # noqa: S608  built of the table of metrics
        f" WHERE a.deleted = 0 AND a.day >= ? AND a.day <= ?{whose}"
    )
    row: Counts = connection.execute(statement, values).fetchone()
    return row


class Selection(NamedTuple):
    """Which activities count: those of these reps (ids), outcomes and channels. Empty means all."""

    reps: tuple[int, ...] = ()
    outcomes: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether only some of a rep's work counts, so that it cannot be held against a target."""
        return bool(self.outcomes or self.channels)


def by_cell_and_rep(
    connection: sqlite3.Connection,
    metrics: Sequence[Metric],
    cells: Sequence[Period],
    selection: Selection,
) -> dict[tuple[int, int], Counts]:
    """By number of the cell and id of the rep: what each rep did, where he did anything at all."""
    expressions = ", ".join(_expression(metric) for metric in metrics)
    found: dict[tuple[int, int], Counts] = {}
    for number, rep, *counts in _of_cells(connection, f"a.rep, {expressions}", cells, selection, "+a.rep"):
        found[number, rep] = tuple(counts)
    return found


def different_by_cell(
    connection: sqlite3.Connection, metric: Metric, cells: Sequence[Period], selection: Selection
) -> dict[int, int]:
    """By number of the cell: a distinct metric of all reps, counted anew because it does not add up."""
    rows = _of_cells(connection, _expression(metric), cells, selection, condition=metric.condition)
    return {number: count for number, count in rows}  # noqa: C416  dict() of longer rows is no dict to mypy


def by_column(
    connection: sqlite3.Connection,
    metrics: Sequence[Metric],
    column: str,
    period: Period,
    selection: Selection,
) -> list[tuple[str | None, Counts]]:
    """What was done with each customer (by name), by each channel, with each outcome; None for none."""
    expressions = ", ".join(_expression(metric) for metric in metrics)
    shown, joined, grouped = _GROUPS[column]
    where, values = _where(selection)
    statement = f"""SELECT {shown}, {expressions} FROM activity a {joined}
        WHERE a.deleted = 0 AND a.day >= ? AND a.day <= ?{where} GROUP BY {grouped}, {shown}"""  # noqa: S608
    days = (period.start.isoformat(), period.end.isoformat())
    rows = connection.execute(statement, (*days, *values))
    return [(group, tuple(counts)) for group, *counts in rows]


_GROUPS = {
    # what is shown, what is joined for it, and what is grouped by: the plus keeps the customers' index, which would
    # bring the groups in order from all of the history, out of it
    "customer": ("c.name", "LEFT JOIN customer c ON c.id = a.customer", "+a.customer"),
    "channel": ("a.channel", "", "a.channel"),
    "outcome": ("a.outcome", "", "a.outcome"),
}


def days_with_work(
    connection: sqlite3.Connection, start: date, end: date, reps: Sequence[int]
) -> set[tuple[int, date]]:
    """The days on which each of the reps has any activity, in either direction."""
    where, values = _where(Selection(reps=tuple(reps)))
    statement = f"""SELECT DISTINCT a.day, a.rep FROM activity a
        WHERE a.deleted = 0 AND a.day >= ? AND a.day <= ?{where}"""  # noqa: S608
    rows = connection.execute(statement, (start.isoformat(), end.isoformat(), *values))
    return {(rep, date.fromisoformat(day)) for day, rep in rows}


def has_logged(connection: sqlite3.Connection, rep: int) -> bool:
    """Whether the rep has any activity."""
    statement = "SELECT 1 FROM activity a WHERE a.rep = ? AND a.deleted = 0 LIMIT 1"
    return connection.execute(statement, (rep,)).fetchone() is not None


def doubts(connection: sqlite3.Connection, period: Period, selection: Selection) -> tuple[int, int]:
    """How many activities count as reached for want of an outcome, and how many calls have no customer."""
    where, values = _where(selection)
    statement = f"""SELECT coalesce(sum(CASE WHEN a.outcome IS NULL AND a.reached = 1 THEN 1 ELSE 0 END), 0),
            coalesce(sum(CASE WHEN a.customer IS NULL AND a.channel = 'phone' THEN 1 ELSE 0 END), 0)
        FROM activity a WHERE a.deleted = 0 AND a.direction = 'out' AND a.day >= ? AND a.day <= ?{where}"""  # noqa: S608
    days = (period.start.isoformat(), period.end.isoformat())
    assumed, nameless = connection.execute(statement, (*days, *values)).fetchone()
    return assumed, nameless


def first_day(connection: sqlite3.Connection) -> date | None:
    """The earliest day with an activity."""
    row = connection.execute("SELECT min(a.day) FROM activity a WHERE a.deleted = 0").fetchone()
    return date.fromisoformat(row[0]) if row[0] else None


def _of_cells(
    connection: sqlite3.Connection,
    shown: str,
    cells: Sequence[Period],
    selection: Selection,
    groups: str = "",
    condition: str = "",
) -> Iterator[tuple[int, ...]]:
    """Rows of a cell's number and what is shown, one query a cell.

    One query for all, joined with a list of the cells, is no quicker, and from some hundred cells on SQLite then
    reads the whole history into an index of its own making (48 s instead of 1 s for a year of a million).
    """
    where, values = _where(selection)
    where += f" AND {condition}" if condition else ""
    grouped = f" GROUP BY {groups}" if groups else ""
    statement = f"""SELECT {shown} FROM activity a
        WHERE a.deleted = 0 AND a.day >= ? AND a.day <= ?{where}{grouped}"""  # noqa: S608
    for number, cell in enumerate(cells):
        days = (cell.start.isoformat(), cell.end.isoformat())
        for row in connection.execute(statement, (*days, *values)):
            yield number, *row


def _where(selection: Selection) -> tuple[str, tuple[str | int, ...]]:
    """The selection as further conditions, each beginning with AND, and their values."""
    conditions = ""
    values: tuple[str | int, ...] = ()
    # the plus keeps a rep's whole history out of it: the days lead, by their index
    named = (("+a.rep", selection.reps), ("a.outcome", selection.outcomes), ("a.channel", selection.channels))
    for column, wanted in named:
        if wanted:
            conditions += f" AND {column} IN ({', '.join('?' * len(wanted))})"
            values += tuple(wanted)
    return conditions, values


def activities(connection: sqlite3.Connection) -> int:
    """How many activities stand."""
    return int(connection.execute("SELECT count(*) FROM activity WHERE deleted = 0").fetchone()[0])
