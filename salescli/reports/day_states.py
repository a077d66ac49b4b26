"""What became of each day of a rep: worked, off, confirmed zero or unreported, in this order (docs/metrics.md)."""

import sqlite3
from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from salescli.model.workweek import Calendar
from salescli.store import calendar as kept_calendar
from salescli.store import counting, targets
from salescli.store.reps import Rep

if TYPE_CHECKING:
    from fractions import Fraction

    from salescli.store.calendar_days import Day as Stated
    from salescli.store.leave import Parts

WORKED, OFF, CONFIRMED_ZERO, UNREPORTED = "worked", "off", "confirmed zero", "unreported"
OPEN, TO_COME = "open", "to come"
NOT_ASKED = "not asked"  # a day without work of a rep who has no targets, such as a manager

_SATURDAY = 5  # as date.weekday() numbers it


class States:
    """The states of days, worked out when they are asked for."""

    __slots__ = ("_calendar", "_confirmed", "_today", "_worked")

    def __init__(
        self,
        worked: Container[tuple[int, date]],
        confirmed: Container[tuple[int, date]],
        calendar: Calendar,
        today: date,
    ) -> None:
        """`worked` and `confirmed` hold the days with activities and the confirmed zeros, as (rep, day)."""
        self._worked = worked
        self._confirmed = confirmed
        self._calendar = calendar
        self._today = today

    def of(self, rep: int, day: date) -> str:
        """The state of a day that is one of the rep's, from joining to leaving."""
        if (rep, day) in self._worked:
            return WORKED
        if not self._calendar.weight(rep, day):
            return OFF
        if (rep, day) in self._confirmed:
            return CONFIRMED_ZERO
        if day < self._today:
            return UNREPORTED
        return OPEN if day == self._today else TO_COME


class Day(NamedTuple):
    """One day of one rep. `why` says why it weighs less than a day, or is one in spite of the week."""

    day: date
    rep: str
    state: str
    weight: "int | Fraction"
    activities: int
    why: str


def of_days(
    connection: sqlite3.Connection,
    people: Sequence[Rep],
    calendar: Calendar,
    days: Sequence[date],
    today: date,
) -> Iterator[Day]:
    """Every one of the days, of every rep whose day it is: from joining to leaving, and where he worked or is off."""
    from salescli.store import calendar_days, leave

    if not days:
        return
    first, last = min(days), max(days)
    worked = leave.activities_by_day(connection, [rep.id for rep in people], first, last)
    states = States(worked, counting.confirmed_zeros(connection, first, last), calendar, today)
    stated = {one.day: one for one in calendar_days.days_of(connection, first, last).days}
    reasons = {rep.id: leave.taken(connection, rep.id, first, last) for rep in people}
    workers = {rep.id: targets.as_worker(rep.id, rep.joined, rep.until, targets=1) for rep in people}
    for day in days:
        for rep in people:
            off = reasons[rep.id].get(day, {})
            done = worked.get((rep.id, day), 0)
            if not (workers[rep.id].is_bound(day) or off or done):
                continue
            state = states.of(rep.id, day)
            if not rep.targets and state in {UNREPORTED, OPEN}:
                state = NOT_ASKED
            why = "; ".join(_why(calendar, rep.id, stated[day], off))
            yield Day(day, rep.name, state, calendar.weight(rep.id, day), done, why)


def day_of(connection: sqlite3.Connection, rep: Rep, day: date, today: date) -> Day | None:
    """One day of one rep; None where it is none of his."""
    calendar = kept_calendar.read(connection, day, day)
    return next(of_days(connection, [rep], calendar, [day], today), None)


def _why(calendar: Calendar, rep: int, stated: "Stated", off: "Parts") -> Iterator[str]:
    """`National Day`, `weekend`, `leave: dentist`, `leave am: dentist`; nothing for an ordinary working day."""
    day = stated.day
    in_week = day.weekday() in calendar.week_of(rep)
    if stated.states is False or (not in_week and calendar.is_working_day(rep, day)):
        yield stated.name or ""
    elif not in_week:
        yield "weekend" if day.weekday() >= _SATURDAY else "no day of the work week"
    whole = {"day": off["am"]} if "pm" in off and off.get("am", "") == off["pm"] else off
    for part, reason in whole.items():
        kind = "leave" if part == "day" else f"leave {part}"
        yield f"{kind}: {reason}" if reason else kind
