"""Settings as the file keeps them; what each means and may be stands in model/settings.py."""

import sqlite3

from salescli.store import row_history
from salescli.store.operation import Operation


def read(connection: sqlite3.Connection, name: str) -> str | None:
    """The value that was set, None where none was."""
    row = connection.execute("SELECT value FROM setting WHERE name = ? AND gone = 0", (name,)).fetchone()
    return row[0] if row else None


def write(operation: Operation, name: str, value: str | None) -> None:
    """Set a value; None takes the setting back to its default."""
    row = operation.connection.execute("SELECT id FROM setting WHERE name = ?", (name,)).fetchone()
    if row:
        row_history.update(operation, "setting", row[0], value=value, gone=int(value is None))
    elif value is not None:
        row_history.insert(operation, "setting", name=name, value=value)
