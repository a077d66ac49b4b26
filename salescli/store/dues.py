"""Dues: appointments with customers. What closes one is read from the activities, so order of arrival never matters.

A contact that reached the customer, by any rep, in either direction, on the due's day or later, and after the activity
that asked for it, closes it. Attempts since leave it open and are counted.
"""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from salescli.store import row_history
from salescli.store.operation import Operation
from salescli.store.uids import new_uid


class Due(NamedTuple):
    """An open due. `day` is ISO, `at` an ISO instant where a time was agreed; `tried` counts attempts since."""

    id: int
    customer_id: int
    customer: str
    rep_id: int
    rep: str
    day: str
    at: str | None
    why: str | None
    asked_by: int | None
    tried: int


_OPEN = """WITH standing AS (
    SELECT d.id, coalesce(c.merged_into, c.id) AS customer, coalesce(r.merged_into, r.id) AS rep, d.day, d.at, d.why,
        d.asked_by, coalesce(a.at_unix, 0) AS asked_at, coalesce(a.uid, '') AS asked_uid
    FROM due d JOIN customer c ON c.id = d.customer JOIN rep r ON r.id = d.rep
        LEFT JOIN activity a ON a.id = d.asked_by
    WHERE d.gone = 0 AND d.done = 0 AND coalesce(a.deleted, 0) = 0 {narrowed})
SELECT s.id, s.customer, c.name, s.rep, r.name, s.day, s.at, s.why, s.asked_by,
    (SELECT count(*) FROM activity x WHERE x.customer = s.customer AND x.reached = 0 AND x.deleted = 0
        AND x.direction = 'out' AND x.day >= s.day AND (x.at_unix, x.uid) > (s.asked_at, s.asked_uid))
FROM standing s JOIN customer c ON c.id = s.customer JOIN rep r ON r.id = s.rep
WHERE NOT EXISTS (SELECT 1 FROM activity x WHERE x.customer = s.customer AND x.reached = 1 AND x.deleted = 0
    AND x.day >= s.day AND (x.at_unix, x.uid) > (s.asked_at, s.asked_uid)) {chosen}
ORDER BY s.day, coalesce(s.at, s.day), s.id"""


def open_until(connection: sqlite3.Connection, day: str, reps: Sequence[int] | None = None) -> list[Due]:
    """What is due on this ISO day or overdue, of these reps (None: of everyone), earliest first."""
    chosen = "" if reps is None else f"AND s.rep IN ({', '.join('?' * len(reps))})"
    statement = _OPEN.format(narrowed="AND d.day <= ?", chosen=chosen)
    return [Due(*row) for row in connection.execute(statement, (day, *(reps or ())))]


def open_of(connection: sqlite3.Connection, customer: int) -> list[Due]:
    """What is due with one customer, whenever."""
    narrowed = "AND d.customer IN (SELECT id FROM customer WHERE id = ? OR merged_into = ?)"
    statement = _OPEN.format(narrowed=narrowed, chosen="")
    return [Due(*row) for row in connection.execute(statement, (customer, customer))]


def open_one(connection: sqlite3.Connection, due: int) -> Due | None:
    """The due of this id, where it is open."""
    statement = _OPEN.format(narrowed="AND d.id = ?", chosen="")
    row = connection.execute(statement, (due,)).fetchone()
    return Due(*row) if row else None


def ask(operation: Operation, activity: int, day: str, at: str | None, why: str | None) -> int:
    """Record that an activity asks for a further contact; a second asking of the same activity moves the first."""
    connection = operation.connection
    asked = connection.execute("SELECT id FROM due WHERE asked_by = ? AND gone = 0", (activity,)).fetchone()
    if asked:
        row_history.update(operation, "due", asked[0], day=day, at=at, why=why, done=0)
        return int(asked[0])
    written = "SELECT r.customer, r.rep FROM activity a JOIN revision r ON r.id = a.revision WHERE a.id = ?"
    customer, rep = connection.execute(written, (activity,)).fetchone()
    fields = {"customer": customer, "rep": rep, "day": day, "at": at, "why": why, "asked_by": activity}
    return row_history.insert(operation, "due", uid=new_uid(), **fields)


def forget(operation: Operation, activity: int) -> None:
    """Take back the due that an activity asked for."""
    for (due,) in operation.connection.execute(
        "SELECT id FROM due WHERE asked_by = ? AND gone = 0", (activity,)
    ).fetchall():
        row_history.update(operation, "due", due, gone=1)


def follow(operation: Operation, activity: int, *, rep: bool) -> None:
    """Let the dues of an activity go where it went: to another customer, and with `rep` to another rep too.

    Both as written: a merge redirects a due as it redirects its activity.
    """
    statement = """SELECT d.id, r.customer, r.rep FROM due d JOIN activity a ON a.id = d.asked_by
        JOIN revision r ON r.id = a.revision WHERE d.asked_by = ? AND r.customer IS NOT NULL"""
    for due, customer, whose in operation.connection.execute(statement, (activity,)).fetchall():
        row_history.update(operation, "due", due, customer=customer, **({"rep": whose} if rep else {}))


def asked_by(connection: sqlite3.Connection, due: int) -> int | None:
    """The activity that asked for a due."""
    row = connection.execute("SELECT asked_by FROM due WHERE id = ?", (due,)).fetchone()
    return row[0] if row else None


def day_asked_by(connection: sqlite3.Connection, activity: int) -> str | None:
    """The day of the due that an activity asked for and that is not done."""
    statement = "SELECT day FROM due WHERE asked_by = ? AND gone = 0 AND done = 0"
    row = connection.execute(statement, (activity,)).fetchone()
    return row[0] if row else None


def finish(operation: Operation, due: int) -> None:
    """Close a due by hand."""
    row_history.update(operation, "due", due, done=1)


def snooze(operation: Operation, due: int, day: str, at: str | None) -> None:
    """Move a due to another day."""
    row_history.update(operation, "due", due, day=day, at=at)


def move(operation: Operation, giver: int, taker: int) -> int:
    """Hand all open dues of one rep to another; returns how many."""
    dues = open_until(operation.connection, "9999-12-31", [giver])
    for due in dues:
        row_history.update(operation, "due", due.id, rep=taker)
    return len(dues)
