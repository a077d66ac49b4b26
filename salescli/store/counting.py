"""Counting, done by SQL: metrics by cell and group. Every query reads the days shown and no others."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from salescli.model.metrics import Metric
from salescli.model.periods import Period

Counts = tuple[int, ...]  # one number a metric, in the order asked for; in parts of the unit (seconds of minutes)


def _expression(metric: Metric) -> str:
    """The aggregate that counts the metric over activities `a`."""
    condition = conditions(metric)
    if metric.distinct:
        return f"count(DISTINCT CASE WHEN {condition} THEN a.{metric.value} END)"
    value = f"coalesce(a.{metric.value}, 0)" if metric.value else "1"
    return f"sum(CASE WHEN {condition} THEN {value} ELSE 0 END)"


def conditions(metric: Metric) -> str:
    """Which activities `a` the metric counts."""
    return " AND ".join(part for part in (metric.direction, metric.condition) if part) or "1 = 1"


def basic(metrics: Iterable[Metric]) -> list[Metric]:
    """The metrics with what scores among them are made of instead of the scores, each once."""
    parts = [part for metric in metrics for part in ([each for _n, each in metric.parts] or [metric])]
    return list({metric.name: metric for metric in parts}.values())


def together(metrics: Iterable[Metric], counted: Mapping[str, int]) -> Counts:
    """What was counted by name, in the order of the metrics; a score is the sum of its parts."""
    return tuple(
        sum(number * counted.get(part.name, 0) for number, part in metric.parts)
        if metric.parts
        else counted.get(metric.name, 0)
        for metric in metrics
    )


def of_rep(connection: sqlite3.Connection, metrics: Sequence[Metric], rep: int, start: str, end: str) -> Counts:
    """What one rep did from start to end (days, both included)."""
    counted: dict[str, int] = {}
    parts = basic(metrics)
    for source, mine in (
        ("rep_day", [one for one in parts if one.kept]),
        ("a", [one for one in parts if not one.kept]),
    ):
        if not mine:
            continue
        if source == "rep_day":
            shown = ", ".join(f"coalesce(sum({metric.kept}), 0)" for metric in mine)
            statement = f"SELECT {shown} FROM rep_day WHERE day >= ? AND day <= ? AND rep = ?"  # noqa: S608  from code
        else:
            shown = ", ".join(f"coalesce({_expression(metric)}, 0)" for metric in mine)
            statement = f"""SELECT {shown} FROM activity a
                WHERE a.deleted = 0 AND a.day >= ? AND a.day <= ? AND +a.rep = ?"""  # noqa: S608  from the table
        row = connection.execute(statement, (start, end, rep)).fetchone()
        counted.update(zip((metric.name for metric in mine), row, strict=True))
    return together(metrics, counted)


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
    found: dict[tuple[int, int], dict[str, int]] = {}
    parts = basic(metrics)
    kept = [] if selection.is_part else [metric for metric in parts if metric.kept]
    distinct = [metric for metric in parts if metric.distinct]
    summed = [metric for metric in parts if not metric.distinct and metric not in kept]
    for number, rep, *counts in _sums(connection, kept, summed, cells, selection):
        found[number, rep] = dict(zip((metric.name for metric in (*kept, *summed)), counts, strict=True))
    for metric in distinct:
        for number, rep, count in _different(connection, metric, cells, selection, by_rep=True):
            found[number, rep][metric.name] = count
    return {where: together(metrics, counted) for where, counted in found.items()}


def _sums(
    connection: sqlite3.Connection,
    kept: Sequence[Metric],
    summed: Sequence[Metric],
    cells: Sequence[Period],
    selection: Selection,
) -> Iterator[tuple[int, ...]]:
    """Rows of a cell's number, a rep who worked in it, and the metrics: those kept by day first."""
    if selection.is_part:
        shown = ", ".join(["a.rep", *map(_expression, summed)])
        yield from _of_cells(connection, shown, cells, selection, "+a.rep")
        return
    where, values = _where(Selection(reps=selection.reps))
    sums = ", ".join(["a.rep", *(f"sum(a.{metric.kept})" for metric in kept)])
    statement = f"""SELECT {sums} FROM rep_day a WHERE a.day >= ? AND a.day <= ?{where}
        GROUP BY +a.rep HAVING sum(a.activities) > 0"""  # noqa: S608  from the table of metrics
    shown = ", ".join(["a.rep", *map(_expression, summed)])
    for number, cell in enumerate(cells):
        days = (cell.start.isoformat(), cell.end.isoformat())
        others = {}
        if summed:
            others = {rep: rest for _zero, rep, *rest in _of_cells(connection, shown, [cell], selection, "+a.rep")}
        for rep, *counts in connection.execute(statement, (*days, *values)):
            yield number, rep, *counts, *others.get(rep, ())


def by_day_and_rep(
    connection: sqlite3.Connection, metric: Metric, start: date, end: date, selection: Selection
) -> Iterator[tuple[str, int, int]]:
    """The day (ISO), the rep and what was done, where it was anything; of a score each part by itself, to be added."""
    where, values = _where(Selection(reps=selection.reps))
    days = (start.isoformat(), end.isoformat())
    for number, part in metric.parts or ((1, metric),):
        source, count = ("rep_day", f"sum(a.{part.kept})") if part.kept else ("activity", _expression(part))
        standing = "" if part.kept else "a.deleted = 0 AND "
        statement = f"""SELECT a.day, a.rep, {number} * {count} FROM {source} a
            WHERE {standing}a.day >= ? AND a.day <= ?{where} GROUP BY a.day, a.rep"""  # noqa: S608  from code
        yield from connection.execute(statement, (*days, *values))


