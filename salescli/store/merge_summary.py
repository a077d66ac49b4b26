"""What each file of a merge brought, counted."""

import sqlite3
from typing import NamedTuple

from salescli.store import merge_rows
from salescli.store.merge_bring_in import Together
from salescli.store.merge_open import Incoming
from salescli.store.merge_rows import Key


class FileMerged(NamedTuple):
    """What one file brought: revisions by kind, other rows that are new, and rows changed there later than here."""

    path: str
    lines: int
    edits: int
    deletes: int
    reps: int
    customers: int
    persons: int
    dues: int
    days: int
    changed: int


def of_file(connection: sqlite3.Connection, number: int, file: Incoming, done: Together) -> FileMerged:
    """Count it; a revision that several files have is the first one's."""
    counts = connection.execute(
        """SELECT coalesce(sum(l.op = 'put' AND l.rev = 1), 0), coalesce(sum(l.op = 'put' AND l.rev > 1), 0),
            coalesce(sum(l.op = 'delete'), 0)
        FROM coming c JOIN stage.line l ON l.rowid = c.line WHERE c.file = ?""",
        (number,),
    ).fetchone()
    new = {
        entity: sum(_is_new(entity, key, done) for key in rows)
        for entity, rows in file.rows.items()
        if not entity.endswith("_name")
    }
    changed = sum(
        key in done.here[entity]
        and merge_rows.later(done.here[entity][key].stated, row) != done.here[entity][key].stated
        for entity, rows in file.rows.items()
        for key, row in rows.items()
    )
    lines, edits, deletes = counts
    people = (new["rep"], new["customer"], new["person"])
    days = new["leave"] + new["confirmed_zero"]
    return FileMerged(file.path, lines, edits, deletes, *people, new["due"], days, changed)


def _is_new(entity: str, key: Key, done: Together) -> bool:
    """Whether the row stands, and was not here; of those who are one, none, and this is the one that stays."""
    if key in done.here[entity] or done.after[entity][key]["gone"]:
        return False
    people = done.people.get(entity)
    uid = str(key)
    return people is None or (
        people.kept(uid) == uid and not any(member in done.here[entity] for member in people.members(uid))
    )
