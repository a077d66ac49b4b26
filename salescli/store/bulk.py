"""Staged rows into the file: in one transaction, by statements over all rows at once."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from typing import NamedTuple

from salescli.store import bulk_known, bulk_names, bulk_touch, day_totals, migrations
from salescli.store import open as opening
from salescli.store.activities import FIELDS
from salescli.store.operation import Operation, writing
from salescli.store.staging import Stage
from salescli.store.uids import new_uid

_FEW = 20_000  # rows that go in as quickly one by one


class Copied(NamedTuple):
    """What an import did, in rows. Of the changed ones, `edited` have fields that were edited here and stay.

    `deleted` here stay so; `differ` are rows of our own exports that would be changed, were they taken. `reps` and
    `customers` are the new ones; `near` the near pairs among them and the known, None where they are too many to count.
    """

    new: int
    same: int
    changed: int
    deleted: int
    differ: int
    edited: int
    reps: int
    customers: int
    near: int | None = None


def attach(connection: sqlite3.Connection, stage: Stage) -> None:
    """Let the file's connection see the finished stage; before the transaction. Its cache is large for this only.

    Foreign keys are not looked up row by row, which takes a quarter of the time: every id that is written comes from a
    join with the row it means, in the same transaction. tests/store/test_bulk.py checks the outcome.
    """
    connection.execute("ATTACH ? AS stage", (stage.path,))
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA temp_store=FILE")
    connection.execute("PRAGMA main.cache_size=-24000")
    connection.execute("PRAGMA stage.cache_size=-8192")


def scratch() -> sqlite3.Connection:
    """An empty file that is none: for a rehearsal where there is no file yet."""
    connection = sqlite3.connect("", isolation_level=None)
    migrations.migrate(connection, "")
    return connection


def rehearse(connection: sqlite3.Connection, now: datetime, *, update: bool) -> Copied:
    """What `copy` would do; nothing stays."""
    opening.begin(connection)
    try:
        copied = copy(Operation(connection, "import", now), update=update)
        return copied._replace(near=bulk_names.near_pairs_made(connection, copied.customers))
    finally:
        connection.execute("ROLLBACK")


def bring_in(
    connection: sqlite3.Connection,
    now: datetime,
    describe: Callable[[Copied], str],
    *,
    update: bool,
    waiting: Callable[[], None] | None = None,
) -> Copied:
    """Copy the attached stage in one transaction. `describe` is asked for the summary that `import list` shows."""
    with writing(connection, "import", now, waiting=waiting) as operation:
        copied = copy(operation, update=update)
        operation.summarise(describe(copied))
    return copied._replace(near=bulk_names.near_pairs_made(connection, copied.customers))


def copy(operation: Operation, *, update: bool) -> Copied:
    """Bring the staged rows in, logged now where they do not say. `update` takes own rows that differ."""
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
    return Copied(new, met.same, met.changed, met.deleted, met.differ, edited, reps, customers)


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

# identity.new_uid costs more than the rest of the row: here SQLite makes the UUIDv7s, 4096 to a millisecond
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
    with indexes_built_after(connection, count, since):
        connection.execute(_PROJECT, values)
    operation.seq += count
    operation.change += count
    return count
