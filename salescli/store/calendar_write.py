"""The calendar as it is kept: years of holidays as a library gave them, and days that the file's owner states.

A kept year stays as it is until somebody asks for the library's present version, so that no past report moves.
"""

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from salescli.store import row_history, settings
from salescli.store.operation import Operation

Days = list[tuple[date, bool, str]]  # (day, whether it is worked, its name)


class KeptYear(NamedTuple):
    """One kept year of a country. `source` names the library and its version."""

    country: str
    year: int
    source: str
    estimated: bool
    days: Days


class OwnDay(NamedTuple):
    """What the file's owner states of a day."""

    day: date
    works: bool
    name: str


def keep_year(
    operation: Operation,
    country: str,
    year: int,
    *,
    source: str,
    estimated: bool,
    days: Iterable[tuple[date, bool, str]],
) -> None:
    """Keep a year of a country's holidays, in place of what was kept of it."""
    import json

    text = json.dumps([[day.isoformat(), int(works), name] for day, works, name in days], ensure_ascii=False)
    fields: dict[str, row_history.Value] = {"source": source, "estimated": int(estimated), "days": text, "gone": 0}
    found = "SELECT id FROM calendar_year WHERE country = ? AND year = ?"
    row = operation.connection.execute(found, (country, year)).fetchone()
    if row:
        row_history.update(operation, "calendar_year", row[0], **fields)
    else:
        row_history.insert(operation, "calendar_year", country=country, year=year, **fields)


def kept_years(connection: sqlite3.Connection, country: str) -> dict[int, KeptYear]:
    """The kept years of a country, in order."""
    statement = """SELECT country, year, source, estimated, days FROM calendar_year
        WHERE country = ? AND gone = 0 ORDER BY year"""
    return {
        year: KeptYear(code, year, source, bool(estimated), read_days(days))
        for code, year, source, estimated, days in connection.execute(statement, (country,))
    }


def read_days(text: str) -> Days:
    """The days of a kept year, as the file has them."""
    import json

    return [(date.fromisoformat(day), bool(works), name) for day, works, name in json.loads(text)]


def add_day(operation: Operation, day: date, *, works: bool, name: str) -> None:
    """State that a day is off, or worked, in place of what was stated of it."""
    fields: dict[str, row_history.Value] = {"works": int(works), "name": name, "gone": 0}
    row = _row_of(operation.connection, day)
    if row:
        row_history.update(operation, "calendar_day", row, **fields)
    else:
        row_history.insert(operation, "calendar_day", day=day.isoformat(), **fields)


def drop_day(operation: Operation, day: date) -> bool:
    """Take back what was stated of a day; False where nothing was."""
    if not own_days(operation.connection, day, day):
        return False
    row_history.update(operation, "calendar_day", _row_of(operation.connection, day), gone=1)
    return True


def _row_of(connection: sqlite3.Connection, day: date) -> int:
    """The row that says something of the day, or did: a day has one, so that an undo never meets another."""
    row = connection.execute("SELECT id FROM calendar_day WHERE day = ?", (day.isoformat(),)).fetchone()
    return row[0] if row else 0


def own_days(connection: sqlite3.Connection, start: date, end: date) -> list[OwnDay]:
    """What was stated of the days from start to end, both included, in order."""
    statement = "SELECT day, works, name FROM calendar_day WHERE gone = 0 AND day BETWEEN ? AND ? ORDER BY day"
    rows = connection.execute(statement, (start.isoformat(), end.isoformat()))
    return [OwnDay(date.fromisoformat(day), bool(works), name) for day, works, name in rows]


def moved(before: Days, after: Days) -> list[str]:
    """What differs, by day: `2027-02-06 -Labor Day`, `2027-02-13 +Make-up working day`."""
    lines = [(day, "-", name) for day, _works, name in sorted({*before} - {*after})]
    lines += [(day, "+", name) for day, _works, name in sorted({*after} - {*before})]
    return [f"{day} {sign}{name}" for day, sign, name in sorted(lines, key=lambda line: (line[0], line[1] == "+"))]


def unkept_years(connection: sqlite3.Connection, start: date, end: date) -> list[int]:
    """The years of a period whose holidays are not known in this file; none where no country is set."""
    country = settings.read(connection, "country")
    if country is None:
        return []
    statement = "SELECT year FROM calendar_year WHERE country = ? AND gone = 0"
    kept = {year for (year,) in connection.execute(statement, (country,))}
    return [year for year in range(start.year, end.year + 1) if year not in kept]


def estimated_years(connection: sqlite3.Connection, start: date, end: date) -> list[tuple[int, str]]:
    """The years of a period that were not announced when they were kept, with where they came from."""
    statement = """SELECT year, source FROM calendar_year WHERE gone = 0 AND estimated = 1 AND year BETWEEN ? AND ?
        AND country = (SELECT value FROM setting WHERE name = 'country' AND gone = 0) ORDER BY year"""
    return connection.execute(statement, (start.year, end.year)).fetchall()


def first_year(connection: sqlite3.Connection) -> int | None:
    """The year of the first activity or target, whichever is earlier; None in an empty file."""
    row = connection.execute(
        """SELECT min(day) FROM (SELECT min(day) AS day FROM activity WHERE deleted = 0
            UNION ALL SELECT min(from_day) FROM target WHERE gone = 0)"""
    ).fetchone()
    return int(row[0][:4]) if row[0] else None
