"""The report of execution: what was done against what was asked, by rep, time, customer, channel, outcome."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from salescli.model import pace, periods
from salescli.model.metrics import Metric
from salescli.model.pace import Number
from salescli.model.targets import Target, Worker
from salescli.model.workweek import Calendar
from salescli.reports import streaks, team, unreported
from salescli.reports.cells import Counted
from salescli.reports.plans import Plans
from salescli.reports.result import BY_COLUMN, BY_TIME, Question, Report, Row
from salescli.reports.streaks import Streak
from salescli.store import calendar as kept_calendar
from salescli.store import calendar_write, counting, reps, targets

if TYPE_CHECKING:
    from salescli.store.reps import Rep


def report(connection: sqlite3.Connection, question: Question) -> Report:
    """Count and compare. Everything is read from the days of the period alone."""
    people, calendar, builder = _prepared(connection, question)
    assumed, nameless = counting.doubts(connection, question.period, question.selection)
    _kind, start, end = question.period
    total = builder.total()
    has_target = any(row.target_raw for row in total)
    return Report(
        question=question,
        working_days=calendar.working_days(question.period.start, question.period.end),
        rows=builder.rows({rep.id: rep.name for rep in people}),
        total=total,
        unreported=unreported.by_rep(connection, people, calendar, question.period, question.today),
        assumed=assumed,
        nameless=nameless,
        unkept_years=calendar_write.unkept_years(connection, start, end) if has_target else (),
        estimated_years=calendar_write.estimated_years(connection, start, end) if has_target else (),
    )


def _prepared(connection: sqlite3.Connection, question: Question) -> "tuple[list[Rep], Calendar, _Builder]":
    """The people, their calendar and what makes the rows."""
    people = [rep for rep in reps.everyone(connection) if rep.id in (question.selection.reps or {rep.id})]
    workers = {rep.id: targets.as_worker(rep.id, rep.joined, rep.until, rep.targets) for rep in people}
    calendar = kept_calendar.read(connection, question.period.start, question.period.end)
    stated = [] if question.selection.is_part else targets.stated(connection)
    return people, calendar, _Builder(connection, question, workers, stated, calendar)


class _Builder:
    """The rows of one report."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        question: Question,
        workers: dict[int, Worker],
        stated: list[Target],
        calendar: Calendar,
    ) -> None:
        self._connection = connection
        self._question = question
        self._stated = stated
        self._plans = Plans(stated, workers, calendar, question.period)
        self._workers = workers
        whole = [question.period]
        self._whole = Counted(connection, question.metrics, whole, question.today, question.selection)

    def total(self) -> list[Row]:
        """The whole period, all reps together."""
        return self._cell(None, self._whole, 0)

    def rows(self, names: dict[int, str]) -> list[Row]:
        """The rows that the question asks for, group after group."""
        by = self._question.by
        if by == "rep":
            return self._by_rep(names)
        if by in BY_TIME:
            return self._by_time(by)
        if by in BY_COLUMN:
            return self._by_column(by)
        return self.total()

    def _by_rep(self, names: dict[int, str]) -> list[Row]:
        shown = [
            rep
            for rep in names
            if self._whole.has_worked(0, rep) or any(self._plans.has(metric, rep) for metric in self._question.metrics)
        ]
        shown.sort(key=lambda rep: (names[rep].casefold(), names[rep], rep))
        rows = [row for rep in shown for row in self._cell(names[rep], self._whole, 0, rep)]
        question = self._question
        return team.ranked(rows, len(question.metrics), question.rank) if question.rank else rows

    def _by_time(self, by: str) -> list[Row]:
        question = self._question
        cells = periods.cells(by, question.period.start, question.period.end)
        counted = Counted(self._connection, question.metrics, cells, question.today, question.selection)
        return [
            row
            for number, cell in enumerate(cells)
            for row in self._cell(periods.label(by, cell.start), counted, number)
        ]

    def _by_column(self, by: str) -> list[Row]:
        question = self._question
        groups = counting.by_column(self._connection, question.metrics, by, question.period, question.selection)
        groups.sort(key=lambda group: _place(by, group[0]))
        return [
            Row(*question.period, name, metric.name, _exact(count, metric))
            for name, counts in groups
            for metric, count in zip(question.metrics, counts, strict=True)
        ]

    def _cell(self, group: str | None, counted: Counted, number: int, rep: int | None = None) -> list[Row]:
        """The rows of a cell, of one rep or of all, one a metric."""
        return [self._row(group, counted, number, rep, place) for place in range(len(self._question.metrics))]

    def _row(self, group: str | None, counted: Counted, number: int, rep: int | None, place: int) -> Row:
        question, metric, cell = self._question, self._question.metrics[place], counted.cells[number]
        actual = _exact(counted.actual(number, place, rep), metric)
        bare = Row(*question.period, group, metric.name, actual)
        if question.by == "rep":
            before, *seven = (_exact(count, metric) for count in self._earlier(place, rep))
            bare = replace(bare, before=before, eight=(*seven, actual) if seven else ())
        if question.selection.is_part:
            return bare
        paces = [
            pace.of_rep(
                self._plans.of(metric, each),
                cell.start,
                cell.end,
                question.today,
                _exact(counted.actual(number, place, each), metric),
                _exact(counted.before(number, place, each), metric),
            )
            for each in ([rep] if rep is not None else self._workers)
        ]
        row = _against(bare, pace.together(paces), begun=question.today >= cell.start)
        found = self._streaks.get((metric.name, only)) if (only := self._only(group, rep)) is not None else None
        return replace(row, streak=found.current, longest_streak=found.longest, per=found.per) if found else row

    def _earlier(self, place: int, rep: int | None) -> Iterator[int]:
        """What was done in the period before, as far as this one has come, and in each of the seven before this one."""
        return (self._history.actual(number, place, rep) for number in range(len(self._history.cells)))

    @cached_property
    def _history(self) -> Counted:
        question = self._question
        cells = [team.period_before(question), *team.seven_before(question)]
        return Counted(self._connection, question.metrics, cells, question.today, question.selection)

    def _only(self, group: str | None, rep: int | None) -> int | None:
        """The one rep that a row is about, where it is not about a day, week or month of his."""
        if rep is None and group is None and len(self._workers) == 1:
            return next(iter(self._workers))
        return rep

    @cached_property
    def _streaks(self) -> dict[tuple[str, int], Streak]:
        question = self._question
        if len(self._workers) > question.streaks:
            return {}
        return streaks.of_reps(self._connection, self._stated, self._workers, question.metrics, question.today)


def _against(row: Row, paced: pace.Pace, *, begun: bool) -> Row:
    """The row with its target columns."""
    return replace(
        row,
        target=paced.target,
        attainment=Fraction(row.actual) / paced.target if paced.target else None,
        expected=paced.expected,
        status=pace.status(row.actual, paced, begun=begun),
        need=paced.need,
        left_today=paced.left_today,
        forecast=paced.forecast,
        target_raw=paced.target_raw,
        days=paced.days,
        days_raw=paced.days_raw,
    )


def _exact(count: int, metric: Metric) -> Number:
    return count if metric.divisor == 1 else Fraction(count, metric.divisor)


def _place(by: str, group: str | None) -> tuple[bool, int, str, str]:
    """Channels and outcomes in the order of their lists, customers by name; without any, last."""
    from salescli.model.vocabulary import CHANNELS, OUTCOMES

    order: Iterable[str] = {"channel": CHANNELS, "outcome": tuple(OUTCOMES)}.get(by, ())
    known = list(order)
    rank = known.index(group) if group in known else len(known)
    return group is None, rank, (group or "").casefold(), group or ""
