"""Activities: every write appends a revision to the record and projects it, derived touch included."""

import sqlite3
from typing import NamedTuple

from salescli.store import touch
from salescli.store.operation import Operation
from salescli.store.uids import new_uid


class Entry(NamedTuple):
    """What is stated of one activity. `at` is ISO with offset, `at_unix` the same in seconds, `day` the rep's day."""

    rep: int
    customer: int | None
    person: str | None
    number: str | None
    channel: str
    direction: str
    stated: str | None
    outcome: str | None
    reached: int
    at: str
    at_unix: int
    day: str
    duration_s: int | None
    note: str | None
    logged_at: str
    source: str | None
    source_id: str | None


FIELDS = ", ".join(Entry._fields)
_MARKS = ", ".join("?" * len(Entry._fields))

_INSERT = f"""INSERT INTO revision (uid, activity, activity_uid, device, seq, rev, recorded_at, received_at, change,
    operation, op, {FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {_MARKS})"""  # noqa: S608  names come from code

_PROJECT = f"""INSERT INTO activity (id, uid, revision, deleted, change, touch, {FIELDS})
    VALUES (?, ?, ?, ?, ?, ?, {_MARKS})
    ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, deleted = excluded.deleted, change = excluded.change,
    touch = excluded.touch, {", ".join(f"{name} = excluded.{name}" for name in Entry._fields)}"""  # noqa: S608


def add(operation: Operation, entry: Entry, uid: str | None = None) -> int:
    """Record a new activity; returns the id that people see. Ids are never used again."""
    newest = operation.connection.execute("SELECT coalesce(max(id), 0) FROM activity").fetchone()[0]
    _append(operation, newest + 1, uid or new_uid(), 1, "put", entry)
    return int(newest) + 1


def change(operation: Operation, activity: int, entry: Entry) -> None:
    """Record a further version of an activity, a deleted one included: it is back."""
    uid, newest = _newest(operation.connection, activity)
    _append(operation, activity, uid, newest + 1, "put", entry)


def delete(operation: Operation, activity: int) -> None:
    """Record that an activity is deleted; its fields stay in the record."""
    entry = entry_of(operation.connection, activity)
    if entry is None:
        raise LookupError(activity)
    uid, newest = _newest(operation.connection, activity)
    _append(operation, activity, uid, newest + 1, "delete", entry)


def entry_of(connection: sqlite3.Connection, activity: int) -> Entry | None:
    """What the newest revision states (customer and rep as written, before merges); None where there is no such id."""
    statement = f"""SELECT {FIELDS} FROM revision
        WHERE id = (SELECT revision FROM activity WHERE id = ?)"""  # noqa: S608  names come from code
    row = connection.execute(statement, (activity,)).fetchone()
    return Entry(*row) if row else None


def is_deleted(connection: sqlite3.Connection, activity: int) -> bool:
    """Whether the activity stands deleted."""
    row = connection.execute("SELECT deleted FROM activity WHERE id = ?", (activity,)).fetchone()
    return bool(row and row[0])


def entry_at(connection: sqlite3.Connection, revision: int) -> tuple[str, Entry]:
    """The op and the entry of one revision."""
    statement = f"SELECT op, {FIELDS} FROM revision WHERE id = ?"  # noqa: S608  names come from code
    row = connection.execute(statement, (revision,)).fetchone()
    return row[0], Entry(*row[1:])


def _newest(connection: sqlite3.Connection, activity: int) -> tuple[str, int]:
    row = connection.execute("SELECT activity_uid, max(rev) FROM revision WHERE activity = ?", (activity,)).fetchone()
    return row[0], row[1]


def _append(operation: Operation, activity: int, uid: str, rev: int, op: str, entry: Entry) -> None:
    connection = operation.connection
    number = operation.next_change()
    at = operation.recorded_at
    kept = (new_uid(), activity, uid, operation.device, operation.next_seq(), rev, at, at, number, operation.id, op)
    revision = connection.execute(_INSERT, (*kept, *entry)).lastrowid
    before = connection.execute("SELECT customer FROM activity WHERE id = ?", (activity,)).fetchone()
    shown = entry._replace(rep=_resolved(connection, "rep", entry.rep), customer=_customer(connection, entry.customer))
    provisional = touch.before_history(shown.customer, shown.reached, shown.stated)
    projected = (activity, uid, revision, int(op == "delete"), number, provisional)
    connection.execute(_PROJECT, (*projected, *shown))
    concerned = {shown.customer, before[0] if before else None} - {None}
    touch.settle(operation, [customer for customer in concerned if customer is not None])


def _customer(connection: sqlite3.Connection, customer: int | None) -> int | None:
    return None if customer is None else _resolved(connection, "customer", customer)


def _resolved(connection: sqlite3.Connection, table: str, row: int) -> int:
    statement = f"SELECT coalesce(merged_into, id) FROM {table} WHERE id = ?"  # noqa: S608  names come from code
    return int(connection.execute(statement, (row,)).fetchone()[0])
