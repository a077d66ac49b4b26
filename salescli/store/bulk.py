"""Staged rows into the file: by statements over all rows at once, within the transaction of store/bulk_batches.py."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import NamedTuple

from salescli.store import bulk_known, bulk_names, bulk_touch, day_totals, migrations
from salescli.store.activities import FIELDS
from salescli.store.operation import Operation
from salescli.store.uids import new_uid

_FEW = 20_000  # rows that go in as quickly one by one


class Copied(NamedTuple):
    """What an import did, in rows. Of the changed ones, `edited` have fields that were edited here and stay.

    `deleted` here stay so; `differ` are rows of our own exports that would be changed, were they taken. `reps` and
    `customers` are the new ones; `back` of the new rows had gone when an import was taken back.
    """

    new: int
    same: int
    changed: int
    deleted: int
    differ: int
    edited: int
    reps: int
    customers: int
    back: int = 0


def scratch() -> sqlite3.Connection:
    """An empty file that is none: for a rehearsal where there is no file yet."""
    connection = sqlite3.connect("", isolation_level=None)
    migrations.migrate(connection, "")
    return connection


def copy(operation: Operation, *, update: bool) -> Copied:
    """Bring the rows of the database `stage` in, logged now where they do not say. `update` takes own that differ."""
    connection = operation.connection
    bulk_names.find(operation)
    met = bulk_known.compare(operation, update=update)
    connection.execute("CREATE TEMP TABLE fresh (n INTEGER PRIMARY KEY, staged INTEGER NOT NULL)")
    unmet = "WHERE id NOT IN (SELECT staged FROM met)" if sum(met) else ""
    connection.execute(f"INSERT INTO fresh (staged) SELECT id FROM staged {unmet} ORDER BY at_unix, uid")  # noqa: S608
    partial = sum(met) or connection.execute("PRAGMA stage.user_version").fetchone()[0]
    used = "SELECT staged FROM fresh UNION ALL SELECT staged FROM changed" if partial else None
    reps, customers = bulk_names.make(operation, used)
    since = connection.execute("SELECT coalesce(max(id), 0) FROM activity").fetchone()[0]
    with totals_made_after(connection, since):
        new = _insert(operation, since) + met.back
        edited = bulk_known.take(operation)
        _follow_up(operation, since, used, update=update)
    return Copied(new, met.same, met.changed, met.deleted, met.differ, edited, reps, customers, met.back)


def _follow_up(operation: Operation, since: int, used: str | None, *, update: bool) -> None:
    """What hangs on the rows: persons, outcomes, joining, known customers, derived touch."""
    bulk_names.meet(operation, used)
    bulk_names.add_outcomes(operation, used)
    bulk_names.join(operation)
    if update:
        bulk_names.mark_known(operation)
    operation.connection.execute(
        "INSERT OR IGNORE INTO concerned (customer) SELECT customer FROM customer_of WHERE customer > 0"
    )
    bulk_touch.settle(operation, since)


_SHOWN = FIELDS.replace("rep, customer", "r.rep AS rep, c.customer AS customer").replace(
    "logged_at", "coalesce(s.logged_at, :now) AS logged_at"
)
_FROM = """FROM fresh f CROSS JOIN staged s ON s.id = f.staged CROSS JOIN rep_of r ON r.staged = s.rep
        LEFT JOIN customer_of c ON c.staged = s.customer
    ORDER BY f.n"""

# uids.new_uid costs more than the rest of the row: here SQLite makes the UUIDv7s, 4096 to a millisecond
_UID = """printf('%08x-%04x-7%03x-8%03x-%012x', (:clock + (f.n >> 12)) >> 16, (:clock + (f.n >> 12)) & 65535,
        f.n & 4095, random() & 4095, random() & 281474976710655)"""

_RECORD = f"""INSERT INTO revision (id, uid, activity, activity_uid, device, seq, rev, recorded_at, received_at,
        change, operation, op, {FIELDS})
    SELECT :revision + f.n, {_UID}, :activity + f.n, s.uid, :device, :seq + f.n, 1, :recorded_at, :recorded_at,
        :change + f.n, :operation, 'put', {_SHOWN} {_FROM}"""

_PROJECT = f"""INSERT INTO activity (id, uid, revision, deleted, change, touch, {FIELDS})
    SELECT v.activity, v.activity_uid, v.id, 0, v.change,
        CASE WHEN v.customer IS NULL THEN NULL WHEN v.reached = 0 THEN 'attempt'
            ELSE coalesce(v.stated, 'follow-up') END, {FIELDS}
    FROM revision v WHERE v.id > :revision ORDER BY v.id"""  # noqa: S608  names come from code


@contextmanager
def indexes_built_after(connection: sqlite3.Connection, coming: int, here: int) -> Iterator[None]:
    """Where more rows come than are here, the indexes of `activity` are made afterwards: sorted, not row by row."""
    if coming < here or coming < _FEW:
        yield
        return
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'activity' AND sql IS NOT NULL"
    indexes = connection.execute(query).fetchall()
    for name, _sql in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _name, sql in indexes:
        connection.execute(sql)


def totals_made_after(connection: sqlite3.Connection, here: int) -> AbstractContextManager[None]:
    """Likewise the totals by day, until the derived touch of the rows is settled."""
    coming = connection.execute("SELECT (SELECT count(*) FROM fresh) + (SELECT count(*) FROM changed)").fetchone()[0]
    return nullcontext() if coming < here or coming < _FEW else day_totals.made_again_after(connection)


@contextmanager
def _checked_already(connection: sqlite3.Connection) -> Iterator[None]:
    """What is copied out of the record has passed the same CHECKs there; a second time takes a quarter of the copy."""
    connection.execute("PRAGMA ignore_check_constraints=ON")
    try:
        yield
    finally:
        connection.execute("PRAGMA ignore_check_constraints=OFF")


def _insert(operation: Operation, since: int) -> int:
    """Record and project the fresh rows in order of (instant, uid): reading them so goes from end to end."""
    connection = operation.connection
    uid = new_uid()
    values = {
        "revision": connection.execute("SELECT coalesce(max(id), 0) FROM revision").fetchone()[0],
        "activity": since,
        "clock": int(uid[:8] + uid[9:13], 16),
        "device": operation.device,
        "seq": operation.seq,
        "change": operation.change,
        "recorded_at": operation.recorded_at,
        "operation": operation.id,
        "now": operation.now.isoformat(timespec="seconds"),
    }
    count = connection.execute(_RECORD, values).rowcount
    with indexes_built_after(connection, count, since), _checked_already(connection):
        connection.execute(_PROJECT, values)
    operation.seq += count
    operation.change += count
    return count
