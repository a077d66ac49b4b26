"""The count that ends the answer to a log line: `today: calls 18/40 · first contacts 7/15`.

On the path of every log line: two queries without targets, one more for each weekly or monthly target, and one
where a target is for a metric that the user added.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from salescli.i18n import _
from salescli.model import periods
from salescli.model.metrics import DEFAULT, METRICS, Metric
from salescli.model.periods import Period
from salescli.model.rounding import decimal
from salescli.model.targets import Schedule, Target, Worker, accumulates, total
from salescli.store import counting, targets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from salescli.model.workweek import Calendar


def line(connection: sqlite3.Connection, rep_id: int, day: str, today: date) -> str:
    """What the rep did on that day against the targets of the day; weekly and monthly targets accumulate.

    Default metrics appear when there is a count or a target, others with a target. Empty when nothing does.
    """
    when = date.fromisoformat(day)
    stated = targets.stated(connection, rep_id)
    known = METRICS if all(target.metric in METRICS for target in stated) else _with_own(connection)
    worker, schedules = _schedules(connection, rep_id, when, stated, known)
    shown = [metric for name, metric in known.items() if name in DEFAULT or name in schedules]
    counted = dict(zip(shown, counting.of_rep(connection, shown, rep_id, day, day), strict=True))
    calendar = _calendar_around(connection, when) if schedules else None
    parts = []
    for metric, count in counted.items():
        said = ""
        if worker and calendar and metric.name in schedules:
            schedule, per = schedules[metric.name]
            period = periods.containing(per, when)
            aim = total(schedule, worker, calendar, period)
            said = _against_target(connection, metric, count, worker, period, aim, today) if aim else ""
        if said or count:
            parts.append(said or f"{metric.label} {spoken(count, metric)}")
    label = _("today") if when == today else day
    return f"{label}: " + " · ".join(parts) if parts else ""


def _with_own(connection: sqlite3.Connection) -> "Mapping[str, Metric]":
    """All metrics; imported only where a target is for one of the user's."""
    from salescli.store.metrics_kept import catalogue

    return catalogue(connection)


def _calendar_around(connection: sqlite3.Connection, day: date) -> "Calendar":
    """The days worked in the week and month of the day; imported only where there are targets."""
    from salescli.store import calendar

    return calendar.read(connection, day, day)


def spoken(count: int, metric: Metric) -> str:
    """A count as people read it: whole, or with one decimal where the unit is divided (minutes)."""
    return decimal(count, 1, divisor=metric.divisor)


def _against_target(
    connection: sqlite3.Connection,
    metric: Metric,
    count: int,
    worker: Worker,
    period: Period,
    aim: "int | Fraction",
    today: date,
) -> str:
    """`calls 18/40`, or `visits 2/5 this week`, counted anew for the week or month."""
    if period.kind != "day":
        start, end = period.start.isoformat(), period.end.isoformat()
        (count,) = counting.of_rep(connection, [metric], worker.id, start, end)
    figure = f"{metric.label} {spoken(count, metric)}/{decimal(aim, 1)}"
    if period.kind == "day":
        return figure
    current = period.start <= today <= period.end
    if period.kind == "week":
        return (
            _("{figure} this week").format(figure=figure) if current else _("{figure} that week").format(figure=figure)
        )
    return _("{figure} this month").format(figure=figure) if current else _("{figure} that month").format(figure=figure)


def _schedules(
    connection: sqlite3.Connection, rep_id: int, day: date, stated: Sequence[Target], known: Iterable[str]
) -> tuple[Worker | None, dict[str, tuple[Schedule, str]]]:
    """The rep, and by name of metric those that the day's work is held against, and of how long a period."""
    if not stated:
        return None, {}
    worker = targets.worker(connection, rep_id)
    every = {name: Schedule(stated, name, rep_id) for name in known}
    found = {name: (schedule, accumulates(schedule, worker, day)) for name, schedule in every.items()}
    return worker, {name: (schedule, per) for name, (schedule, per) in found.items() if per}
