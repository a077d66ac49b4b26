"""The calendar as the file has it: work weeks, holidays kept year by year, the owner's own days, leave.

On the path of a log line with targets: a few small queries, nothing imported.
"""

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from salescli.model.periods import containing
from salescli.model.workweek import Calendar, WorkWeek, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

# a day of one's own comes after the country's, and so replaces it
_HOLIDAYS = """SELECT json_extract(d.value, '$[0]') AS day, json_extract(d.value, '$[1]')
    FROM calendar_year y, json_each(y.days) d
    WHERE y.gone = 0 AND y.country = (SELECT value FROM setting WHERE name = 'country' AND gone = 0)
        AND y.year BETWEEN ? AND ?
    UNION ALL SELECT day, works FROM calendar_day WHERE gone = 0 AND day BETWEEN ? AND ?"""

# two halves are a day; the same half twice, of reps who are one by now, is a half
_LEAVE = """SELECT coalesce(r.merged_into, r.id), l.day,
        CASE WHEN max(l.part = 'day') THEN 2 ELSE max(l.part = 'am') + max(l.part = 'pm') END
    FROM leave l JOIN rep r ON r.id = l.rep
    WHERE l.gone = 0 AND l.day BETWEEN ? AND ? GROUP BY coalesce(r.merged_into, r.id), l.day"""

_WEEK_AND_RAMPS = """SELECT (SELECT value FROM setting WHERE name = 'work-week' AND gone = 0),
        min(from_day), max(ramp_until)
    FROM target WHERE ramp_until IS NOT NULL AND gone = 0"""


def read(connection: sqlite3.Connection, start: date, end: date) -> Calendar:
    """The calendar for reckoning from start to end, in the weeks and months that these are in, and in all ramps."""
    first = min(containing("week", start).start, containing("month", start).start)
    last = max(containing("week", end).end, containing("month", end).end)
    week, begun, over = connection.execute(_WEEK_AND_RAMPS).fetchone()
    if begun:
        first, last = min(first, date.fromisoformat(begun)), max(last, date.fromisoformat(over))
    own = connection.execute("SELECT id, work_week FROM rep WHERE work_week IS NOT NULL AND gone = 0")
    return Calendar(
        parse(week),
        {rep: parse(words) for rep, words in own},
        holidays(connection, first, last),
        _leave(connection, first, last),
    )


def file_week(connection: sqlite3.Connection) -> WorkWeek:
    """The days of the file's work week."""
    row = connection.execute("SELECT value FROM setting WHERE name = 'work-week' AND gone = 0").fetchone()
    return parse(row[0] if row else None)


def holidays(connection: sqlite3.Connection, start: date, end: date) -> dict[date, bool]:
    """The days that are not as the week says: False is off, True is worked."""
    values = (start.year, end.year, start.isoformat(), end.isoformat())
    return {date.fromisoformat(day): bool(works) for day, works in connection.execute(_HOLIDAYS, values)}


def _leave(connection: sqlite3.Connection, start: date, end: date) -> "Mapping[int, Mapping[date, int]]":
    """By rep and day, how many halves of the day are off."""
    found: dict[int, dict[date, int]] = {}
    for rep, text, halves in connection.execute(_LEAVE, (start.isoformat(), end.isoformat())):
        found.setdefault(rep, {})[date.fromisoformat(text)] = halves
    return found
