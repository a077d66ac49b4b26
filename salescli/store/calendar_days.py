"""The calendar day by day, with names: what each day is for the file, or for one rep."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from salescli.i18n import _
from salescli.model.workweek import Calendar, each_day
from salescli.store import calendar_write, settings
from salescli.store.calendar import read

if TYPE_CHECKING:
    from fractions import Fraction

OWN = "own"  # the source of what the file's owner states


class Day(NamedTuple):
    """One day: its weight (1, a half or 0), and whether it is a working day before leave.

    `states` is what somebody says of the day: False is off, True is worked, None is nothing. `source` is who; `name`
    may be of leave alone. `estimated` says that the year was not announced when it was kept; None: it is not kept.
    """

    day: date
    weight: "int | Fraction"
    scheduled: bool
    states: bool | None
    name: str | None
    source: str | None
    estimated: bool | None


class Days(NamedTuple):
    """The days of a period, how many are working days before leave, and what they weigh after it."""

    days: list[Day]
    scheduled: int
    weight: "int | Fraction"


def days_of(connection: sqlite3.Connection, start: date, end: date, rep: int | None = None) -> Days:
    """The days from start to end, both included, by the file's calendar, or by a rep's own week and leave."""
    calendar = read(connection, start, end)
    stated = _stated(connection, start, end)
    leave = _leave(connection, start, end, rep) if rep is not None else {}
    country = settings.read(connection, "country")
    estimated = {year: one.estimated for year, one in calendar_write.kept_years(connection, country or "").items()}
    days = [_day(calendar, rep, day, stated.get(day), leave.get(day), estimated) for day in each_day(start, end)]
    weight = calendar.weight_between(rep, start, end)
    return Days(days, calendar.working_days(start, end, rep), weight)


def _day(
    calendar: Calendar,
    rep: int | None,
    day: date,
    stated: tuple[bool, str, str] | None,
    leave: str | None,
    estimated: dict[int, bool],
) -> Day:
    works, name, source = stated or (None, None, None)
    shown = " · ".join(part for part in (name, leave) if part) or None
    weight, scheduled = calendar.weight(rep, day), calendar.is_working_day(rep, day)
    sure = False if source == OWN else estimated.get(day.year)
    return Day(day, weight, scheduled, works, shown, source or (OWN if leave else None), sure)


def day_of(connection: sqlite3.Connection, day: date) -> Day:
    """One day by the file's calendar."""
    return days_of(connection, day, day).days[0]


def _stated(connection: sqlite3.Connection, start: date, end: date) -> dict[date, tuple[bool, str, str]]:
    """(works, name, source) by day; the owner's word comes after the country's, and so replaces it."""
    country = settings.read(connection, "country")
    kept = calendar_write.kept_years(connection, country) if country else {}
    known = {day: (works, name, one.source) for one in kept.values() for day, works, name in one.days}
    own = {one.day: (one.works, one.name, OWN) for one in calendar_write.own_days(connection, start, end)}
    return {**known, **own}


def _leave(connection: sqlite3.Connection, start: date, end: date, rep: int) -> dict[date, str]:
    """A rep's leave in words."""
    statement = """SELECT l.day, l.part, l.reason FROM leave l JOIN rep r ON r.id = l.rep
        WHERE l.gone = 0 AND coalesce(r.merged_into, r.id) = ? AND l.day BETWEEN ? AND ? ORDER BY l.day, l.part"""
    found: dict[date, str] = {}
    for text, words in _in_words(connection.execute(statement, (rep, start.isoformat(), end.isoformat()))):
        day = date.fromisoformat(text)
        found[day] = f"{found[day]}, {words}" if day in found else words
    return found


def _in_words(rows: Iterator[tuple[str, str, str | None]]) -> Iterator[tuple[str, str]]:
    halves = {"day": _("leave"), "am": _("leave in the morning"), "pm": _("leave in the afternoon")}
    for day, part, reason in rows:
        yield day, f"{halves[part]}: {reason}" if reason else halves[part]
