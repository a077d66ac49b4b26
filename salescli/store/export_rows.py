"""What else is exported: customers, persons, targets and dues, as rows with named columns."""

import sqlite3
from datetime import date

from salescli.store.paging import Chosen

Cell = str | int | None

_QUERIES = {
    "customers": (
        ("id", "uid", "name", "kind", "known", "aliases"),
        """SELECT c.id, c.uid, c.name, c.kind, c.known, (SELECT group_concat(name, '; ') FROM
            (SELECT n.name FROM customer_name n
            WHERE n.customer = c.id AND n.gone = 0 AND n.name <> c.name ORDER BY n.id))
        FROM customer c WHERE c.gone = 0 AND c.merged_into IS NULL ORDER BY c.id""",
    ),
    "persons": (
        ("id", "uid", "customer", "name", "focus"),
        """SELECT p.id, p.uid, k.name, p.name, p.focus FROM person p JOIN customer c ON c.id = p.customer
        JOIN customer k ON k.id = coalesce(c.merged_into, c.id) WHERE p.gone = 0 ORDER BY p.id""",
    ),
    "targets": (
        ("id", "uid", "metric", "amount", "per", "rep", "from", "recorded_at", "ramp_to", "ramp_until"),
        """SELECT t.id, t.uid, t.metric, t.amount, t.per, r.name, t.from_day, t.recorded_at,
            t.ramp_to, t.ramp_until
        FROM target t LEFT JOIN rep w ON w.id = t.rep LEFT JOIN rep r ON r.id = coalesce(w.merged_into, w.id)
        WHERE t.gone = 0 AND {days} ORDER BY t.id""",
    ),
    "dues": (
        ("id", "uid", "customer", "rep", "day", "at", "why", "asked_by", "done"),
        """SELECT d.id, d.uid, k.name, s.name, d.day, d.at, d.why, d.asked_by, d.done FROM due d
        JOIN customer c ON c.id = d.customer JOIN customer k ON k.id = coalesce(c.merged_into, c.id)
        JOIN rep r ON r.id = d.rep JOIN rep s ON s.id = coalesce(r.merged_into, r.id)
        WHERE d.gone = 0 AND {days} ORDER BY d.id""",
    ),
}
KINDS = tuple(_QUERIES)
DAYS = {"targets": "t.from_day", "dues": "d.day"}
"""What has a day, by which it can be chosen."""


def how_many(connection: sqlite3.Connection, chosen: Chosen) -> int:
    """How many activities are chosen, now."""
    touch = "AND a.touch = :touch" if chosen.touch else ""
    statement = f"SELECT count(*) FROM activity a WHERE a.deleted = 0 AND {chosen.condition} {touch}"  # noqa: S608  from code
    return int(connection.execute(statement, {**chosen.values, "touch": chosen.touch or ""}).fetchone()[0])


def read(
    connection: sqlite3.Connection, kind: str, since: date | None = None, until: date | None = None
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """The columns and the rows of one of KINDS; those of DAYS from `since` to `until`, both inclusive.

    `amount` of a target is empty where it ends one.
    """
    columns, query = _QUERIES[kind]
    conditions, values = ["1"], []
    for sign, day in ((">=", since), ("<=", until)):
        if day is not None and kind in DAYS:
            conditions.append(f"{DAYS[kind]} {sign} ?")
            values.append(day.isoformat())
    return columns, connection.execute(query.format(days=" AND ".join(conditions)), values).fetchall()
