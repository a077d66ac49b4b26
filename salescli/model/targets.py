"""Which target is in force for a rep on a day, and what it asks of that day (docs/metrics.md has the words).

fractions costs 3 ms to import and a log line mostly needs none, so it is imported at the place of use.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.periods import Period, containing
from salescli.model.vocabulary import ascii_safe
from salescli.model.workweek import Calendar, each_day

if TYPE_CHECKING:
    from fractions import Fraction

PER = ("day", "week", "month")
MOST = 1_000_000
_DECIMALS = 4


class Target(NamedTuple):
    """One stated target. `amount` is a decimal as text, None where it ends; without rep, everyone's.

    A ramp begins with `amount` and comes to `ramp_to` on the day `ramp_until`, which holds from then on.
    """

    metric: str
    amount: str | None
    per: str
    rep: int | None
    from_day: date
    recorded_at: str
    uid: str
    ramp_to: str | None = None
    ramp_until: date | None = None


class Worker(NamedTuple):
    """A rep to the arithmetic: the days from joining to leaving, both included. No joining, no targets."""

    id: int
    joined: date | None
    until: date | None = None
    targets: bool = True

    def is_bound(self, day: date) -> bool:
        """Whether the rep has targets on that day, if there are any."""
        if not self.targets or self.joined is None:
            return False
        return self.joined <= day and (self.until is None or day <= self.until)


def accept_amount(text: str) -> str:
    """A target's amount as it is kept: decimal digits, no needless zeros. Raises Misuse for anything else."""
    whole, point, decimals = text.strip().partition(".")
    digits = whole + decimals
    below = whole.startswith("-")
    digits = digits.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or (point and not decimals):
        raise Misuse(_("not a number to aim at: {text}; write one such as 40 or 2.5").format(text=ascii_safe(text)))
    if below:
        raise Misuse(_("{text} is out of reach: a target is 0 to {most}").format(text=ascii_safe(text), most=MOST))
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    if len(decimals) > _DECIMALS:
        raise Misuse(_("{text} is too fine: four decimals at most").format(text=text))
    if len(whole) > len(str(MOST)) or int(whole) > MOST:
        raise Misuse(_("{text} is out of reach: {most} at most").format(text=text, most=MOST))
    return f"{whole}.{decimals}" if decimals else whole


class Schedule:
    """The targets of one metric for one rep, in order of time. `rep` None asks for everyone's alone."""

    __slots__ = ("_days", "_targets")

    def __init__(self, targets: Iterable[Target], metric: str, rep: int | None) -> None:
        """Sort out which of the targets is in force from which day on."""
        mine = [target for target in targets if target.metric == metric and target.rep in {None, rep}]
        self._days = sorted({target.from_day for target in mine})
        self._targets = [_in_force(mine, day) for day in self._days]

    def on(self, day: date) -> Target | None:
        """The target in force on the day."""
        place = bisect_right(self._days, day)
        return self._targets[place - 1] if place else None

    def next_begin(self, day: date) -> date | None:
        """The first day after this one from which something was stated."""
        place = bisect_right(self._days, day)
        return self._days[place] if place < len(self._days) else None

    def change_after(self, day: date) -> date | None:
        """The first day after this one on which another target holds, or none any more."""
        now = self.on(day)
        place = bisect_right(self._days, day)
        later = zip(self._days[place:], self._targets[place:], strict=True)
        return next((begun for begun, target in later if target != now), None)

    def __bool__(self) -> bool:
        """Whether a target is ever in force."""
        return any(self._targets)


def order(target: Target) -> tuple[date, str, str]:
    """What decides between targets that have begun: the latest from-day, then the latest statement."""
    return target.from_day, target.recorded_at, target.uid


def _in_force(targets: list[Target], day: date) -> Target | None:
    """Own before everyone's, then the latest from-day, then the latest recorded, whatever its `per`."""
    for own in (True, False):
        begun = [target for target in targets if target.from_day <= day and (target.rep is not None) == own]
        if begun:
            latest = max(begun, key=order)
            if latest.amount is not None:
                return latest
    return None


