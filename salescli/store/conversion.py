"""Counting the stages of selling, and following customers from their first contact on: all of it done by SQL.

The days asked for are read by their index; what comes after a first contact, by the customers' index, up to the
visit, the meeting booked or the deal that is looked for and no further.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from salescli.model.metrics import METRICS
from salescli.model.periods import Period

# what a stage counts, in SQL over `activity a`; `a.direction = 'out'` is understood
STAGES = {
    "calls": METRICS["calls"].condition,
    "conversations": METRICS["conversations"].condition,
    "first_contacts": METRICS["first_contacts"].condition,
    "follow_ups": METRICS["follow_ups"].condition,
    "visits": METRICS["visits"].condition,
    "meeting-booked": "a.outcome = 'meeting-booked'",
    "won": "a.outcome = 'won'",
}

# where a customer is followed to: activities of either direction that reached somebody
GOALS = {
    "visits": "a.channel = 'visit'",
    "meeting-booked": "a.outcome = 'meeting-booked'",
    "won": "a.outcome = 'won'",
}


class Arrivals(NamedTuple):
    """Customers who came from first contact to a goal, and the medians of their way, each a sum of middle values.

    The median is `days / middles`, `touches / middles`: of an even number of customers it lies between two.
    """

    customers: int
    days: int
    touches: int

    @property
    def middles(self) -> int:
        """How many values are in the middle: one or two."""
        return 1 if self.customers % 2 else 2


def by_rep(connection: sqlite3.Connection, cell: Period, reps: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """By id of the rep: the counts of STAGES, for reps with any activity in the cell. No `reps` means all."""
    sums = ", ".join(
        f"sum(CASE WHEN a.direction = 'out' AND {condition} THEN 1 ELSE 0 END)" for condition in STAGES.values()
    )
    theirs, values = _of_reps("+a.rep", reps)
    statement = f"""SELECT +a.rep, {sums} FROM activity a
        WHERE a.deleted = 0 AND a.day >= ? AND a.day <= ?{theirs} GROUP BY +a.rep"""  # noqa: S608  built of STAGES
    return {rep: tuple(counts) for rep, *counts in connection.execute(statement, (*_days(cell), *values))}


def first_contacts(connection: sqlite3.Connection, cell: Period, reps: Sequence[int]) -> dict[int, int]:
    """By id of the rep who made it: the customers whose first contact is in the cell."""
    theirs, values = _of_reps("f.rep", reps)
    statement = f"""WITH first AS ({_first("coalesce(a.touch, '') = 'first'")})
        SELECT f.rep, count(*) FROM first f WHERE f.day >= ? AND f.day <= ?{theirs} GROUP BY f.rep"""  # noqa: S608
    return dict(connection.execute(statement, (*_days(cell), *_days(cell), *values)).fetchall())


def arrived_in(
    connection: sqlite3.Connection, goal: str, cell: Period, reps: Sequence[int], *, each: bool
) -> dict[int | None, Arrivals]:
    """The customers who came to the goal in the cell, whenever their first contact was.

    `reps` are those who brought them there. By rep with `each`, else all together under None.
    """
    theirs, values = _of_reps("s.rep", reps)
    statement = f"""WITH first AS ({_first(f"a.reached = 1 AND {GOALS[goal]}")}),
        way AS ({_way(goal, "s.rep" if each else "NULL")} WHERE s.day >= ? AND s.day <= ?{theirs})
        {_MEDIANS}"""
    return dict(_arrivals(connection, statement, (*_days(cell), *_days(cell), *values)))


def arrived_from(
    connection: sqlite3.Connection, goal: str, cell: Period, today: date, reps: Sequence[int], *, each: bool
) -> dict[int | None, Arrivals]:
    """The customers whose first contact is in the cell and who came to the goal through the day `today`.

    `reps` are those who made the first contact. By rep with `each`, else all together under None.
    """
    theirs, values = _of_reps("f.rep", reps)
    statement = f"""WITH first AS ({_first("coalesce(a.touch, '') = 'first'")}),
        way AS ({_way(goal, "f.rep" if each else "NULL", " AND a.day <= ?")} WHERE f.day >= ? AND f.day <= ?{theirs})
        {_MEDIANS}"""
    return dict(_arrivals(connection, statement, (*_days(cell), today.isoformat(), *_days(cell), *values)))


def _first(condition: str) -> str:
    """The first contacts of the customers who have an activity of that condition in the days given.

    The plus, and coalesce in the condition, leave the activities to the index of days: the customers' indexes would
    bring them in order, but out of all of history.
    """
    return f"""SELECT f.customer, f.rep, f.day, f.at_unix, f.uid
        FROM (SELECT DISTINCT +a.customer AS customer FROM activity a
            WHERE a.deleted = 0 AND a.day >= ? AND a.day <= ? AND a.customer IS NOT NULL AND {condition}) c
        JOIN activity f ON f.id = (SELECT x.id FROM activity x
            WHERE x.deleted = 0 AND x.touch = 'first' AND x.customer = c.customer
            ORDER BY x.at_unix, x.uid LIMIT 1)"""  # noqa: S608  built of GOALS


def _way(goal: str, group: str, until: str = "") -> str:
    """From each of `first f` to the first activity `s` that is the goal: calendar days, and touches on the way."""
    return f"""SELECT {group} AS whose, {_day_number("s.day")} - {_day_number("f.day")} AS days,
            (SELECT count(*) FROM activity t WHERE t.deleted = 0 AND t.customer = f.customer
                AND (t.at_unix, t.uid) >= (f.at_unix, f.uid) AND (t.at_unix, t.uid) <= (s.at_unix, s.uid)) AS touches
        FROM first f JOIN activity s ON s.id = (SELECT a.id FROM activity a
            WHERE a.deleted = 0 AND a.customer = f.customer AND a.reached = 1
                AND (a.at_unix, a.uid) >= (f.at_unix, f.uid) AND {GOALS[goal]}{until}
            ORDER BY a.at_unix, a.uid LIMIT 1)"""  # noqa: S608  built of GOALS


# the later of two moments can be on an earlier day, in a zone further west: that is no day, not less than none
_MEDIANS = """, clean AS (SELECT whose, touches, CASE WHEN days < 0 THEN 0 ELSE days END AS days FROM way),
    ranked AS (SELECT whose, days, touches, count(*) OVER (PARTITION BY whose) AS n,
        row_number() OVER (PARTITION BY whose ORDER BY days) AS by_days,
        row_number() OVER (PARTITION BY whose ORDER BY touches) AS by_touches FROM clean)
    SELECT whose, max(n), sum(CASE WHEN by_days IN ((n + 1) / 2, (n + 2) / 2) THEN days ELSE 0 END),
        sum(CASE WHEN by_touches IN ((n + 1) / 2, (n + 2) / 2) THEN touches ELSE 0 END)
    FROM ranked GROUP BY whose"""


def _arrivals(
    connection: sqlite3.Connection, statement: str, values: tuple[str | int, ...]
) -> Iterator[tuple[int | None, Arrivals]]:
    for whose, customers, days, touches in connection.execute(statement, values):
        yield whose, Arrivals(customers, days, touches)


def _day_number(day: str) -> str:
    """A day's number in a count without gaps, from its ISO text: the difference of two is the days between.

    Years begin in March here, so that the leap day is the last; every database has these divisions, few have the
    same functions of dates.
    """
    year, month, number = (f"CAST(substr({day}, {at}, {length}) AS INTEGER)" for at, length in ((1, 4), (6, 2), (9, 2)))
    years = f"({year} - (14 - {month}) / 12)"
    months = f"({month} + 12 * ((14 - {month}) / 12) - 3)"
    return f"(365 * {years} + {years} / 4 - {years} / 100 + {years} / 400 + (153 * {months} + 2) / 5 + {number})"


def _days(cell: Period) -> tuple[str, str]:
    return cell.start.isoformat(), cell.end.isoformat()


def _of_reps(column: str, reps: Sequence[int]) -> tuple[str, tuple[int, ...]]:
    """The condition that it is one of these, beginning with AND, and its values."""
    return (f" AND {column} IN ({', '.join('?' * len(reps))})", tuple(reps)) if reps else ("", ())
