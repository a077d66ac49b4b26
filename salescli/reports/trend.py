"""One metric over the last periods, each as its own report has it."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from salescli.model import periods
from salescli.model.periods import Period
from salescli.reports.execution import report
from salescli.reports.result import BY_TIME, Question, Row

KINDS = BY_TIME


@dataclass(frozen=True)
class Trend:
    """A row a period, oldest first, of one rep after the other where asked; `total` is of all of them together.

    The rows are those of the report of each period: `period`, `start` and `end` are the period's own, `group` is the
    rep. `question` has the whole range, by days, weeks or months.
    """

    question: Question
    cells: list[Period]
    rows: list[Row]
    total: list[Row]


def last_cells(last: Period, count: int) -> list[Period]:
    """So many days, weeks or months, of which this is the last."""
    found = [last]
    while len(found) < count:
        found.append(periods.before(found[-1]))
    return found[::-1]


def trend(connection: sqlite3.Connection, last: Question, count: int, *, by_rep: bool = False) -> Trend:
    """The metric of the question, in so many periods of which the question's is the last."""
    cells = last_cells(last.period, count)
    whole = Period("range", cells[0].start, cells[-1].end)
    question = replace(last, period=whole, by=last.period.kind)
    found = report(connection, question)
    total = [_of(cell, row, None) for cell, row in zip(cells, found.rows, strict=True)]
    rows = _in_order(_by_rep(connection, last, cells)) if by_rep else total
    return Trend(question, cells, rows, total)


def _by_rep(connection: sqlite3.Connection, last: Question, cells: list[Period]) -> Iterable[Row]:
    """The reps of each period: who did anything in it, or had a target."""
    for cell in cells:
        for row in report(connection, replace(last, period=cell, by="rep")).rows:
            yield _of(cell, row, row.group)


def _of(cell: Period, row: Row, group: str | None) -> Row:
    return replace(row, period=cell.kind, start=cell.start, end=cell.end, group=group)


def _in_order(rows: Iterable[Row]) -> list[Row]:
    """By name, then by time, in which they come."""
    return sorted(rows, key=lambda row: ((row.group or "").casefold(), row.group or ""))
