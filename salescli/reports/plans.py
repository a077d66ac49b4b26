"""What is asked of every rep in every metric over a range of days; reps of whom the same is asked share one plan."""

from collections.abc import Mapping, Sequence

from salescli.model.metrics import Metric
from salescli.model.periods import Period
from salescli.model.plan import Plan, Rates, spans
from salescli.model.targets import Schedule, Target, Worker
from salescli.model.workweek import Calendar


class Plans:
    """Plans by metric and rep."""

    def __init__(
        self, stated: Sequence[Target], workers: Mapping[int, Worker], calendar: Calendar, period: Period
    ) -> None:
        """Nothing is worked out before it is asked for."""
        self._stated = stated
        self._workers = workers
        self._calendar = calendar
        self._period = period
        self._with_own = {(target.metric, target.rep) for target in stated if target.rep is not None}
        self._schedules: dict[tuple[str, int | None], Schedule] = {}
        self._rates: dict[object, Rates] = {}
        self._plans: dict[object, Plan] = {}

    def has(self, metric: Metric, rep: int) -> bool:
        """Whether the rep has a target of this metric on any working day of the range."""
        _kind, start, end = self._period
        return bool(self._stated) and self.of(metric, rep).days_raw(start, end) > 0

    def schedule(self, metric: Metric, rep: int) -> Schedule:
        """The targets of the metric that are ever in force for the rep."""
        key = (metric.name, rep if (metric.name, rep) in self._with_own else None)
        if key not in self._schedules:
            self._schedules[key] = Schedule(self._stated, *key)
        return self._schedules[key]

    def of(self, metric: Metric, rep: int) -> Plan:
        """What is asked of the rep."""
        worker, week = self._workers[rep], self._calendar.own_week(rep)
        own = rep if (metric.name, rep) in self._with_own else None
        asked = (metric.name, own, week)
        key = (*asked, worker[1:], rep if self._calendar.leave_of(rep) else None)
        if key not in self._plans:
            if asked not in self._rates:
                _kind, start, end = self._period
                found = spans(self.schedule(metric, rep), rep, self._calendar, start, end)
                self._rates[asked] = Rates(found, rep, self._calendar)
            self._plans[key] = Plan(self._rates[asked], worker, self._calendar)
        return self._plans[key]
