"""Which figures of the last eight weeks a merge moved, by which activities; and customers that several reps work."""

import sqlite3
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

WEEKS = 8


class Figure(NamedTuple):
    """One figure of one rep in one week (its Monday, ISO) that is another than before; the ids behind it."""

    rep: str
    metric: str
    week: str
    before: int
    after: int
    ids: list[int]


class Shared(NamedTuple):
    """A customer with activities of several reps."""

    customer: str
    reps: list[str]


_COUNTED = {
    "calls": "a.channel = 'phone'",
    "first_contacts": "a.touch = 'first'",
    "follow_ups": "a.touch = 'follow-up' AND a.channel <> 'visit'",
    "visits": "a.channel = 'visit'",
    "customers_visited": "a.channel = 'visit' AND a.reached = 1 AND a.customer IS NOT NULL",
}
_DISTINCT = "customers_visited"

_EACH = " UNION ALL ".join(
    f"""SELECT a.id, a.rep, '{metric}' AS metric, date(a.day, 'weekday 0', '-6 days') AS week, a.customer
    FROM activity a WHERE a.deleted = 0 AND a.direction = 'out' AND a.day >= :since AND {condition}"""  # noqa: S608
    for metric, condition in _COUNTED.items()
)

_SUMS = f"""SELECT rep, metric, week,
        CASE WHEN metric = '{_DISTINCT}' THEN count(DISTINCT customer) ELSE count(*) END AS n
    FROM {{table}} GROUP BY rep, metric, week"""  # noqa: S608  names come from code

# of a customer met by one name before and another after, nothing moved that is counted by the line
_MOVED = f"""WITH b AS ({_SUMS.format(table="counted_before")}), a AS ({_SUMS.format(table="counted_after")}),
    keys AS (SELECT rep, metric, week FROM b UNION SELECT rep, metric, week FROM a)
    SELECT k.rep, r.name, k.metric, k.week, coalesce(b.n, 0), coalesce(a.n, 0)
    FROM keys k JOIN rep r ON r.id = k.rep
        LEFT JOIN b ON b.rep = k.rep AND b.metric = k.metric AND b.week = k.week
        LEFT JOIN a ON a.rep = k.rep AND a.metric = k.metric AND a.week = k.week
    WHERE coalesce(a.n, 0) <> coalesce(b.n, 0)"""  # noqa: S608  as above

_IDS = """SELECT x.rep, x.metric, x.week, x.id FROM (
        SELECT * FROM (SELECT id, rep, metric, week FROM counted_before EXCEPT
            SELECT id, rep, metric, week FROM counted_after)
        UNION SELECT * FROM (SELECT id, rep, metric, week FROM counted_after EXCEPT
            SELECT id, rep, metric, week FROM counted_before)) x
    ORDER BY x.id"""


def note(connection: sqlite3.Connection, today: date) -> None:
    """Remember what counts now; before the merge."""
    _count(connection, "counted_before", _since(today))


def figures(connection: sqlite3.Connection, today: date) -> list[Figure]:
    """What moved since `note`: by rep, week and the order of metrics."""
    _count(connection, "counted_after", _since(today))
    connection.execute(
        """UPDATE counted_before SET rep = (SELECT coalesce(r.merged_into, r.id) FROM rep r
        WHERE r.id = counted_before.rep)"""
    )
    ids: dict[tuple[int, str, str], list[int]] = {}
    for rep, metric, week, number in connection.execute(_IDS):
        ids.setdefault((rep, metric, week), []).append(number)
    order = list(_COUNTED)
    rows = connection.execute(_MOVED).fetchall()
    rows.sort(key=lambda row: (row[1], row[0], row[3], order.index(row[2])))
    found = []
    for rep, name, metric, week, before, after in rows:
        behind = ids.get((rep, metric, week), [])
        found.append(Figure(name, metric, week, before, after, behind))
    return found


def shared(connection: sqlite3.Connection) -> list[Shared]:
    """Customers that two reps or more work, those worked last first; the reps by name."""
    rows = connection.execute(
        """SELECT w.customer, c.name, r.name FROM (
            SELECT customer, rep, max(at_unix) AS last, count(*) OVER (PARTITION BY customer) AS reps,
                max(max(at_unix)) OVER (PARTITION BY customer) AS newest
            FROM activity WHERE deleted = 0 AND customer IS NOT NULL GROUP BY customer, rep) w
        JOIN customer c ON c.id = w.customer JOIN rep r ON r.id = w.rep
        WHERE w.reps > 1 ORDER BY w.newest DESC, c.name, w.customer, r.name"""
    )
    return [
        Shared(customer, [rep for *_rest, rep in theirs])
        for (_id, customer), theirs in groupby(rows, key=lambda row: row[:2])
    ]


def _since(today: date) -> str:
    monday = today - timedelta(days=today.weekday())
    return (monday - timedelta(weeks=WEEKS - 1)).isoformat()


def _count(connection: sqlite3.Connection, table: str, since: str) -> None:
    connection.execute(f"CREATE TEMP TABLE {table} AS {_EACH}", {"since": since})
