"""What leave takes: working days, and so much of the week's target."""

import sqlite3
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from salescli.model.metrics import Metric
from salescli.model.periods import containing
from salescli.reports.known_metrics import with_targets
from salescli.reports.plans import Plans
from salescli.store import calendar as kept_calendar
from salescli.store import targets
from salescli.store.reps import Rep

if TYPE_CHECKING:
    from fractions import Fraction


class Effect(NamedTuple):
    """The working days that are off, halves too; and, of days in one week, its target with leave and without.

    The target is that of the first metric that has one; no metric, no target.
    """

    days: "int | Fraction"
    metric: Metric | None = None
    target: "int | Fraction" = 0
    target_raw: "int | Fraction" = 0


def effect(connection: sqlite3.Connection, rep: Rep, start: date, end: date, part: str) -> Effect:
    """What it takes that these days are off, each as a whole (`day`) or by half."""
    from fractions import Fraction

    calendar = kept_calendar.read(connection, start, end)
    days = calendar.working_days(start, end, rep.id)
    off = days if part == "day" else Fraction(days, 2)
    week = containing("week", start)
    if end > week.end:
        return Effect(off)
    workers = {rep.id: targets.as_worker(rep.id, rep.joined, rep.until, rep.targets)}
    stated = targets.stated(connection, rep.id)
    plans = Plans(stated, workers, calendar, week)
    for metric in with_targets(connection, stated).values():
        plan = plans.of(metric, rep.id)
        raw = plan.asked_raw(week.start, week.end)
        if raw:
            return Effect(off, metric, plan.asked(week.start, week.end), raw)
    return Effect(off)