def different_by_cell(
    connection: sqlite3.Connection, metric: Metric, cells: Sequence[Period], selection: Selection
) -> dict[int, int]:
    """By number of the cell: a metric of all reps that does not add up over them, counted anew."""
    found: dict[int, dict[str, int]] = {}
    for part in basic([metric]):
        if part.distinct:
            rows = _different(connection, part, cells, selection, by_rep=False)
        else:
            rows = _of_cells(connection, _expression(part), cells, selection)
        for number, count in rows:
            found.setdefault(number, {})[part.name] = count or 0
    return {number: together([metric], counted)[0] for number, counted in found.items()}


def _different(
    connection: sqlite3.Connection, metric: Metric, cells: Sequence[Period], selection: Selection, *, by_rep: bool
) -> Iterator[tuple[int, ...]]:
    """Rows of a cell's number, the rep if wanted, and how many different values there are."""
    shown = f"count(DISTINCT a.{metric.value})"
    if by_rep:
        return _of_cells(connection, f"a.rep, {shown}", cells, selection, "+a.rep", conditions(metric))
    return _of_cells(connection, shown, cells, selection, condition=conditions(metric))


def by_column(
    connection: sqlite3.Connection,
    metrics: Sequence[Metric],
    column: str,
    period: Period,
    selection: Selection,
) -> list[tuple[str | None, Counts]]:
    """What was done with each customer (by name), by each channel, with each outcome; None for none."""
    parts = basic(metrics)
    names = [part.name for part in parts]
    expressions = ", ".join(_expression(metric) for metric in parts)
    shown, joined, grouped = _GROUPS[column]
    where, values = _where(selection)
    statement = f"""SELECT {shown}, {expressions} FROM activity a {joined}
        WHERE a.deleted = 0 AND a.day >= ? AND a.day <= ?{where} GROUP BY {grouped}, {shown}"""  # noqa: S608
    days = (period.start.isoformat(), period.end.isoformat())
    rows = connection.execute(statement, (*days, *values))
    return [(group, together(metrics, dict(zip(names, counts, strict=True)))) for group, *counts in rows]


_GROUPS = {
    # what is shown, what is joined for it, and what is grouped by: the plus keeps the customers' index, which would
    # bring the groups in order from all of the history, out of it
    "customer": ("c.name", "LEFT JOIN customer c ON c.id = a.customer", "+a.customer"),
    "channel": ("a.channel", "", "a.channel"),
    "outcome": ("a.outcome", "", "a.outcome"),
}


def days_with_work(connection: sqlite3.Connection, start: date, end: date, reps: Sequence[int]) -> dict[int, set[str]]:
    """By rep, the days (ISO) on which he has any activity, in either direction."""
    where, values = _where(Selection(reps=tuple(reps)))
    statement = f"""SELECT DISTINCT a.day, a.rep FROM rep_day a
        WHERE a.activities > 0 AND a.day >= ? AND a.day <= ?{where}"""  # noqa: S608
    found: dict[int, set[str]] = {rep: set() for rep in reps}
    for day, rep in connection.execute(statement, (start.isoformat(), end.isoformat(), *values)):
        found[rep].add(day)
    return found


def confirmed_zeros(connection: sqlite3.Connection, start: date, end: date) -> set[tuple[int, date]]:
    """The days of which a rep said that nothing was done, by rep."""
    rows = connection.execute(
        """SELECT coalesce(r.merged_into, r.id), z.day FROM confirmed_zero z JOIN rep r ON r.id = z.rep
        WHERE z.gone = 0 AND z.day >= ? AND z.day <= ?""",
        (start.isoformat(), end.isoformat()),
    )
    return {(rep, date.fromisoformat(day)) for rep, day in rows}


def has_logged(connection: sqlite3.Connection, rep: int) -> bool:
    """Whether the rep has any activity."""
    statement = "SELECT 1 FROM activity a WHERE a.rep = ? AND a.deleted = 0 LIMIT 1"
    return connection.execute(statement, (rep,)).fetchone() is not None


def doubts(connection: sqlite3.Connection, period: Period, selection: Selection) -> tuple[int, int]:
    """How many activities count as reached for want of an outcome, and how many calls have no customer."""
    where, values = _where(selection)
    days = (period.start.isoformat(), period.end.isoformat())
    if not selection.is_part:
        statement = f"""SELECT coalesce(sum(a.assumed), 0), coalesce(sum(a.nameless), 0) FROM rep_day a
            WHERE a.day >= ? AND a.day <= ?{where}"""  # noqa: S608
        assumed, nameless = connection.execute(statement, (*days, *values)).fetchone()
        return assumed, nameless
    statement = f"""SELECT coalesce(sum(CASE WHEN a.outcome IS NULL AND a.reached = 1 THEN 1 ELSE 0 END), 0),
            coalesce(sum(CASE WHEN a.customer IS NULL AND a.channel = 'phone' THEN 1 ELSE 0 END), 0)
        FROM activity a WHERE a.deleted = 0 AND a.direction = 'out' AND a.day >= ? AND a.day <= ?{where}"""  # noqa: S608
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
