"""How long a rep has met his target without a break: days, weeks or months in a row, as the target of today is for.

Units with nothing asked (days off) are passed over; the one that today is in counts once met and breaks nothing before.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from salescli.model import periods
from salescli.model.metrics import Metric
from salescli.model.periods import Period
from salescli.model.plan import Plan
from salescli.model.targets import Target, Worker
from salescli.model.workweek import ONE_DAY, each_day
from salescli.reports.plans import Plans
from salescli.store import calendar as kept_calendar
from salescli.store import counting
from salescli.store.counting import Selection

if TYPE_CHECKING:
    from salescli.model.pace import Number

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
                found[metric.name, rep] = _streak(target.per, plans.of(metric, rep), work, rep, worker, today)
    return found


def _streak(per: str, plan: Plan, work: "_Work", rep: int, worker: Worker, today: date) -> Streak:
    """Newest unit first: the run up to now, however long, and the longest of a year."""
    units = _days(plan, work, rep, today) if per == "day" else _longer(per, plan, work, rep, worker, today)
    current: int | None = None
    run = longest = 0
    a_year_ago = (today - LOOKING_BACK).toordinal()
    for end, target, done in units:
        if current is not None and end <= a_year_ago:
            break
        if not target:
            continue
        if done >= target * work.metric.divisor:
            run += 1
        elif end < today.toordinal():  # today's own unit breaks nothing
            current = run if current is None else current
            longest, run = max(longest, run), 0
    return Streak(per, run if current is None else current, max(longest, run))


Unit = tuple[
    int, "Number", int
]  # its last day (an ordinal), what was asked, what was done in parts of the metric's unit


def _days(plan: Plan, work: "_Work", rep: int, today: date) -> Iterator[Unit]:
    """The working days up to today, the last first."""
    done = work.of(rep)
    for day, target in plan.days_back(today):
        if day < work.read_from:
            work.read_back_to(day)
        yield day, target, done.get(day, 0)


def _longer(per: str, plan: Plan, work: "_Work", rep: int, worker: Worker, today: date) -> Iterator[Unit]:
    """The weeks or months back to the rep's joining, whole, the last first."""
    unit = periods.containing(per, today)
    while unit.end >= (worker.joined or today):
        target = plan.asked(unit.start, unit.end)
        yield unit.end.toordinal(), target, work.done(rep, unit) if target else 0
        unit = periods.before(unit)


class _Work:
    """What was done in one metric by rep and day, read a year at a time."""

    def __init__(self, connection: sqlite3.Connection, metric: Metric, reps: tuple[int, ...], today: date) -> None:
        """Nothing is read yet. No reps are all."""
        self.metric = metric
        self._connection, self._selection = connection, Selection(reps=reps)
        last = max(periods.containing(kind, today).end for kind in ("week", "month"))
        self.read_from = last.toordinal() + 1
        self._days: dict[int, dict[int, int]] = defaultdict(dict)
        self._different: dict[Period, dict[int, int]] = {}

    def of(self, rep: int) -> dict[int, int]:
        """By ordinal of the day, what the rep did, as far back as it was read."""
        return self._days[rep]

    def done(self, rep: int, unit: Period) -> int:
        """The count of a week or month."""
        if not self.metric.adds_up:
            return self._counted_anew(unit).get(rep, 0)
        start, after = unit.start.toordinal(), unit.end.toordinal() + 1
        self.read_back_to(start)
        days = self._days[rep]
        return sum(days.get(day, 0) for day in range(start, after))

    def read_back_to(self, day: int) -> None:
        """Read so many years that the day is among them."""
        while day < self.read_from:
            end = date.fromordinal(self.read_from) - ONE_DAY
            start = end - LOOKING_BACK
            ordinals = {one.isoformat(): one.toordinal() for one in each_day(start, end)}
            rows = counting.by_day_and_rep(self._connection, self.metric, start, end, self._selection)
            for text, rep, count in rows:
                days, at = self._days[rep], ordinals[text]
                days[at] = days.get(at, 0) + count
            self.read_from = start.toordinal()

    def _counted_anew(self, unit: Period) -> dict[int, int]:
        if unit not in self._different:
            counted = counting.by_cell_and_rep(self._connection, [self.metric], [unit], self._selection)
            self._different[unit] = {rep: count for (_number, rep), (count,) in counted.items()}
        return self._different[unit]
