"""Of rows with one id in several staged files, the last file's word counts: else each import would write them all."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from salescli.store.bulk_known import COMPARED, COMPARED_OWN
from salescli.store.staging import COUNTED, DAY_ONLY, Stage

_HAS_ID = f"key NOT IN ({COUNTED}, {COUNTED + DAY_ONLY})"  # no id says that two rows are one activity
_OFF = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-16000")

# `seen` are the ids of later files: which file has the last word, and in which of its staged rows.
_NOTE = f"""INSERT OR IGNORE INTO seen (uid, file, row)
    SELECT uid, ?, id FROM stage.staged WHERE {_HAS_ID} ORDER BY uid"""  # noqa: S608  from code
_MEET = f"""INSERT INTO again (id, file, row)
    SELECT s.id, l.file, l.row FROM stage.staged s CROSS JOIN seen l ON l.uid = s.uid
    WHERE {_HAS_ID} ORDER BY s.id"""  # noqa: S608  as above


def _alike(names: Sequence[str]) -> str:
    return " AND ".join(f"s.{name} IS l.{name}" for name in names)


# What bulk_known compares, but reps and customers by their names: each stage has numbers of its own for them.
_OTHERWISE = f"""SELECT count(*) FROM again x
    CROSS JOIN stage.staged s ON s.id = x.id CROSS JOIN later.staged l ON l.id = x.row
    CROSS JOIN stage.staged_rep sr ON sr.id = s.rep CROSS JOIN later.staged_rep lr ON lr.id = l.rep
    LEFT JOIN stage.staged_customer sc ON sc.id = s.customer LEFT JOIN later.staged_customer lc ON lc.id = l.customer
    WHERE x.file = ? AND NOT (sr.folded = lr.folded AND sc.folded IS lc.folded AND {_alike(COMPARED)}
        AND (s.at_unix = l.at_unix OR (s.key > {DAY_ONLY} AND l.key > {DAY_ONLY} AND s.day = l.day))
        AND (s.key + l.key > 0 OR {_alike(COMPARED_OWN)}))"""  # noqa: S608  as above


def settle(stages: Sequence[Stage]) -> None:
    """Take out of each finished stage the rows whose id a later one has; they count as repetitions there.

    What is seen lies on disk, so that memory stays bounded.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        for pragma in (*_OFF, "temp_store=FILE"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE seen (uid TEXT PRIMARY KEY, file INTEGER, row INTEGER) WITHOUT ROWID")
        connection.execute("CREATE TABLE again (id INTEGER PRIMARY KEY, file INTEGER, row INTEGER)")
        for number in reversed(range(len(stages))):
            connection.execute("ATTACH ? AS stage", (stages[number].path,))
            for pragma in _OFF:
                connection.execute(f"PRAGMA stage.{pragma}")
            _drop_said_later(connection, stages, number)
            if number:
                connection.execute(_NOTE, (number,))
            connection.execute("DETACH stage")


def _drop_said_later(connection: sqlite3.Connection, stages: Sequence[Stage], number: int) -> None:
    """Drop from the attached stage what the later ones have, and count what they say otherwise."""
    repeated = connection.execute(_MEET).rowcount
    if not repeated:
        return
    stage = stages[number]
    stage.repeated += repeated
    for (file,) in connection.execute("SELECT DISTINCT file FROM again").fetchall():
        connection.execute("ATTACH ? AS later", (stages[file].path,))
        stage.overruled += connection.execute(_OTHERWISE, (file,)).fetchone()[0]
        connection.execute("DETACH later")
    connection.execute("DELETE FROM stage.staged WHERE id IN (SELECT id FROM again)")
    connection.execute("DELETE FROM again")
    connection.execute("PRAGMA stage.user_version=1")  # names may be staged that no staged row has any more
