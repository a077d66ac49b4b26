"""What is asked of a rep day by day in one metric, summed up so that any part of it is quickly told.

Apart from model/targets.py for the log line, which mostly needs none of it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from salescli.model.periods import containing
from salescli.model.targets import Schedule, Target, Worker, on_ramp, rate, share
from salescli.model.workweek import ONE_DAY, Calendar

if TYPE_CHECKING:
    from fractions import Fraction


class Span(NamedTuple):
    """Days in a row, both included, on each of which so many are asked for."""

    start: date
    end: date
    rate: "int | Fraction"


def spans(schedule: Schedule, rep: int | None, calendar: Calendar, start: date, end: date) -> Iterator[Span]:
    """What is asked of the days from start to end by the rep's work week, joining and leave left aside."""
    while schedule and start <= end:
        target = schedule.on(start)
        change = schedule.next_begin(start)
        last = min(end, change - ONE_DAY) if change else end
        if target:
            yield from _of_target(target, rep, calendar, start, last)
        start = last + ONE_DAY


def _of_target(target: Target, rep: int | None, calendar: Calendar, start: date, end: date) -> Iterator[Span]:
    """Each day of a ramp by itself, each month of a monthly target, else all days at once."""
    if target.ramp_until is not None and start <= target.ramp_until:
        last = min(end, target.ramp_until)
        yield from _of_ramp(target, rep, calendar, start, last)
        start = last + ONE_DAY
    while start <= end:
        last = min(end, containing("month", start).end) if target.per == "month" else end
        if last > start or calendar.is_working_day(rep, start):
            yield Span(start, last, rate(target, rep, start, calendar))
        start = last + ONE_DAY


def _of_ramp(target: Target, rep: int | None, calendar: Calendar, start: date, end: date) -> Iterator[Span]:
    days = calendar.worked(target.from_day, target.ramp_until or end, rep)
    for done in range(bisect_left(days, start.toordinal()), bisect_right(days, end.toordinal())):
        day = date.fromordinal(days[done])
        amount = on_ramp(target, done, len(days))
        yield Span(day, day, share(amount, target.per, rep, day, calendar))


class Rates:
    """What is asked of the working days of a work week, summed up day by day: reps of one week and target share it."""

    __slots__ = ("_days", "_divisor", "_sums", "spans")

    def __init__(self, asked: Iterable[Span], rep: int | None, calendar: Calendar) -> None:
        """The spans are in order of time; the rep's work week says which of their days are worked."""
        self.spans = list(asked)
        self._divisor = lcm(*(span.rate.denominator for span in self.spans))
        self._days: list[int] = []  # ordinals
        self._sums = [0]  # of the rates of the days before, in parts of the divisor
        for span in self.spans:
            rate = span.rate.numerator * (self._divisor // span.rate.denominator)
            worked = calendar.worked(span.start, span.end, rep)
            self._days += worked
            self._sums += [self._sums[-1] + rate * count for count in range(1, len(worked) + 1)]

    def places(self, start: int, end: int) -> tuple[int, int]:
        """The places of the first of the days from start to end (ordinals), and of the first one after them."""
        place = bisect_left(self._days, start)
        return place, max(place, bisect_right(self._days, end))

    def day(self, place: int) -> int:
        """The ordinal of the day at a place."""
        return self._days[place]

    def asked(self, start: int, end: int) -> int:
        """The sum of the rates between two places, in parts of the divisor."""
        return self._sums[end] - self._sums[start]

    def exact(self, halves: int) -> "int | Fraction":
        """A sum of halves of rates, as it is."""
        return _fraction(halves, 2 * self._divisor)


class Plan:
    """What is asked of a rep in one metric, from joining to leaving: the rates of his days, and his leave."""

    __slots__ = ("_first", "_last", "_off", "_off_asked", "_off_halves", "_rates")

    def __init__(self, rates: Rates, worker: Worker, calendar: Calendar) -> None:
        """Leave counts on working days with a target in force only."""
        self._rates = rates
        self._first, self._last = 1, 0
        if worker.targets and worker.joined is not None:
            self._first, self._last = worker.joined.toordinal(), (worker.until or date.max).toordinal()
        self._off: list[int] = []
        self._off_halves, self._off_asked = [0], [0]
        for day, halves in sorted(calendar.leave_of(worker.id).items()):
            start, end = rates.places(*self._within(day, day))
            if start < end:
                self._off.append(day.toordinal())
                self._off_halves.append(self._off_halves[-1] + halves)
                self._off_asked.append(self._off_asked[-1] + halves * rates.asked(start, end))

    def asked(self, start: date, end: date) -> "int | Fraction":
        """The sum of rate x weight over the days from start to end, both included."""
        first, last = self._within(start, end)
        return self._rates.exact(
            2 * self._rates.asked(*self._rates.places(first, last)) - self._taken(self._off_asked, first, last)
        )

    def asked_raw(self, start: date, end: date) -> "int | Fraction":
        """The same without leave."""
        return self._rates.exact(2 * self._rates.asked(*self._rates.places(*self._within(start, end))))

    def weight(self, start: date, end: date) -> "int | Fraction":
        """The sum of the weights of the days with a target in force."""
        return _fraction(2 * self.days_raw(start, end) - self._taken(self._off_halves, *self._within(start, end)), 2)

    def days_raw(self, start: date, end: date) -> int:
        """The number of working days with a target in force, before leave."""
        first, after = self._rates.places(*self._within(start, end))
        return after - first

    def days_back(self, end: date) -> "Iterator[tuple[int, int | Fraction]]":
        """The working days up to one, the last first, as ordinals, and what is asked of each."""
        first, last = self._within(date.min, end)
        start, after = self._rates.places(first, last)
        off = dict(zip(self._off, range(len(self._off)), strict=True))
        for place in range(after - 1, start - 1, -1):
            day = self._rates.day(place)
            halves = 2 * self._rates.asked(place, place + 1)
            if day in off:
                halves -= self._off_asked[off[day] + 1] - self._off_asked[off[day]]
            yield day, self._rates.exact(halves)

    def within(self, start: date, end: date) -> list[Span]:
        """The spans as far as they are within these days."""
        first, last = self._within(start, end)
        if first > last:
            return []
        return [
            cut for span in self._rates.spans if (cut := _cut(span, date.fromordinal(first), date.fromordinal(last)))
        ]

    def _within(self, start: date, end: date) -> tuple[int, int]:
        return max(start.toordinal(), self._first), min(end.toordinal(), self._last)

    def _taken(self, sums: list[int], first: int, last: int) -> int:
        """What leave takes off from the first day to the last."""
        if not self._off:
            return 0
        place = bisect_left(self._off, first)
        return sums[max(place, bisect_right(self._off, last))] - sums[place]


def _fraction(numerator: int, divisor: int) -> "int | Fraction":
    """The quotient; fractions costs 3 ms to import and is not needed for a whole number."""
    if numerator % divisor == 0:
        return numerator // divisor
    from fractions import Fraction

    return Fraction(numerator, divisor)


def _cut(span: Span, start: date, end: date) -> Span | None:
    first, last = max(span.start, start), min(span.end, end)
    return Span(first, last, span.rate) if first <= last else None
