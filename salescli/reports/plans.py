"""The planned days of every rep and metric in a report's range, worked out once and cut into cells."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from salescli.model.metrics import Metric
from salescli.model.periods import Period
from salescli.model.targets import PlannedDay, Schedule, Target, Worker, plan
from salescli.model.workweek import Calendar


class Plans:
    """Planned days by metric and rep."""

    def __init__(
        self, stated: Sequence[Target], workers: dict[int, Worker], calendar: Calendar, period: Period
    ) -> None:
        """Nothing is worked out before it is asked for."""
        self._stated = stated
        self._workers = workers
        self._calendar = calendar
        self._period = period
        self._known: dict[tuple[str, int], list[PlannedDay]] = {}

    def has(self, metric: Metric, rep: int) -> bool:
        """Whether the rep has a target of this metric on any day of the range."""
        return bool(self._all(metric, rep))

    def of(self, metric: Metric, rep: int, cell: Period) -> list[PlannedDay]:
        """The planned days of a cell."""
        days = self._all(metric, rep)
        first = bisect_left(days, cell.start, key=_day)
        return days[first : bisect_right(days, cell.end, key=_day)]

    def _all(self, metric: Metric, rep: int) -> list[PlannedDay]:
        key = (metric.name, rep)
        if key not in self._known:
            schedule = Schedule(self._stated, metric.name, rep)
            _kind, start, end = self._period
            self._known[key] = plan(schedule, self._workers[rep], self._calendar, start, end)
        return self._known[key]


def _day(planned: PlannedDay) -> date:
    return planned.day
