"""Mappings that were kept: how tables of one's own are imported, by name."""

import json
import sqlite3
from typing import Any

from salescli.store import row_history
from salescli.store.operation import Operation

Body = dict[str, Any]
"""`map`: fields to columns; `as`, `date_format`, `tz`, `encoding`, `source`, `rep`: texts, where they are stated."""


def every(connection: sqlite3.Connection) -> dict[str, Body]:
    """All of them by name, in the order of their making."""
    rows = connection.execute("SELECT name, body FROM mapping WHERE gone = 0 ORDER BY id")
    return {name: json.loads(body) for name, body in rows}


def keep(operation: Operation, name: str, body: Body) -> None:
    """Keep a mapping, in the place of one of that name."""
    text = json.dumps(body, ensure_ascii=False)
    row = operation.connection.execute("SELECT id FROM mapping WHERE name = ? AND gone = 0", (name,)).fetchone()
    if row:
        row_history.update(operation, "mapping", row[0], body=text)
    else:
        row_history.insert(operation, "mapping", name=name, body=text)