def rate(target: Target, rep: int | None, day: date, calendar: Calendar) -> "int | Fraction":
    """What the target asks of a working day: N, N / days of the work week, N / working days of the month."""
    return share(amount_on(target, rep, day, calendar), target.per, rep, day, calendar)


def share(amount: "int | Fraction", per: str, rep: int | None, day: date, calendar: Calendar) -> "int | Fraction":
    """What so many a day, week or month asks of a working day."""
    if per == "day":
        return amount
    from fractions import Fraction

    if per == "week":
        return Fraction(amount) / len(calendar.week_of(rep))
    # no working day: every weight is 0 anyway
    return Fraction(amount) / (calendar.working_days_of_month(rep, day) or 1)


def amount_on(target: Target, rep: int | None, day: date, calendar: Calendar) -> "int | Fraction":
    """The N of the day: stated once, or on a ramp that of the k-th of its n days, k from 0, and B after them.

    The n working days of the rep, before leave, are those from the ramp's first to its last day.
    """
    if target.ramp_to is None or target.ramp_until is None:
        return _exact(target.amount or "0")
    if day > target.ramp_until:
        return _exact(target.ramp_to)
    length = calendar.working_days(target.from_day, target.ramp_until, rep)
    return on_ramp(target, max(calendar.working_days(target.from_day, day, rep) - 1, 0), length)


def on_ramp(target: Target, done: int, length: int) -> "int | Fraction":
    """A + (B - A) * k / (n - 1), rounded half up, on the day number `done` (k) of `length` (n); B where n is 1."""
    first, last, steps = _exact(target.amount or "0"), _exact(target.ramp_to or "0"), length - 1
    return (2 * (first * steps + (last - first) * done) + steps) // (2 * steps) if steps > 0 else last


def _exact(amount: str) -> "int | Fraction":
    if amount.isdigit():
        return int(amount)
    from fractions import Fraction

    return Fraction(amount)


def accumulates(schedule: Schedule, worker: Worker, day: date) -> str | None:
    """Whether the work of the day is held against a target of its day, week or month; None: against none.

    That is the target in force for the rep on the nearest day that is in one such period with the day, so that a
    weekly or monthly one is shown to the end of the week or month in which it ends or the rep leaves.
    """
    if not schedule or not worker.targets or worker.joined is None:
        return None
    current = schedule.on(day) if worker.is_bound(day) else None
    if current:
        return current.per
    month = containing("month", day)
    week = containing("week", day)
    start, end = max(worker.joined, min(week.start, month.start)), max(week.end, month.end)
    days = each_day(start, end if worker.until is None else min(worker.until, end))
    for near in sorted(days, key=lambda each: (abs(each - day), each > day)):
        target = schedule.on(near)
        if target:
            period = containing(target.per, day)
            if period.start <= near <= period.end:
                return target.per
    return None


def total(schedule: Schedule, worker: Worker, calendar: Calendar, period: Period) -> "int | Fraction":
    """The target T of the period: the sum of rate x weight over its days.

    Where one target of the period's own length holds on all days of the work week, that is the target's amount.
    """
    _kind, start, end = period
    days = [day for day in each_day(start, end) if calendar.is_working_day(worker.id, day)]
    in_force = {schedule.on(day) for day in days}
    if len(in_force) == 1 and all(worker.is_bound(day) and calendar.weight(worker.id, day) == 1 for day in days):
        only = in_force.pop()
        if only and only.per == period.kind and only.amount and only.amount.isdigit() and only.ramp_to is None:
            whole = len(calendar.week_of(worker.id)) if only.per == "week" else len(days)
            if len(days) == whole:
                return int(only.amount)
    from salescli.model.plan import Plan, Rates, spans

    rates = Rates(spans(schedule, worker.id, calendar, start, end), worker.id, calendar)
    return Plan(rates, worker, calendar).asked(start, end)
