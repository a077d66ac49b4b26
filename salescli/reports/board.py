"""The board: today's work of a rep or the team against targets, what is due, what is unreported.

On the path of bare `salescli`: nothing heavy is imported, and fractions only where a target is in force.
"""

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from salescli.model import periods
from salescli.model.metrics import DEFAULT, Metric
from salescli.model.periods import Period
from salescli.model.targets import PER, Schedule, Target, Worker, accumulates
from salescli.model.workweek import Calendar
from salescli.reports import unreported
from salescli.reports.cells import Counted
from salescli.reports.known_metrics import with_targets
from salescli.store import calendar as kept_calendar
from salescli.store import dues, targets
from salescli.store.counting import Selection
from salescli.store.dues import Due
from salescli.store.reps import Rep

if TYPE_CHECKING:
    from salescli.model.pace import Number, Pace
    from salescli.reports.streaks import Streak

LOOKING_BACK = timedelta(days=7)  # unreported days of the week before are still worth a reminder


class Line(NamedTuple):
    """One metric: what is done (in parts of its unit) today, or in the week or month that its target is for.

    `pace` is None without a target. `days_left` is the weight of the days with a target from today on, and
    `today_weight` that of today, where the line is one rep's.
    """

    metric: Metric
    done: int
    per: str
    pace: "Pace | None" = None
    status: str | None = None
    days_left: "Number | None" = None
    today_weight: "Number" = 0


class Board(NamedTuple):
    """What the board shows. `rep` is a name, None for the team, who have no `streaks` and no day off."""

    rep: str | None
    today: date
    lines: list[Line]
    dues: list[Due]
    unreported: list[tuple[str, list[date]]]
    streaks: "list[tuple[Metric, Streak]]"
    is_day_off: bool


def board(connection: sqlite3.Connection, people: Sequence[Rep], today: date, *, own: bool) -> Board:
    """The board of the people: one rep (`own`), or the whole team."""
    workers = {rep.id: targets.as_worker(rep.id, rep.joined, rep.until, rep.targets) for rep in people}
    chosen = tuple(workers) if own else ()
    since = periods.containing("week", today - LOOKING_BACK).start
    calendar = kept_calendar.read(connection, since, today)
    builder = _Builder(connection, workers, Selection(reps=chosen), today, calendar)
    lines = builder.lines()
    return Board(
        rep=people[0].name if own else None,
        today=today,
        lines=lines,
        dues=dues.open_until(connection, today.isoformat(), chosen or None),
        unreported=unreported.by_rep(connection, people, calendar, Period("range", since, today), today),
        streaks=builder.streaks(lines),
        is_day_off=own and not calendar.weight(people[0].id, today),
    )


class _Builder:
    """The lines of one board."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        workers: dict[int, Worker],
        selection: Selection,
        today: date,
        calendar: Calendar,
    ) -> None:
        self._connection = connection
        self._workers = workers
        self._selection = selection
        self._today = today
        self._calendar = calendar
        self._stated: list[Target] = targets.stated(connection)
        self._known = with_targets(connection, self._stated)

    def lines(self) -> list[Line]:
        """The metrics with a count or a target, in the order of their table."""
        asked = {name: self._per(name) for name in self._known}
        lines: dict[str, Line] = {}
        for per in PER:
            shown = [name for name in self._known if asked[name] or name in DEFAULT]
            names = [name for name in shown if (asked[name] or "day") == per]
            if names:
                lines.update(self._of_period(per, [self._known[name] for name in names], asked))
        return [lines[name] for name in self._known if name in lines]

    def streaks(self, lines: list[Line]) -> "list[tuple[Metric, Streak]]":
        """How long the one rep has met each target that is shown."""
        shown = [line.metric for line in lines if line.pace]
        if not shown or not self._selection.reps:
            return []
        from salescli.reports.streaks import of_reps

        found = of_reps(self._connection, self._stated, self._workers, shown, self._today)
        return [(metric, found[key]) for metric in shown if (key := (metric.name, *self._workers)) in found]

    def _per(self, metric: str) -> str | None:
        """How long the targets of today are for, with most of the people; None where there are none."""
        found = []
        for worker in self._workers.values():
            schedule = Schedule(self._stated, metric, worker.id) if self._stated else None
            per = accumulates(schedule, worker, self._today) if schedule else None
            if per:
                found.append(per)
        return max(PER, key=found.count) if found else None

    def _of_period(self, per: str, metrics: list[Metric], asked: dict[str, str | None]) -> dict[str, Line]:
        period = periods.containing(per, self._today)
        counted = Counted(self._connection, metrics, [period], self._today, self._selection)
        only = next(iter(self._workers)) if self._selection.reps else None
        lines = {}
        for place, metric in enumerate(metrics):
            line = Line(metric, counted.actual(0, place, only), per)
            if asked[metric.name]:
                line = self._against_target(line, counted, place)
            if line.done or line.pace:
                lines[metric.name] = line
        return lines

    def _against_target(self, line: Line, counted: Counted, place: int) -> Line:
        """The line with its pace, summed over the people; as it is where nothing is asked of the period."""
        from fractions import Fraction

        from salescli.model import pace
        from salescli.reports.plans import Plans

        period, parts = counted.cells[0], line.metric.divisor
        plans = Plans(self._stated, self._workers, self._calendar, period)
        paces = []
        for worker in self._workers:
            done = [counted.actual(0, place, worker), counted.before(0, place, worker)]
            actual, before = (Fraction(count, parts) for count in done)
            plan = plans.of(line.metric, worker)
            paces.append(pace.of_rep(plan, period.start, period.end, self._today, actual, before))
        together = pace.together(paces)
        if not together.target:
            return line
        return line._replace(
            pace=together,
            status=pace.status(Fraction(line.done, parts), together, begun=True),
            days_left=plan.weight(self._today, period.end) if len(paces) == 1 else None,
            today_weight=plan.weight(self._today, self._today),
        )
