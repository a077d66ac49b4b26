"""Why each day of a period counts as a working day of a rep, in part, or not at all."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from salescli.model.pace import Number
from salescli.model.targets import Worker
from salescli.model.workweek import ONE_DAY, Calendar, WorkWeek, each_day
from salescli.store import calendar_days, leave

WORKING, MAKE_UP, LEAVE, HOLIDAY, NOT_IN_WEEK = "working", "make-up", "leave", "holiday", "not in the work week"
NOT_JOINED, BEFORE_JOINING, AFTER_LEAVING = "not joined", "before joining", "after leaving"
NO_TARGETS = "without targets"


class Reason(NamedTuple):
    """Why a day counts `weight`. `name` and `source` are a holiday's; `leave` has (day, am or pm; reason or None)."""

    kind: str
    weight: Number
    name: str = ""
    source: str = ""
    estimated: bool = False
    leave: tuple[tuple[str, str | None], ...] = ()


class Because(NamedTuple):
    """Days that count alike for one reason, as ranges of days in a row, both ends included."""

    reason: Reason
    ranges: list[tuple[date, date]]

    @property
    def length(self) -> int:
        """The number of days."""
        return sum((end - start).days + 1 for start, end in self.ranges)


@dataclass(frozen=True)
class RepDays:
    """The days of a period for reps to whom the same is said; `weight` is what they come to."""

    reps: list[str]
    week: WorkWeek
    weight: Number
    days: list[Because] = field(default_factory=list)


class DayReasons:
    """The reasons of days, read once for a period."""

    def __init__(
        self, connection: sqlite3.Connection, calendar: Calendar, reps: Iterable[int], start: date, end: date
    ) -> None:
        """Read what is stated of the days, and the leave of these reps."""
        self._calendar = calendar
        self._stated = {one.day: one for one in calendar_days.days_of(connection, start, end).days}
        self._leave = {rep: leave.taken(connection, rep, start, end) for rep in reps if calendar.leave_of(rep)}

    def of_reps(self, people: Iterable[tuple[Worker, str]], start: date, end: date) -> list[RepDays]:
        """The days from start to end, reps of whom the same is to be said together."""
        found: dict[object, RepDays] = {}
        for worker, name in people:
            days = self._of(worker, start, end)
            week = self._calendar.week_of(worker.id)
            key = (week, tuple((reason, tuple(ranges)) for reason, ranges in days))
            if key not in found:
                weight = sum(one.reason.weight * one.length for one in days)
                found[key] = RepDays([], week, weight, days)
            found[key].reps.append(name)
        return list(found.values())

    def _of(self, worker: Worker, start: date, end: date) -> list[Because]:
        found: dict[Reason, list[tuple[date, date]]] = {}
        for day in each_day(start, end):
            ranges = found.setdefault(self._reason(worker, day), [])
            if ranges and ranges[-1][1] + ONE_DAY == day:
                ranges[-1] = (ranges[-1][0], day)
            else:
                ranges.append((day, day))
        return [Because(*one) for one in found.items()]

    def _reason(self, worker: Worker, day: date) -> Reason:
        if not worker.targets:
            return Reason(NO_TARGETS, 0)
        if worker.joined is None:
            return Reason(NOT_JOINED, 0)
        if day < worker.joined:
            return Reason(BEFORE_JOINING, 0, name=worker.joined.isoformat())
        if worker.until and day > worker.until:
            return Reason(AFTER_LEAVING, 0, name=worker.until.isoformat())
        return self._of_calendar(worker.id, day)

    def _of_calendar(self, rep: int, day: date) -> Reason:
        stated, in_week = self._stated[day], day.weekday() in self._calendar.week_of(rep)
        said = {"name": stated.name or "", "source": stated.source or "", "estimated": bool(stated.estimated)}
        if not self._calendar.is_working_day(rep, day):
            return Reason(HOLIDAY, 0, **said) if in_week else Reason(NOT_IN_WEEK, 0)  # type: ignore[arg-type]
        if day in self._calendar.leave_of(rep):
            parts = tuple(self._leave[rep].get(day, {}).items())
            return Reason(LEAVE, self._calendar.weight(rep, day), leave=parts)
        return Reason(WORKING, 1) if in_week else Reason(MAKE_UP, 1, **said)  # type: ignore[arg-type]
