"""All versions of one activity, from the record."""

import sqlite3
from typing import NamedTuple

from salescli.store.activities import FIELDS, Entry
from salescli.store.listing_order import Row
from salescli.store.paging import SELECT


class Version(NamedTuple):
    """One revision: what did it (`log`, `edit`, `import` …), whether on this device (`here`), and what it states."""

    rev: int
    op: str
    kind: str
    recorded_at: str
    received_at: str
    device: str
    here: int
    entry: Entry


def versions(connection: sqlite3.Connection, activity: int) -> list[Version]:
    """From the first to the last; empty where there is no such activity."""
    fields = ", ".join(f"v.{name.strip()}" for name in FIELDS.split(","))
    statement = f"""SELECT v.rev, v.op, o.kind, v.recorded_at, v.received_at, d.uid,
        v.device = (SELECT device FROM counter), {fields}
        FROM revision v JOIN operation o ON o.id = v.operation JOIN device d ON d.id = v.device
        WHERE v.activity = ? ORDER BY v.rev, v.uid"""  # noqa: S608  names come from code
    return [
        Version(rev, op, kind, recorded_at, received_at, device, here, Entry(*stated))
        for rev, op, kind, recorded_at, received_at, device, here, *stated in connection.execute(statement, (activity,))
    ]


def row(connection: sqlite3.Connection, activity: int) -> Row | None:
    """The activity in the columns of 6.1, and whether it is deleted; None where there is no such id."""
    statement = f"""{SELECT}, a.deleted FROM activity a JOIN rep r ON r.id = a.rep
        LEFT JOIN customer c ON c.id = a.customer WHERE a.id = ?"""
    found: Row | None = connection.execute(statement, (activity,)).fetchone()
    return found
