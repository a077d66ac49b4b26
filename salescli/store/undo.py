"""Undo and redo: new versions that put the ones before back. Nothing is erased from the record.

What an operation wrote is found by its id; each activity and each row of another table goes back to the version that it
had before. A row that the operation made is gone again where nothing else uses it.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from salescli.model.errors import NotFound
from salescli.store import activities, dues, row_history, touch, undo_in_use, undo_passed_over
from salescli.store.activities import Entry
from salescli.store.operation import NOT_UNDOABLE, Operation, writing
from salescli.store.undo_in_use import STANDS

_PASSED = ", ".join(f"'{kind}'" for kind in NOT_UNDOABLE)


class ActivityBack(NamedTuple):
    """An activity that went from one state to another; None is not there, or deleted.

    `imported` says that an import changed it since, so that it was left as it is.
    """

    id: int
    before: Entry | None
    after: Entry | None
    imported: bool = False


class RowBack(NamedTuple):
    """A row of another table that went from one state to another, as (column, value); None is not there."""

    entity: str
    id: int
    before: dict[str, row_history.Value] | None
    after: dict[str, row_history.Value] | None


class Undone(NamedTuple):
    """What was taken back (or redone), and the kinds of newer operations that were passed over.

    `newest_import` is the number of the newest import among them, for `import undo`.
    """

    kind: str
    activities: tuple[ActivityBack, ...]
    rows: tuple[RowBack, ...]
    passed_over: tuple[str, ...]
    newest_import: int | None = None


def undo(connection: sqlite3.Connection, now: datetime, activity: int | None = None) -> Undone:
    """Take back the newest change not yet taken back, or the newest one of an activity, and of no other.

    Raises NotFound where there is nothing to take back.
    """
    with writing(connection, "undo", now) as operation:
        target = _newest_of(connection, activity) if activity else _newest(connection)
        if target is None:
            raise NotFound(undo_passed_over.nothing(connection, activity))
        passed = undo_passed_over.kinds(connection, target) if activity is None else ()
        wrote = _activities_of(connection, target)
        if activity and len(wrote) > 1:  # one of the lines that `log -` wrote together
            operation.summarise(f"#{activity}")
            return _take_back(operation, target, passed, [activity])
        return _take_back(operation, target, passed, wrote)


def redo(connection: sqlite3.Connection, now: datetime) -> Undone:
    """Take back the last undo. Raises NotFound where there is none, or a new change came after it."""
    from salescli.i18n import _

    with writing(connection, "redo", now) as operation:
        target = _last_undo(connection)
        if target is None:
            raise NotFound(_("there is no undo to take back since the newest change"))
        return _take_back(operation, target, (), _activities_of(connection, target))


def _newest(connection: sqlite3.Connection) -> int | None:
    statement = f"""SELECT o.id FROM operation o WHERE o.kind NOT IN ({_PASSED}) AND {STANDS}
        ORDER BY o.id DESC LIMIT 1"""  # noqa: S608  made of code
    row = connection.execute(statement).fetchone()
    return row[0] if row else None


def _newest_of(connection: sqlite3.Connection, activity: int) -> int | None:
    """The newest line, edit or delete of the activity that stands, also one that changed only what it asks for."""
    statement = f"""SELECT o.id FROM operation o WHERE o.kind IN ('log', 'edit', 'delete') AND {STANDS}
        AND o.id IN (SELECT operation FROM revision WHERE activity = ?1 UNION ALL
            SELECT f.operation FROM due d JOIN fact f ON f.entity = 'due' AND f.entity_id = d.id WHERE d.asked_by = ?1)
        AND NOT EXISTS (SELECT 1 FROM operation u WHERE u.of = o.id AND u.kind = 'undo' AND u.summary = '#' || ?1
            AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.of = u.id AND r.kind = 'redo'))
        ORDER BY o.id DESC LIMIT 1"""  # noqa: S608  made of code
    row = connection.execute(statement, (activity,)).fetchone()
    return row[0] if row else None


def _last_undo(connection: sqlite3.Connection) -> int | None:
    statement = """SELECT u.id FROM operation u WHERE u.kind = 'undo'
        AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.of = u.id AND r.kind = 'redo')
        AND NOT EXISTS (SELECT 1 FROM operation n WHERE n.id > u.id AND n.kind NOT IN ('undo', 'redo', 'config'))
        ORDER BY u.id DESC LIMIT 1"""
    row = connection.execute(statement).fetchone()
    return row[0] if row else None


def _take_back(operation: Operation, target: int, passed: tuple[str, ...], wrote: list[int]) -> Undone:
    connection = operation.connection
    kind = _kind_of(connection, target)
    connection.execute("UPDATE operation SET of = ? WHERE id = ?", (target, operation.id))
    moved = tuple(_activity_back(operation, target, activity) for activity in wrote)
    rows = tuple(_rows_back(operation, target, typed_line=_is_typed_line(connection, target)))
    _follow(operation, moved, rows)
    _settle(operation, rows)
    stand = (row._replace(after=row_history.as_it_stands(connection, row.entity, row.id)) for row in rows)
    return Undone(
        kind, moved, tuple(stand), passed, undo_passed_over.newest_import(connection) if "import" in passed else None
    )


def _follow(operation: Operation, moved: tuple[ActivityBack, ...], rows: tuple[RowBack, ...]) -> None:
    """Dues go where their activities are now, those that a later change kept from going back included."""
    asked = {dues.asked_by(operation.connection, row.id) for row in rows if row.entity == "due"}
    for activity in asked | {back.id for back in moved}:
        if activity is not None:
            dues.follow(operation, activity, rep=False)


def _kind_of(connection: sqlite3.Connection, operation: int) -> str:
    """The kind of the change that was typed, through undos and redos of it."""
    kind, of = connection.execute("SELECT kind, of FROM operation WHERE id = ?", (operation,)).fetchone()
    return str(kind) if of is None else _kind_of(connection, of)


def _is_typed_line(connection: sqlite3.Connection, operation: int) -> bool:
    """Whether the operation itself logged or edited; an undo of one did not."""
    statement = "SELECT 1 FROM operation WHERE id = ? AND kind IN ('log', 'edit')"
    return connection.execute(statement, (operation,)).fetchone() is not None


def _activities_of(connection: sqlite3.Connection, operation: int) -> list[int]:
    rows = connection.execute("SELECT DISTINCT activity FROM revision WHERE operation = ? ORDER BY 1", (operation,))
    return [activity for (activity,) in rows.fetchall()]


def _activity_back(operation: Operation, target: int, activity: int) -> ActivityBack:
    connection = operation.connection
    gone = activities.is_deleted(connection, activity)
    before = None if gone else activities.entry_of(connection, activity)
    if undo_in_use.imported_since(connection, activity, target):
        return ActivityBack(activity, before, before, imported=True)
    earlier = connection.execute(
        """SELECT id FROM revision WHERE activity = ?1
            AND id < (SELECT min(id) FROM revision WHERE activity = ?1 AND operation = ?2)
        ORDER BY rev DESC, uid DESC LIMIT 1""",  # a merge may have brought an older version later
        (activity, target),
    ).fetchone()
    op, entry = activities.entry_at(connection, earlier[0]) if earlier else ("delete", None)
    if op == "put" and entry is not None:
        activities.change(operation, activity, entry)
        return ActivityBack(activity, before, entry)
    activities.delete(operation, activity)
    return ActivityBack(activity, before, None)


def _rows_back(operation: Operation, target: int, *, typed_line: bool) -> list[RowBack]:
    """Every other row back to its version before, but what a later change made of it stays.

    A typed line's rep stays joined while other work keeps him.
    """
    connection = operation.connection
    touched = connection.execute(
        """SELECT f.entity, f.entity_id, (SELECT max(p.id) FROM fact p WHERE p.entity = f.entity
            AND p.entity_id = f.entity_id AND p.id < min(f.id))
        FROM fact f WHERE f.operation = ? GROUP BY f.entity, f.entity_id""",
        (target,),
    ).fetchall()
    back = []
    for entity, rows in groupby(sorted(touched, key=_used_first), key=itemgetter(0)):
        going = []
        for _entity, row, earlier in rows:
            if undo_in_use.changed_since(connection, entity, row, target):
                continue
            kept = earlier is None or (entity == "rep" and typed_line)
            if kept and undo_in_use.in_use(connection, entity, row, target):
                continue
            going.append((row, earlier))
            back.append(RowBack(entity, row, row_history.as_it_stands(connection, entity, row), None))
        # one of them may get a name that another still has: all make way first
        way = f"UPDATE {entity} SET gone = 1 WHERE id = ?"  # noqa: S608  names come from code
        connection.executemany(way, [(row,) for row, earlier in going if earlier is not None])
        for row, earlier in going:
            taken = earlier is not None and undo_in_use.is_taken(connection, entity, row, earlier)
            row_history.restore(operation, entity, row, None if taken else earlier)
            if taken:
                row_history.record(operation, entity, row)
    return back


_ORDER = (
    *("due", "waiver", "leave", "confirmed_zero", "target", "calendar_day", "calendar_year", "setting", "metric"),
    "mapping",
    "export_mark",
    *("outcome", "person", "customer_name", "rep_name", "customer", "rep"),
)


def _used_first(touched: Sequence[object]) -> tuple[int, object]:
    """Users of a row before the row: a due before its customer, so that the customer is seen to be unused."""
    return _ORDER.index(str(touched[0])), touched[1]


def _settle(operation: Operation, rows: tuple[RowBack, ...]) -> None:
    """Make the projection follow: merged rows part again, and touch is derived for the customers concerned."""
    merged = {name: [row.id for row in rows if row.entity == name] for name in ("customer", "rep")}
    if merged["customer"] or merged["rep"]:
        from salescli.store import merging

        merging.reproject(operation, merged["customer"], merged["rep"])
        touch.settle(operation, merged["customer"])
