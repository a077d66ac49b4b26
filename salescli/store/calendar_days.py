"""The calendar day by day, with names: what each day is for the file, or for one rep."""

import sqlite3
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from salescli.i18n import _
from salescli.model.workweek import Calendar, each_day
from salescli.store import calendar_write, leave, settings
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
    off = _leave(connection, start, end, rep) if rep is not None else {}
    country = settings.read(connection, "country")
    estimated = {year: one.estimated for year, one in calendar_write.kept_years(connection, country or "").items()}
    days = [_day(calendar, rep, day, stated.get(day), off.get(day), estimated) for day in each_day(start, end)]
    weight = calendar.weight_between(rep, start, end)
    return Days(days, calendar.working_days(start, end, rep), weight)


def _day(
    calendar: Calendar,
    rep: int | None,
    day: date,
    stated: tuple[bool, str, str] | None,
    off: str | None,
    estimated: dict[int, bool],
) -> Day:
    works, name, source = stated or (None, None, None)
    shown = " · ".join(part for part in (name, off) if part) or None
    weight, scheduled = calendar.weight(rep, day), calendar.is_working_day(rep, day)
    sure = False if source == OWN else estimated.get(day.year)
    return Day(day, weight, scheduled, works, shown, source or (OWN if off else None), sure)


def _stated(connection: sqlite3.Connection, start: date, end: date) -> dict[date, tuple[bool, str, str]]:
    """(works, name, source) by day; the owner's word comes after the country's, and so replaces it."""
    country = settings.read(connection, "country")
    kept = calendar_write.kept_years(connection, country) if country else {}
    known = {day: (works, name, one.source) for one in kept.values() for day, works, name in one.days}
    own = {one.day: (one.works, one.name, OWN) for one in calendar_write.own_days(connection, start, end)}
    return {**known, **own}


def _leave(connection: sqlite3.Connection, start: date, end: date, rep: int) -> dict[date, str]:
    """A rep's leave in words."""
    halves = {"day": _("leave"), "am": _("leave in the morning"), "pm": _("leave in the afternoon")}
    return {
        day: ", ".join(f"{halves[part]}: {reason}" if reason else halves[part] for part, reason in parts.items())
        for day, parts in leave.taken(connection, rep, start, end).items()
    }
