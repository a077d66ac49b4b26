"""Working days on which a rep has said nothing at all: neither work nor, later, that there was none."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from salescli.model.periods import ONE_DAY, Period
from salescli.model.workweek import Calendar, WorkWeek, each_day
from salescli.reports.day_states import UNREPORTED, States
from salescli.store import counting, targets
from salescli.store.reps import Rep


def by_rep(
    connection: sqlite3.Connection, people: Sequence[Rep], calendar: Calendar, period: Period, today: date
) -> list[tuple[str, list[date]]]:
    """The names of reps with unreported days in the period, and those days; today is still open.

    A rep's days begin with his joining and end with his leaving; one without targets (a manager) owes none.
    """
    workers = [
        (rep.name, targets.as_worker(rep.id, rep.joined, rep.until, rep.targets)) for rep in people if rep.targets
    ]
    end = min(period.end, today - ONE_DAY)
    if not workers or end < period.start:
        return []
    worked = counting.days_with_work(connection, period.start, end, [worker.id for _name, worker in workers])
    said = counting.confirmed_zeros(connection, period.start, end)
    states = States((), said, calendar, today)  # what was worked is sorted out before
    working: dict[WorkWeek | None, list[tuple[str, date]]] = {}
    silent = []
    for name, worker in workers:
        week = calendar.own_week(worker.id)
        if week not in working:
            days = each_day(period.start, end)
            working[week] = [(day.isoformat(), day) for day in days if calendar.is_working_day(worker.id, day)]
        done = worked[worker.id]
        owed = (day for text, day in working[week] if text not in done and worker.is_bound(day))
        missing = [day for day in owed if states.of(worker.id, day) == UNREPORTED]
        if missing:
            silent.append((name, missing))
    return sorted(silent, key=lambda found: (found[0].casefold(), found[0]))
