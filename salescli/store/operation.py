"""One command that writes, as a whole: its transaction, its counters, its place in the list of what can be undone."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from salescli.store import open as opening

# Passed over by undo: imports have their own, which an import of the same file takes back; the others have none.
NOT_UNDOABLE = ("import", "import undo", "merge", "config", "plan", "undo", "redo", "rebuild")


def utc_text(instant: datetime) -> str:
    """An instant as the record keeps it, `2026-11-18T07:04:00Z`: sorts as text."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Operation:
    """A write under way: the connection inside its transaction, the operation's id, the counters to draw from."""

    def __init__(self, connection: sqlite3.Connection, kind: str, now: datetime, of: int | None = None) -> None:
        """Insert the operation's row. The transaction must have begun."""
        self.connection = connection
        self.now = now
        self.recorded_at = utc_text(now)
        counters: tuple[int, int, int] = connection.execute("SELECT device, seq, change FROM counter").fetchone()
        self.device, self.seq, self.change = counters
        statement = "INSERT INTO operation (kind, of, recorded_at, change) VALUES (?, ?, ?, ?)"
        self.id = connection.execute(statement, (kind, of, self.recorded_at, self.change)).lastrowid or 0

    def summarise(self, summary: str) -> None:
        """Say in a few words what was done, for `undo` and `import list`."""
        self.connection.execute("UPDATE operation SET summary = ? WHERE id = ?", (summary, self.id))

    def next_seq(self) -> int:
        """Draw the next of this device's counter."""
        self.seq += 1
        return self.seq

    def next_change(self) -> int:
        """Draw the next number of the change counter, for one projected row that changes."""
        self.change += 1
        return self.change

    def close(self) -> None:
        """Write the counters back; the last thing before the commit."""
        self.connection.execute("UPDATE counter SET seq = ?, change = ?", (self.seq, self.change))


@contextmanager
def writing(
    connection: sqlite3.Connection,
    kind: str,
    now: datetime,
    *,
    of: int | None = None,
    waiting: Callable[[], None] | None = None,
) -> Iterator[Operation]:
    """A transaction or nothing: takes the write lock, yields the operation, commits; any exception rolls all back."""
    opening.begin(connection, waiting)
    try:
        operation = Operation(connection, kind, now, of)
        begun = connection.total_changes
        yield operation
        # a change that changed nothing must not stand in the way of undo and redo
        changed = connection.total_changes > begun or kind in NOT_UNDOABLE
        operation.close()
        connection.execute("COMMIT" if changed else "ROLLBACK")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
