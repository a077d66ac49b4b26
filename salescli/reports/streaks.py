"""How long a rep has met his target without a break: days, weeks or months in a row, as the target of today is for.

Units with nothing asked (days off) are passed over; the one that today is in counts once met and breaks nothing before.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from salescli.model import periods
from salescli.model.metrics import Metric
from salescli.model.periods import Period
from salescli.model.targets import Target, Worker
from salescli.model.workweek import ONE_DAY, each_day
from salescli.reports.plans import Plans
from salescli.store import calendar as kept_calendar
from salescli.store import counting
from salescli.store.counting import Selection

LOOKING_BACK = timedelta(days=366)  # how far the longest is looked for, and how much is read at a time


class Streak(NamedTuple):
    """Days, weeks or months (`per`) in a row up to now, and the most that there were within a year."""

    per: str
    current: int
    longest: int


def of_reps(
    connection: sqlite3.Connection,
    stated: Sequence[Target],
    workers: Mapping[int, Worker],
    metrics: Sequence[Metric],
    today: date,
) -> dict[tuple[str, int], Streak]:
    """By metric and rep, where a target is in force today. Reads a year back, further only while a streak goes on."""
    asked = {target.metric for target in stated}
    bound = {rep: worker for rep, worker in workers.items() if worker.is_bound(today)}
    if not bound or not asked:
        return {}
    earliest = min(worker.joined or today for worker in bound.values())
    start, end = periods.containing("month", earliest).start, periods.containing("month", today).end
    calendar = kept_calendar.read(connection, start, end)
    whole = Period("range", min(start, earliest - 7 * ONE_DAY), max(end, periods.containing("week", today).end))
    plans = Plans(stated, bound, calendar, whole)
    found = {}
    for metric in metrics:
        if metric.name not in asked:
            continue
        work = _Work(connection, metric, tuple(bound) if len(bound) < len(workers) or len(bound) == 1 else (), today)
        for rep, worker in bound.items():
            target = plans.schedule(metric, rep).on(today)
            if target:
                units = _units(target.per, today, worker.joined or today)
                found[metric.name, rep] = _streak(target.per, units, plans, work, rep, today)
    return found


def _streak(per: str, units: Iterator[Period], plans: Plans, work: "_Work", rep: int, today: date) -> Streak:
    """Newest unit first: the run up to now, however long, and the longest of a year."""
    plan = plans.of(work.metric, rep)
    current: int | None = None
    run = longest = 0
    for unit in units:
        if current is not None and unit.end <= today - LOOKING_BACK:
            break
        target = plan.asked(unit.start, unit.end)
        if not target:
            continue
        if work.done(rep, unit) >= target * work.metric.divisor:
            run += 1
        elif unit.end < today:  # today's own unit breaks nothing
            current = run if current is None else current
            longest, run = max(longest, run), 0
    return Streak(per, run if current is None else current, max(longest, run))


def _units(per: str, today: date, joined: date) -> Iterator[Period]:
    """The days, weeks or months back to the rep's joining, newest first."""
    unit = periods.containing(per, today)
    while unit.end >= joined:
        yield unit
        unit = periods.before(unit)


class _Work:
    """What was done in one metric by rep and unit, read a year at a time."""

    def __init__(self, connection: sqlite3.Connection, metric: Metric, reps: tuple[int, ...], today: date) -> None:
        """Nothing is read yet. No reps are all."""
        self.metric = metric
        self._connection, self._selection = connection, Selection(reps=reps)
        last = max(periods.containing(kind, today).end for kind in ("week", "month"))
        self._read_from = last + ONE_DAY
        self._days: dict[int, dict[str, int]] = defaultdict(dict)
        self._different: dict[Period, dict[int, int]] = {}

    def done(self, rep: int, unit: Period) -> int:
        """The count of a unit, in parts of the metric's unit."""
        if not self.metric.adds_up and unit.kind != "day":
            return self._counted_anew(unit).get(rep, 0)
        while unit.start < self._read_from:
            self._read_a_year()
        days = self._days[rep]
        if unit.start == unit.end:
            return days.get(unit.start.isoformat(), 0)
        return sum(days.get(day.isoformat(), 0) for day in each_day(unit.start, unit.end))

    def _read_a_year(self) -> None:
        start, end = self._read_from - LOOKING_BACK, self._read_from - ONE_DAY
        for day, rep, count in counting.by_day_and_rep(self._connection, self.metric, start, end, self._selection):
            days = self._days[rep]
            days[day] = days.get(day, 0) + count
        self._read_from = start

    def _counted_anew(self, unit: Period) -> dict[int, int]:
        if unit not in self._different:
            counted = counting.by_cell_and_rep(self._connection, [self.metric], [unit], self._selection)
            self._different[unit] = {rep: count for (_number, rep), (count,) in counted.items()}
        return self._different[unit]
