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


def of_files(connection: sqlite3.Connection, files: list[Incoming], done: Together) -> list[FileMerged]:
    """Count it; what several files have is the first one's."""
    known: dict[str, set[Key]] = {entity: set(rows) for entity, rows in done.here.items()}
    found = []
    for number, file in enumerate(files):
        found.append(_of_file(connection, number, file, done, known))
        for entity, rows in file.rows.items():
            known[entity] |= rows.keys()
    return found


def _of_file(
    connection: sqlite3.Connection, number: int, file: Incoming, done: Together, known: dict[str, set[Key]]
) -> FileMerged:
    lines, edits, deletes = connection.execute(
        """SELECT coalesce(sum(l.op = 'put' AND l.rev = 1), 0), coalesce(sum(l.op = 'put' AND l.rev > 1), 0),
            coalesce(sum(l.op = 'delete'), 0)
        FROM coming c JOIN stage.line l ON l.rowid = c.line WHERE c.file = ?""",
        (number,),
    ).fetchone()
    new = {
        entity: sum(key not in known[entity] and _is_new(entity, key, done) for key in rows)
        for entity, rows in file.rows.items()
    }
    changed = sum(
        merge_rows.later(mine.stated, row) != mine.stated
        for entity, rows in file.rows.items()
        for key, row in rows.items()
        if (mine := done.here[entity].get(key))
    )
    days = new["leave"] + new["confirmed_zero"]
    people = (new["rep"], new["customer"], new["person"])
    return FileMerged(file.path, lines, edits, deletes, *people, new["due"], days, changed)


def _is_new(entity: str, key: Key, done: Together) -> bool:
    """Whether the row stands; of those who are one, nobody was here before, and this is the one that stays."""
    if done.after[entity][key]["gone"]:
        return False
    people = done.people.get(entity)
    uid = str(key)
    return people is None or (
        people.kept(uid) == uid and not any(member in done.here[entity] for member in people.members(uid))
    )
