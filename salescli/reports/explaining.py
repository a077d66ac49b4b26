"""Working out how the figures of a report come about, from the same parts as the report itself."""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction

from salescli.model import pace, periods
from salescli.model.metrics import Metric
from salescli.model.pace import Number
from salescli.model.periods import ONE_DAY
from salescli.model.plan import Plan
from salescli.model.targets import Target, Worker, amount_on
from salescli.model.workweek import Calendar
from salescli.reports.cells import Counted
from salescli.reports.counted_days import DayReasons, RepDays
from salescli.reports.explained import Counting, Explained, Explanation, Figure, OfRep, Term
from salescli.reports.plans import Plans
from salescli.reports.result import BY_COLUMN, BY_TIME, Report, Row
from salescli.store import calendar as kept_calendar
from salescli.store import calendar_write, counted_ids, reps, settings, targets
from salescli.store.counted_ids import Behind, Found, Group


def explain(connection: sqlite3.Connection, report: Report, now: datetime) -> Explanation:
    """Explain every figure of the report. `now` is the local time of the reader that the report is of."""
    question = report.question
    _kind, start, end = question.period
    country = settings.read(connection, "country")
    kept = calendar_write.kept_years(connection, country) if country else {}
    people = {rep.id: rep for rep in reps.everyone(connection)}
    return Explanation(
        report=report,
        now=now,
        zone=settings.read(connection, "tz"),
        week=kept_calendar.file_week(connection),
        country=country,
        sources=[(one.year, one.source, one.estimated) for one in kept.values() if start.year <= one.year <= end.year],
        names={rep.id: rep.name for rep in people.values()},
        groups=_Explainer(connection, report).groups(),
    )


class _Explainer:
    """Works out the groups of one report."""

    def __init__(self, connection: sqlite3.Connection, report: Report) -> None:
        self._report, question = report, report.question
        self._question = question
        self._is_held = not question.selection.is_part and question.by not in BY_COLUMN
        people = [rep for rep in reps.everyone(connection) if rep.id in (question.selection.reps or {rep.id})]
        self._names = {rep.id: rep.name for rep in people}
        self._workers = {rep.id: targets.as_worker(rep.id, rep.joined, rep.until, rep.targets) for rep in people}
        _kind, start, end = question.period
        self._calendar: Calendar = kept_calendar.read(connection, start, end)
        stated = targets.stated(connection) if self._is_held else []
        self._plans = Plans(stated, self._workers, self._calendar, question.period)
        by = question.by if question.by in BY_TIME else None
        self._cells = periods.cells(by, start, end) if by else [question.period]
        self._counted = Counted(connection, question.metrics, self._cells, question.today, question.selection)
        self._reasons = DayReasons(connection, self._calendar, self._names, start, end)
        self._ids: Found = counted_ids.read(
            connection, question.metrics, question.by, question.period, self._cells, question.selection
        )

    def groups(self) -> Iterator[Explained]:
        """Group after group, in the order of the report."""
        rows, size = self._report.rows, len(self._question.metrics)
        ids = {name: rep for rep, name in self._names.items()}
        for place in range(0, len(rows), size):
            chunk = rows[place : place + size]
            by_time = self._question.by in BY_TIME
            number = place // size if by_time else 0
            rep = ids[chunk[0].group or ""] if self._question.by == "rep" else None
            key: Group = number if by_time else rep if rep is not None else chunk[0].group
            figures = [self._figure(row, each, number, rep, key) for each, row in enumerate(chunk)]
            yield Explained(chunk[0].group, self._cells[number], self._days(figures, number, rep), figures)

    def _days(self, figures: list[Figure], number: int, rep: int | None) -> list[RepDays]:
        if not self._is_held:
            return []
        named = {one.rep for figure in figures for one in figure.reps}
        shown = [
            each for each, name in self._names.items() if name in named or each in {rep, *self._question.selection.reps}
        ]
        cell = self._cells[number]
        return self._reasons.of_reps(((self._workers[each], self._names[each]) for each in shown), cell.start, cell.end)

    def _figure(self, row: Row, place: int, number: int, rep: int | None, key: Group) -> Figure:
        metric = self._question.metrics[place]
        counted = [
            self._counting(part, Fraction(times * part.divisor, metric.divisor), key) for times, part in metric.parts
        ]
        found = []
        if self._is_held:
            asked = [rep] if rep is not None else list(self._workers)
            found = [self._of_rep(metric, place, number, each) for each in asked]
        together = pace.together([one.pace for one in found]) if self._is_held else None
        shown = [one for one in found if one.actual or one.pace.days_raw or rep is not None]
        return Figure(row, metric, together, shown, counted or [self._counting(metric, 1, key)])

    def _counting(self, metric: Metric, times: Number, key: Group) -> Counting:
        behind = self._ids.get((key, metric.name)) or Behind()
        return Counting(metric, times, _exact(behind.total, metric), behind)

    def _of_rep(self, metric: Metric, place: int, number: int, rep: int) -> OfRep:
        _kind, start, end = self._cells[number]
        today, plan = self._question.today, self._plans.of(metric, rep)
        actual = _exact(self._counted.actual(number, place, rep), metric)
        before = _exact(self._counted.before(number, place, rep), metric)
        return OfRep(
            rep=self._names[rep],
            actual=actual,
            before=before,
            pace=pace.of_rep(plan, start, end, today, actual, before),
            weights=(
                plan.weight(start, min(today - ONE_DAY, end)),
                plan.weight(today, today) if start <= today <= end else 0,
                plan.weight(max(today + ONE_DAY, start), end),
            ),
            terms=self._terms(metric, self._workers[rep], plan, start, end),
            terms_by_now=self._terms(metric, self._workers[rep], plan, start, min(today, end)),
        )

    def _terms(self, metric: Metric, worker: Worker, plan: Plan, start: date, end: date) -> list[Term]:
        """The terms of the sum; days in a row of which the same is asked are one."""
        schedule = self._plans.schedule(metric, worker.id)
        found: list[Term] = []
        for span in plan.within(start, end):
            days_raw = self._calendar.working_days(span.start, span.end, worker.id)
            target = schedule.on(span.start)
            if target is None or not days_raw:
                continue
            days = self._calendar.weight_between(worker.id, span.start, span.end)
            amount = amount_on(target, worker.id, span.start, self._calendar)
            divisor = _divisor(target, worker.id, span.start, self._calendar)
            last = found[-1] if found else None
            if last and (last.target, last.amount, last.rate) == (target, amount, span.rate):
                start_of, days, days_raw = last.start, last.days + days, last.days_raw + days_raw
                found[-1] = Term(target, start_of, span.end, amount, divisor, span.rate, days, days_raw)
            else:
                found.append(Term(target, span.start, span.end, amount, divisor, span.rate, days, days_raw))
        return found


def _divisor(target: Target, rep: int, day: date, calendar: Calendar) -> int:
    """The working days that share the amount: one, those of the work week, or those of the month."""
    if target.per == "week":
        return len(calendar.week_of(rep))
    return calendar.working_days_of_month(rep, day) if target.per == "month" else 1


def _exact(count: int, metric: Metric) -> Number:
    return count if metric.divisor == 1 else Fraction(count, metric.divisor)
