"""One metric by the days of a month, quarter or year, as a calendar shows them."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import date

from salescli.model.workweek import each_day
from salescli.reports.execution import report
from salescli.reports.result import Question, Report
from salescli.store import calendar, reps

KINDS = ("month", "quarter", "year")


@dataclass(frozen=True)
class Heat:
    """The report by day, and the days on which nobody had to work: of the one rep shown, else by the file's calendar.

    `begun` is the day on which the first of the reps shown joined; None where nobody did.
    """

    report: Report
    off: frozenset[date]
    begun: date | None


def heat(connection: sqlite3.Connection, question: Question) -> Heat:
    """The question's metric, by day."""
    period, chosen = question.period, question.selection.reps
    kept = calendar.read(connection, period.start, period.end)
    whose = chosen[0] if len(chosen) == 1 else None
    joined = [
        date.fromisoformat(rep.joined)
        for rep in reps.everyone(connection)
        if rep.joined and rep.id in (chosen or {rep.id})
    ]
    return Heat(
        report=report(connection, replace(question, by="day")),
        off=frozenset(day for day in each_day(period.start, period.end) if not kept.weight(whose, day)),
        begun=min(joined, default=None),
    )
