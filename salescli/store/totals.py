"""Counting, done by SQL: metrics by cell and group. Every query reads the days shown and no others."""

import sqlite3
from collections.abc import Iterable

from salescli.model.metrics import Metric

Counts = tuple[
    int, ...
]  # one number a metric, in the order asked for; in parts of the unit (seconds of minutes)


def _expression(metric: Metric) -> str:
    """The aggregate that counts the metric over activities `a`."""
    condition = f"a.direction = 'out' AND {metric.condition}"
    if metric.distinct:
        return f"count(DISTINCT CASE WHEN {condition} THEN a.{metric.value} END)"
    value = f"coalesce(a.{metric.value}, 0)" if metric.value else "1"
    return f"sum(CASE WHEN {condition} THEN {value} ELSE 0 END)"


def of_rep(
    connection: sqlite3.Connection, metrics: Iterable[Metric], rep: int | None, start: str, end: str
) -> Counts:
    """What one rep did from start to end (days, both included); everyone for None."""
    expressions = ", ".join(f"coalesce({_expression(metric)}, 0)" for metric in metrics)
    if not expressions:
        return ()
    whose, values = ("", (start, end)) if rep is None else (" AND a.rep = ?", (start, end, rep))
    statement = (
        f"SELECT {expressions} FROM activity a"  # noqa: S608  built of the table of metrics
        f" WHERE a.deleted = 0 AND a.day >= ? AND a.day <= ?{whose}"
    )
    row: Counts = connection.execute(statement, values).fetchone()
    return row
