"""Stretches of calendar days: weeks from Monday, months, quarters, years, and the cells of a report."""

from datetime import date, timedelta
from typing import NamedTuple

KINDS = ("day", "week", "month", "quarter", "year")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
ONE_DAY = timedelta(days=1)


class Period(NamedTuple):
    """Days from start to end, both included. `kind` is one of KINDS, or `range`."""

    kind: str
    start: date
    end: date


def containing(kind: str, day: date) -> Period:
    """The day, week, month, quarter or year that the day is in."""
    if kind == "day":
        return Period(kind, day, day)
    if kind == "week":
        start = day - timedelta(days=day.weekday())
        return Period(kind, start, start + timedelta(days=6))
    length = _MONTHS[kind]
    months_before = (day.month - 1) // length * length
    years, months = divmod(months_before + length, _MONTHS["year"])
    past = date(day.year + years, months + 1, 1)
    return Period(kind, date(day.year, months_before + 1, 1), past - ONE_DAY)


def before(period: Period) -> Period:
    """The period of the same kind that ends where this one begins."""
    return containing(period.kind, period.start - ONE_DAY)


def label(kind: str, day: date) -> str:
    """What the cell is called that the day is in: `2026-11-18`, `2026-W47` (ISO 8601) or `2026-11`."""
    if kind == "week":
        year, week, _weekday = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return day.isoformat()[: 7 if kind == "month" else 10]


def cells(kind: str, start: date, end: date) -> list[Period]:
    """All days, weeks or months from start to end, the first and the last clipped to the range."""
    found = []
    while start <= end:
        whole = containing(kind, start)
        found.append(Period(kind, start, min(whole.end, end)))
        start = whole.end + ONE_DAY
    return found
