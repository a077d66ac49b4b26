"""Counting the stages of selling, and following customers from their first contact on: all of it done by SQL.

The days asked for are read by their index; of the customers met in them, what came after the first contact by theirs.
No subquery is correlated: where `activity` is a view of what was known earlier, SQLite would build all of it for each.
"""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from salescli.model.metrics import METRICS
from salescli.model.periods import Period, containing

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
BEGINNING = "first contact"  # the goal at which everybody is from the beginning
_NUMBERED = dict(zip(GOALS, ("one", "two", "three"), strict=True))  # what their columns are called


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


class Wanted(NamedTuple):
    """Which ways: those that ended in the period; or, `from_first`, those that began in it and ended by `today`.

    The period of a way, and whose it is, are told by the contact that ends it, or by the first one. No `reps` means
    all. `by` is `rep`, `week`, `month` or None.
    """

    period: Period
    today: date
    reps: Sequence[int]
    from_first: bool = False
    by: str | None = None


def by_rep(connection: sqlite3.Connection, cell: Period, reps: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """By id of the rep: the counts of STAGES, for reps with any activity in the cell. No `reps` means all."""
    sums = ", ".join(
        f"sum(CASE WHEN a.direction = 'out' AND {condition} THEN 1 ELSE 0 END)" for condition in STAGES.values()
    )
    theirs, values = _of_reps("+a.rep", reps)
    statement = f"""SELECT +a.rep, {sums} FROM activity a
        WHERE a.deleted = 0 AND a.day >= ? AND a.day <= ?{theirs} GROUP BY +a.rep"""  # noqa: S608  built of STAGES
    return {rep: tuple(counts) for rep, *counts in connection.execute(statement, (*_days(cell), *values))}


def arrivals(connection: sqlite3.Connection, wanted: Wanted) -> dict[tuple[str, int | None], Arrivals]:
    """By goal, and by id of the rep or number of the week or month in the period: who came there, and how.

    None for the latter is all together. With `from_first` the goals begin with BEGINNING, at which all are.
    """
    edge = "first_" if wanted.from_first else ""
    theirs, reps = _of_reps(f"{edge}rep", wanted.reps)
    group = f"{_group(wanted, edge)} AS whose" if wanted.by else ""
    own = f"UNION ALL SELECT goal, {group}, days, touches FROM chosen" if group else ""  # noqa: S608  built of GOALS
    days = _days(wanted.period)
    statement = f"""WITH {_ways(from_first=wanted.from_first)},
        chosen AS (SELECT goal, rep, day, first_rep, first_day, touches,
                {_day_number("day")} - {_day_number("first_day")} AS days
            FROM hit WHERE {edge}day >= ? AND {edge}day <= ?{theirs}),
        own AS (SELECT goal, NULL AS whose, days, touches FROM chosen {own})
        {_MEDIANS}"""  # noqa: S608  built of GOALS
    until = (wanted.today.isoformat(),) * len(GOALS) if wanted.from_first else ()
    rows = connection.execute(statement, (*days, *(days if wanted.from_first else ()), *until, *days, *reps))
    return {(goal, whose): Arrivals(*found) for goal, whose, *found in rows}


def _ways(*, from_first: bool) -> str:
    """The tables up to `hit`: of each customer the first activity that is a goal, with the touches up to it.

    The plus, and coalesce, leave the activities of the period to the index of days: the customers' indexes would bring
    them in order, but out of all of history.
    """
    reached = " OR ".join(f"({condition})" for condition in GOALS.values())
    met = "coalesce(a.touch, '') = 'first'" if from_first else f"a.reached = 1 AND ({reached})"
    within = " AND day >= ? AND day <= ?" if from_first else ""
    until = " AND a.day <= ?" if from_first else ""
    goals = ", ".join(
        f"CASE WHEN a.reached = 1 AND {GOALS[goal]}{until} THEN 1 ELSE 0 END AS {name}"
        for goal, name in _NUMBERED.items()
    )
    so_far = ", ".join(f"{name}, sum({name}) OVER w AS {name}_so_far" for name in _NUMBERED.values())
    hits = [
        f"SELECT '{goal}' AS goal, * FROM way WHERE {name} = 1 AND {name}_so_far = 1"  # noqa: S608  as above
        for goal, name in _NUMBERED.items()
    ]
    if from_first:
        hits.insert(0, f"SELECT '{BEGINNING}' AS goal, * FROM way WHERE touches = 1")  # noqa: S608  as above
    return f"""customers AS (SELECT DISTINCT +a.customer AS customer FROM activity a
            WHERE a.deleted = 0 AND a.day >= ? AND a.day <= ? AND a.customer IS NOT NULL AND {met}),
        firsts AS (SELECT f.customer, f.rep, f.day, f.at_unix, f.uid FROM customers c CROSS JOIN activity f
            WHERE f.customer = c.customer AND f.deleted = 0 AND f.touch = 'first'),
        numbered AS (SELECT customer, rep, day, at_unix, uid,
            row_number() OVER (PARTITION BY customer ORDER BY at_unix, uid) AS nth FROM firsts),
        began AS (SELECT * FROM numbered WHERE nth = 1{within}),
        after AS (SELECT a.customer, a.rep, a.day, a.at_unix, a.uid, b.rep AS first_rep, b.day AS first_day, {goals}
            FROM began b CROSS JOIN activity a WHERE a.customer = b.customer AND a.deleted = 0
                AND (a.at_unix, a.uid) >= (b.at_unix, b.uid)),
        way AS (SELECT rep, day, first_rep, first_day, row_number() OVER w AS touches, {so_far} FROM after
            WINDOW w AS (PARTITION BY customer ORDER BY at_unix, uid ROWS UNBOUNDED PRECEDING)),
        hit AS ({" UNION ALL ".join(hits)})"""  # noqa: S608  as above


# the later of two moments can be on an earlier day, in a zone further west: that is no day, not less than none
_MEDIANS = """, clean AS (SELECT goal, whose, touches, CASE WHEN days < 0 THEN 0 ELSE days END AS days FROM own),
    ranked AS (SELECT goal, whose, days, touches, count(*) OVER (PARTITION BY goal, whose) AS n,
        row_number() OVER (PARTITION BY goal, whose ORDER BY days) AS by_days,
        row_number() OVER (PARTITION BY goal, whose ORDER BY touches) AS by_touches FROM clean)
    SELECT goal, whose, max(n), sum(CASE WHEN by_days IN ((n + 1) / 2, (n + 2) / 2) THEN days ELSE 0 END),
        sum(CASE WHEN by_touches IN ((n + 1) / 2, (n + 2) / 2) THEN touches ELSE 0 END)
    FROM ranked GROUP BY goal, whose"""


def _group(wanted: Wanted, edge: str) -> str:
    """The rep, or the number of the week or month, counted from 0 at the beginning of the period."""
    start, day = wanted.period.start, f"{edge}day"
    if wanted.by == "week":
        monday = containing("week", start).start
        return f"({_day_number(day)} - {_day_number(repr(monday.isoformat()))}) / 7"
    if wanted.by == "month":
        return f"({_month_number(day)} - {_month_number(repr(start.isoformat()))})"
    return f"{edge}rep"


def _month_number(day: str) -> str:
    return f"(12 * CAST(substr({day}, 1, 4) AS INTEGER) + CAST(substr({day}, 6, 2) AS INTEGER))"


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
