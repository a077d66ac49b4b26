"""Staged files into the file: each an import of its own, all of them in one transaction."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from typing import Protocol

from salescli.store import bulk_contacts, bulk_names, last_word, staging
from salescli.store import open as opening
from salescli.store.operation import Operation
from salescli.store.staging import Stage

_BATCH = 2000  # rows


class Batch(Protocol):
    """A file that was read."""

    stage: Stage

    def take(self, operation: Operation) -> str:
        """Copy the stage, which the operation's connection sees; returns the summary that `import list` shows."""
        ...


def bring_in(
    connection: sqlite3.Connection,
    now: datetime,
    batches: Sequence[Batch],
    *,
    waiting: Callable[[], None] | None = None,
    rehearsal: bool = False,
) -> int | None:
    """Take the batches in, in this order: all or nothing, and nothing stays of a rehearsal. The connection is for this
    alone. Of rows with one id, the last batch's is taken.

    Returns the near pairs among the new customers and the known, None where they are too many to count.
    """
    _prepare(connection)
    if len(batches) == 1:
        _attach(connection, batches[0].stage)
    else:
        last_word.settle([batch.stage for batch in batches])
        _make_room(connection)
    opening.begin(connection, waiting)
    try:
        made = [customer for batch in batches for customer in _taken(connection, now, batch, single=len(batches) == 1)]
        if not rehearsal:
            connection.execute("COMMIT")
        return bulk_names.near_pairs_made(connection, made)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _prepare(connection: sqlite3.Connection) -> None:
    """The cache is large for this only. Foreign keys are not looked up row by row, which takes a quarter of the time:
    every id that is written comes from a join with the row it means. tests/store/test_bulk.py checks the outcome.
    """
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA temp_store=FILE")
    connection.execute("PRAGMA main.cache_size=-24000")


def _attach(connection: sqlite3.Connection, stage: Stage) -> None:
    """Let the file's connection see the one finished stage, as it is."""
    connection.execute("ATTACH ? AS stage", (stage.path,))
    connection.execute("PRAGMA stage.cache_size=-8192")


def _make_room(connection: sqlite3.Connection) -> None:
    """A database for what is staged, filled by one stage after the other: within a transaction none lets go of another,
    and no more than ten can be seen at once.
    """
    connection.execute("ATTACH '' AS stage")
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-8192"):
        connection.execute(f"PRAGMA stage.{pragma}")
    for table in (*staging.TABLES, bulk_contacts.TABLE):
        connection.execute(table.replace("CREATE TABLE ", "CREATE TABLE stage."))


def _taken(connection: sqlite3.Connection, now: datetime, batch: Batch, *, single: bool) -> list[int]:
    """Take one in; returns the customers that it made, as many as may be compared."""
    if not single:
        _fill(connection, batch.stage)
    operation = Operation(connection, "import", now)
    operation.summarise(batch.take(operation))
    operation.close()
    compared = "SELECT id FROM customer_made LIMIT ?"  # of more, near pairs are not counted
    made = [customer for (customer,) in connection.execute(compared, (bulk_names.MOST_NAMES_COMPARED + 1,))]
    if not single:
        tables = connection.execute("SELECT name FROM temp.sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in tables:
            connection.execute(f"DROP TABLE temp.{name}")
    return made


def _fill(connection: sqlite3.Connection, stage: Stage) -> None:
    """Put a finished stage in the place of the one before."""
    tables = [name for (name,) in connection.execute("SELECT name FROM stage.sqlite_master WHERE type = 'table'")]
    with closing(sqlite3.connect(stage.path)) as finished:
        there = {name for (name,) in finished.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for name in tables:
            connection.execute(f"DELETE FROM stage.{name}")  # noqa: S608  names come from code
            if name not in there:
                continue
            rows = finished.execute(f"SELECT * FROM {name} ORDER BY rowid")  # noqa: S608  as above
            marks = ", ".join("?" * len(rows.description))
            while batch := rows.fetchmany(_BATCH):
                connection.executemany(f"INSERT INTO stage.{name} VALUES ({marks})", batch)  # noqa: S608  as above
        partial = finished.execute("PRAGMA user_version").fetchone()[0]
    connection.execute(f"PRAGMA stage.user_version={int(partial)}")
