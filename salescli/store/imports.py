"""Imports as batches: what `import list` shows, and how a number is found that `import undo` is told.

A batch's number is its place among the imports of this file: operations are never removed, so it stays.
"""

import sqlite3
from typing import NamedTuple

PLAN = "plan"
"""The format of imports that are plans: store/plan_take.py."""
COUNTS = ("read", "new", "same", "changed", "skipped", "rejected")


class Batch(NamedTuple):
    """One import. `recorded_at` and `undone_at` are instants in UTC, the latter None while it stands."""

    number: int
    operation: int
    recorded_at: str
    format: str
    file: str
    counts: tuple[int | None, ...]
    """As COUNTS names them; None where the summary does not tell."""
    undone_at: str | None


def summary(kind: str, file: str, counts: tuple[int, ...]) -> str:
    """What an import leaves in its operation: read again by `batches`, so it is the same in every language."""
    named = file.encode(errors="surrogateescape").decode(errors="backslashreplace")  # a name need not be UTF-8
    read, *parts = (f"{name} {count}" for name, count in zip(COUNTS, counts, strict=True))
    return f"{kind} {named}: {read} = {' + '.join(parts)}"


def batches(connection: sqlite3.Connection) -> list[Batch]:
    """Every import, oldest first."""
    rows = connection.execute(
        """SELECT o.id, o.recorded_at, coalesce(o.summary, ''),
            (SELECT u.recorded_at FROM operation u WHERE u.of = o.id AND u.kind = 'import undo')
        FROM operation o WHERE o.kind = 'import' ORDER BY o.id"""
    )
    return [_batch(number, *row) for number, row in enumerate(rows, 1)]


def number_of(connection: sqlite3.Connection, operation: int) -> int:
    """The number of the import that an operation is."""
    statement = "SELECT count(*) FROM operation WHERE kind = 'import' AND id <= ?"
    return int(connection.execute(statement, (operation,)).fetchone()[0])


def _batch(number: int, operation: int, recorded_at: str, text: str, undone_at: str | None) -> Batch:
    named, _colon, counted = text.rpartition(": ")
    kind, _space, file = named.partition(" ")
    return Batch(number, operation, recorded_at, kind, file, _counts(counted), undone_at)


def _counts(text: str) -> tuple[int | None, ...]:
    words = text.replace(" = ", " + ").split(" + ")
    said = dict(word.rsplit(" ", 1) for word in words if " " in word)
    return tuple(int(said[name]) if said.get(name, "").isdigit() else None for name in COUNTS)
