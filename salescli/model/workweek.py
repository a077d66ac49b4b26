"""The work week and what a day weighs: the only place that knows which days are worked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.vocabulary import ascii_safe

if TYPE_CHECKING:
    from fractions import Fraction

NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DEFAULT = "mon-fri"
ONE_DAY = timedelta(days=1)
_FEW = 32  # days that are sooner looked at one by one than the whole of their year once

WorkWeek = frozenset[int]  # weekdays as date.weekday() numbers them, Monday 0


def parse(text: str | None) -> WorkWeek:
    """The work week of a setting such as `mon-fri`, `sun-thu`, `mon,wed,fri`; without one, Monday to Friday.

    Raises Misuse for anything else.
    """
    days: set[int] = set()
    for part in (text or DEFAULT).lower().split(","):
        first, dash, last = (word.strip() for word in part.partition("-"))
        start = _weekday(first)
        end = _weekday(last) if dash else start
        if start is None or end is None:
            message = _("not a work week: {text}; write mon-fri, sun-thu or mon,wed,fri")
            raise Misuse(message.format(text=ascii_safe(text or DEFAULT)))
        days.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return frozenset(days)


def _weekday(word: str) -> int | None:
    for number, name in enumerate(NAMES):
        if word in {name, name[:3]}:
            return number
    return None


def each_day(start: date, end: date) -> Iterator[date]:
    """The calendar days from start to end, both included."""
    for ordinal in range(start.toordinal(), end.toordinal() + 1):
        yield date.fromordinal(ordinal)


class Calendar:
    """Which days a rep works, and how much of them: the work week, holidays and make-up days, the rep's leave.

    `weeks` has the reps' own work weeks. `holidays` has the days that are not as the week says: False is off for all,
    True is worked, but only by those who work the file's week. `leave` has the half days off of each rep, 1 or 2 a day.
    """

    __slots__ = ("_holidays", "_leave", "_weeks", "_worked", "week")

    def __init__(
        self,
        week: WorkWeek,
        weeks: Mapping[int, WorkWeek] | None = None,
        holidays: Mapping[date, bool] | None = None,
        leave: Mapping[int, Mapping[date, int]] | None = None,
    ) -> None:
        """Take what was read; nothing is worked out before it is asked for."""
        self.week = week
        self._weeks = {rep: own for rep, own in (weeks or {}).items() if own != week}
        self._holidays = holidays or {}
        self._leave = leave or {}
        self._worked: dict[tuple[WorkWeek | None, int], list[int]] = {}

    def own_week(self, rep: int | None) -> WorkWeek | None:
        """The rep's work week where it is not the file's."""
        return None if rep is None else self._weeks.get(rep)

    def week_of(self, rep: int | None) -> WorkWeek:
        """The days of the rep's work week; the file's for None."""
        return self.own_week(rep) or self.week

    def is_working_day(self, rep: int | None, day: date) -> bool:
        """Whether the day is one of the rep's working days, before leave; by the file's calendar for None."""
        return self._is_worked(self.own_week(rep), day)

    def _is_worked(self, own: WorkWeek | None, day: date) -> bool:
        works = self._holidays.get(day)
        if works is False or (works and own is None):
            return works
        return day.weekday() in (own or self.week)

    def weight(self, rep: int | None, day: date) -> "int | Fraction":
        """How much of a working day the day is for the rep: 1, a half or 0, leave taken off."""
        if not self.is_working_day(rep, day):
            return 0
        off = None if rep is None else self._leave.get(rep)
        return _days(2 - off.get(day, 0)) if off else 1

    def working_days(self, start: date, end: date, rep: int | None = None) -> int:
        """The number of working days from start to end, both included, before leave."""
        own, first, last = self.own_week(rep), start.toordinal(), end.toordinal()
        count = 0
        for year in range(start.year, end.year + 1):
            days = self._worked_in(own, year)
            count += bisect_right(days, last) - bisect_left(days, first)
        return count

    def worked(self, start: date, end: date, rep: int | None = None) -> list[int]:
        """The ordinals of the working days from start to end, both included, before leave; in order."""
        own, first, last = self.own_week(rep), start.toordinal(), end.toordinal()
        if last - first < _FEW:
            return [day.toordinal() for day in each_day(start, end) if self._is_worked(own, day)]
        found: list[int] = []
        for year in range(start.year, end.year + 1):
            days = self._worked_in(own, year)
            found += days[bisect_left(days, first) : bisect_right(days, last)]
        return found

    def weight_between(self, rep: int | None, start: date, end: date) -> "int | Fraction":
        """The sum of the weights from start to end, both included."""
        return _days(self.halves(rep, start, end)) if start <= end else 0

    def halves(self, rep: int | None, start: date, end: date) -> int:
        """The same in half days."""
        off = self._leave.get(rep) if rep is not None else None
        taken = sum(
            halves for day, halves in (off or {}).items() if start <= day <= end and self.is_working_day(rep, day)
        )
        return 2 * self.working_days(start, end, rep) - taken

    def leave_of(self, rep: int) -> Mapping[date, int]:
        """The half days off of the rep by day, on days that are no working days too."""
        return self._leave.get(rep, {})

    def _worked_in(self, own: WorkWeek | None, year: int) -> list[int]:
        """The ordinals of the days of a year that are worked, in order."""
        key = (own, year)
        if key not in self._worked:
            days = each_day(date(year, 1, 1), date(year, 12, 31))
            self._worked[key] = [day.toordinal() for day in days if self._is_worked(own, day)]
        return self._worked[key]

    def working_days_of_month(self, rep: int | None, day: date) -> int:
        """The number of the rep's working days in the month of that day, before leave."""
        first = day.replace(day=1)
        last = (first + 31 * ONE_DAY).replace(day=1) - ONE_DAY
        return self.working_days(first, last, rep)


def _days(halves: int) -> "int | Fraction":
    """Half days as days; fractions costs 3 ms to import and whole days do not need it."""
    if halves % 2 == 0:
        return halves // 2
    from fractions import Fraction

    return Fraction(halves, 2)
