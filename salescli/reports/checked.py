"""Whether all is well, for cron: a report's rows with a target, and the days of which nothing was said."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import groupby

from salescli.model.targets import Schedule, Worker
from salescli.reports.result import BY_COLUMN, Question, Report, Row
from salescli.store import reps, targets

WELL, NO_TARGET, BEHIND, UNREPORTED = 0, 3, 4, 5  # the exit codes of `report --check`


@dataclass(frozen=True)
class Verdict:
    """What was found. `code` is an exit code; `late` has the groups whose rows are behind, or under the `share`.

    `held` is False where the rows are of a kind that no target is about, whatever is in force. `nameless` has the
    number of unreported days and of their reps, in a report without names.
    """

    code: int
    question: Question
    share: Fraction | None = None
    held: bool = True
    nameless: tuple[int, int] | None = None
    late: list[tuple[str | None, list[Row]]] = field(default_factory=list)
    unreported: list[tuple[str, list[date]]] = field(default_factory=list)


def judge(report: Report, share: Fraction | None, *, in_force: bool) -> Verdict:
    """The verdict on the rows as they are shown; on those of a period or cell to come there is nothing to say yet.

    Without a share a row fails when it is `behind`; with one, when less than that share of what was expected by now
    is done. `in_force` says whether any target is, be it on days off alone.
    """
    question = report.question
    if question.selection.is_part or question.by in BY_COLUMN:
        return Verdict(NO_TARGET, question, share, held=False)
    if not in_force:
        return Verdict(NO_TARGET, question, share)
    failed = [row for row in report.rows if _fails(row, share)]
    late = [(group, list(rows)) for group, rows in groupby(failed, key=lambda row: row.group)]
    if late:
        return Verdict(BEHIND, question, share, late=late)
    if report.unreported:
        return Verdict(UNREPORTED, question, share, unreported=report.unreported)
    if report.aggregate and report.aggregate.unreported_days:
        nameless = (report.aggregate.unreported_days, report.aggregate.unreported_reps)
        return Verdict(UNREPORTED, question, share, nameless=nameless)
    return Verdict(WELL, question, share)


def _fails(row: Row, share: Fraction | None) -> bool:
    if row.status in {None, "none"}:
        return False
    if share is None:
        return row.status == "behind"
    return row.actual < share * (row.expected or 0)


def is_in_force(connection: sqlite3.Connection, question: Question) -> bool:
    """Whether a target of a metric asked for is in force for anybody asked for on any day of the period."""
    stated = targets.stated(connection)
    people = [rep for rep in reps.everyone(connection) if rep.id in (question.selection.reps or {rep.id})]
    workers = [targets.as_worker(rep.id, rep.joined, rep.until, rep.targets) for rep in people]
    return any(
        schedule.on(day)
        for metric in question.metrics
        for worker in workers
        if (schedule := Schedule(stated, metric.name, worker.id))
        for day in _days_to_look_at(schedule, worker, question)
    )


def _days_to_look_at(schedule: Schedule, worker: Worker, question: Question) -> Iterator[date]:
    """The first of the rep's days in the period, and each day of it from which something was stated."""
    if not worker.targets or worker.joined is None:
        return
    end = min(question.period.end, worker.until or date.max)
    day: date | None = max(question.period.start, worker.joined)
    while day and day <= end:
        yield day
        day = schedule.next_begin(day)
