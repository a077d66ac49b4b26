"""The work week and what a day weighs: the only place that knows which days are worked."""

from collections.abc import Iterator
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
    """Which days a rep works. Holidays and leave will come in here, and nowhere else."""

    __slots__ = ("week",)

    def __init__(self, week: WorkWeek) -> None:
        self.week = week

    def week_of(self, rep: int | None) -> WorkWeek:  # noqa: ARG002  a week of a rep's own is to come
        """The days of the rep's work week; the file's for None."""
        return self.week

    def is_working_day(self, rep: int | None, day: date) -> bool:
        """Whether the day is one of the rep's working days, before leave; by the file's calendar for None."""
        return day.weekday() in self.week_of(rep)

    def weight(self, rep: int | None, day: date) -> "int | Fraction":
        """How much of a working day the day is for the rep: 1, a half or 0, leave taken off."""
        return int(self.is_working_day(rep, day))

    def working_days(self, start: date, end: date, rep: int | None = None) -> int:
        """The number of working days from start to end, both included, before leave."""
        return sum(self.is_working_day(rep, day) for day in each_day(start, end))

    def working_days_of_month(self, rep: int | None, day: date) -> int:
        """The number of the rep's working days in the month of that day, before leave."""
        first = day.replace(day=1)
        last = (first + 31 * ONE_DAY).replace(day=1) - ONE_DAY
        return self.working_days(first, last, rep)
