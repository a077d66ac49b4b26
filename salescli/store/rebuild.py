"""Making the projections again from the record. Ids and uids stay; only rows that differ get a new change."""

import sqlite3
from collections.abc import Callable
from datetime import datetime

from salescli.i18n import _
from salescli.store import check_agreement, check_shape, day_totals, row_history
from salescli.store.activities import Entry
from salescli.store.operation import Operation, writing

_OWN_FIELDS = tuple(name for name in Entry._fields if name not in {"rep", "customer"})


def rebuild(connection: sqlite3.Connection, now: datetime, waiting: Callable[[], None] | None = None) -> int:
    """Mend what can be mended, in one transaction; returns how many rows, indexes and views it was."""
    with writing(connection, "rebuild", now, waiting=waiting) as operation:
        connection.execute("PRAGMA defer_foreign_keys=ON")  # a row may come back before the one it names
        mended = check_shape.mend(connection)
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            connection.execute("REINDEX")  # an index that lies would hide what differs
        _raise_counters(operation)
        mended += sum(_rebuild_rows(operation, table) for table in row_history.COLUMNS)
        check_agreement.follow_merges(connection)
        mended += _rebuild_activities(operation)
        mended += _rebuild_totals(connection)
        operation.summarise(_("{count} made right").format(count=mended))
    connection.execute("DROP TABLE temp.differing")
    return mended


def _rebuild_rows(operation: Operation, table: str) -> int:
    """Give each row of a table what its newest fact says; one that no fact tells of is recorded as it is."""
    connection = operation.connection
    _note_differing(connection, check_agreement.different_rows(table))
    chosen = "id IN (SELECT id FROM temp.differing)"
    # Out of the way first: two rows may have each other's name, and a name is unique among rows not gone.
    connection.execute(f"UPDATE {table} SET gone = 1 WHERE {chosen}")  # noqa: S608  names come from code
    newest = check_agreement.NEWEST_FACT.format(table=table)
    values = ", ".join(
        f"{name} = CASE WHEN json_type(f.body, '$.{name}') IS NULL THEN e.{name}"
        f" ELSE json_extract(f.body, '$.{name}') END"
        for name in row_history.COLUMNS[table]
    )
    changed = connection.execute(
        f"UPDATE {table} AS e SET {values} FROM fact f WHERE f.id = {newest} AND e.{chosen}"  # noqa: S608
    ).rowcount
    names = ", ".join(row_history.COLUMNS[table])
    extracted = ", ".join(f"json_extract(f.body, '$.{name}')" for name in row_history.COLUMNS[table])
    _note_differing(connection, check_agreement.missing_rows(table))
    added = connection.execute(
        f"""INSERT INTO {table} (id, {names}) SELECT e.id, {extracted}
        FROM temp.differing e JOIN fact f ON f.id = {newest}"""  # noqa: S608
    ).rowcount
    unrecorded = [row for (row,) in connection.execute(check_agreement.unrecorded_rows(table)).fetchall()]
    for row in unrecorded:
        row_history.record(operation, table, row)
    return changed + added + len(unrecorded)


def _rebuild_activities(operation: Operation) -> int:
    """Project each activity that is missing or differs, then derived touches; then number what changed."""
    connection = operation.connection
    _note_differing(connection, check_agreement.MISSING_ACTIVITIES)
    fields = ", ".join(Entry._fields)
    connection.execute(
        f"""INSERT INTO activity (id, uid, revision, deleted, change, {fields})
        SELECT r.activity, r.activity_uid, r.id, 0, 0, {", ".join(f"r.{name}" for name in Entry._fields)}
        FROM revision r WHERE r.id IN (SELECT max(n.id) FROM revision n
            WHERE n.activity IN (SELECT id FROM temp.differing) GROUP BY n.activity)"""  # noqa: S608
    )
    connection.execute(f"INSERT OR IGNORE INTO temp.differing {check_agreement.DIFFERENT_ACTIVITIES}")
    own = ", ".join(f"{name} = s.{name}" for name in _OWN_FIELDS)
    stated = ", ".join(f"r.{name}" for name in _OWN_FIELDS)
    connection.execute(
        f"""UPDATE activity SET revision = s.revision, uid = s.uid, deleted = s.deleted, rep = s.rep,
            customer = s.customer, {own}
        FROM (SELECT a.id, r.id AS revision, r.activity_uid AS uid, r.op = 'delete' AS deleted,
            coalesce(mr.final, r.rep) AS rep, coalesce(mc.final, r.customer) AS customer, {stated}
            FROM {check_agreement.STATED} WHERE a.id IN (SELECT id FROM temp.differing)) AS s
        WHERE activity.id = s.id"""  # noqa: S608
    )
    connection.execute("CREATE TEMP TABLE touched AS " + check_agreement.WRONG_TOUCHES)
    connection.execute(
        f"UPDATE activity AS a SET touch = {check_agreement.TOUCH} WHERE a.id IN (SELECT id FROM temp.touched)"  # noqa: S608
    )
    connection.execute("INSERT OR IGNORE INTO temp.differing SELECT id FROM temp.touched")
    connection.execute("DROP TABLE temp.touched")
    return _number_changes(operation)


def _rebuild_totals(connection: sqlite3.Connection) -> int:
    """Count the days anew where any total is wrong; returns how many were."""
    count = connection.execute(f"SELECT count(*) FROM ({day_totals.DIFFERENT})").fetchone()[0]  # noqa: S608  from code
    if count:
        day_totals.make_again(connection)
    return int(count)


def _number_changes(operation: Operation) -> int:
    connection = operation.connection
    count = connection.execute(
        """UPDATE activity SET change = ? + n.number
        FROM (SELECT id, row_number() OVER (ORDER BY id) AS number FROM temp.differing) AS n
        WHERE activity.id = n.id""",
        (operation.change,),
    ).rowcount
    operation.change += count
    return count


def _note_differing(connection: sqlite3.Connection, statement: str) -> None:
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS differing (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.differing")
    connection.execute(f"INSERT OR IGNORE INTO temp.differing {statement}")


def _raise_counters(operation: Operation) -> None:
    """Never hand out a number twice, whatever became of the counters."""
    connection = operation.connection
    statement = "SELECT coalesce(max(seq), 0) FROM revision WHERE device = ?"
    operation.seq = max(operation.seq, connection.execute(statement, (operation.device,)).fetchone()[0])
    for table in ("revision", "activity"):
        statement = f"SELECT coalesce(max(change), 0) FROM {table}"  # noqa: S608
        operation.change = max(operation.change, connection.execute(statement).fetchone()[0])
    connection.execute("UPDATE operation SET change = ? WHERE id = ?", (operation.change, operation.id))
