"""Everything but activities as it was known at an instant: rows made again from the facts of the record."""

import sqlite3

from salescli.store.row_history import COLUMNS

# Many rows, of which few change: copied as they are, and only made again where one that was there then has changed.
_LARGE = ("customer", "customer_name", "person", "due")


def shadow(connection: sqlite3.Connection, first_later: int, instant: str) -> list[str]:
    """Make temporary tables of the names of those that changed since, with the rows of then; returns the names."""
    later = "SELECT DISTINCT entity FROM fact WHERE operation >= ?"
    made = []
    for (entity,) in connection.execute(later, (first_later,)).fetchall():
        if entity in _LARGE and not _was_there(connection, entity, first_later):
            continue
        columns = ", ".join(COLUMNS[entity])
        connection.execute(f"CREATE TEMP TABLE {entity} (id INTEGER PRIMARY KEY, {columns})")
        made.append(entity)
        if entity in _LARGE:
            _copy_unchanged(connection, entity, first_later)
        extracted = ", ".join(f"json_extract(f.body, '$.{name}')" for name in COLUMNS[entity])
        connection.execute(
            f"""INSERT OR IGNORE INTO temp.{entity} (id, {columns}) SELECT f.entity_id, {extracted} FROM fact f
            WHERE f.id IN (SELECT max(g.id) FROM fact g
                WHERE g.entity = ?1 AND g.received_at <= ?2 GROUP BY g.entity_id)
            AND f.entity_id NOT IN (SELECT id FROM temp.{entity})""",  # noqa: S608  names come from code
            (entity, instant),
        )
    return made


def _was_there(connection: sqlite3.Connection, entity: str, first_later: int) -> bool:
    """Whether any of the rows with later facts was there already: those made since are in nobody's way."""
    statement = """SELECT 1 FROM fact f WHERE f.operation >= ?1 AND f.entity = ?2 AND EXISTS (SELECT 1 FROM fact g
        WHERE g.entity = ?2 AND g.entity_id = f.entity_id AND g.operation < ?1) LIMIT 1"""
    return connection.execute(statement, (first_later, entity)).fetchone() is not None


def _copy_unchanged(connection: sqlite3.Connection, entity: str, first_later: int) -> None:
    columns = ", ".join(COLUMNS[entity])
    connection.execute(
        f"""INSERT INTO temp.{entity} (id, {columns}) SELECT id, {columns} FROM main.{entity}
        WHERE id NOT IN (SELECT entity_id FROM fact WHERE operation >= ? AND entity = ?)""",  # noqa: S608  as above
        (first_later, entity),
    )


def newest_activity(connection: sqlite3.Connection, first_later: int, instant: str) -> int:
    """The highest id of an activity that was there then; ids only ever grow, so it is found by halving.

    Where the clock was once set back, later operations can be of earlier times: then no id is too high.
    """
    newest = int(connection.execute("SELECT coalesce(max(id), 0) FROM main.activity").fetchone()[0])
    set_back = "SELECT 1 FROM operation WHERE id > ? AND recorded_at <= ? LIMIT 1"
    if connection.execute(set_back, (first_later, instant)).fetchone():
        return newest
    # by the first operation that wrote of it here: a merge may bring an older version later
    made_by = """SELECT min(operation) FROM revision
        WHERE activity = (SELECT min(activity) FROM revision WHERE activity >= ?)"""
    lowest = 0
    while lowest < newest:
        middle = (lowest + newest + 1) // 2
        row = connection.execute(made_by, (middle,)).fetchone()
        if row[0] is not None and row[0] < first_later:
            lowest = middle
        else:
            newest = middle - 1
    return lowest
