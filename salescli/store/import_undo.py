"""What one import wrote, taken back: further versions of everything, by statements over all rows at once.

An activity goes back to what it was before; one that the import made is deleted. What anybody changed since stays as it
is now. Rows of other tables that the import made go where nothing else uses them (store/import_undo_rows.py).
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Impossible, NotFound
from salescli.store import bulk, bulk_touch, day_totals, import_undo_rows, imports
from salescli.store.activities import Entry
from salescli.store.imports import Batch
from salescli.store.operation import Operation, writing
from salescli.store.uids import new_uid
from salescli.store.undo_in_use import STANDS

KIND = "import undo"
_FEW = 20_000  # rows that change as quickly one by one
_GOOD_PART = 3  # a third of all


class TakenBack(NamedTuple):
    """What became of an import's activities; `rows` are the other rows that went, by table.

    `edited` stay, for somebody changed them here since, and `reimported` because a later import did; `gone` were
    deleted already. `later` are imports since that found rows already here, which may have been this one's.
    Of a plan, `rows` are all that went back, and `stay` those that do not, for they were changed or are used since.
    """

    batch: Batch
    deleted: int
    restored: int
    edited: int
    reimported: int
    gone: int
    rows: dict[str, int]
    later: tuple[Batch, ...]
    stay: dict[str, int]


def undo_import(
    connection: sqlite3.Connection, now: datetime, number: int, waiting: Callable[[], None] | None = None
) -> TakenBack:
    """Take the import of this number back, in one transaction. The connection is for this alone.

    Raises NotFound where there is no such import, Impossible where it was taken back before.
    """
    connection.execute("PRAGMA temp_store=FILE")
    connection.execute("PRAGMA main.cache_size=-24000")
    with writing(connection, KIND, now, waiting=waiting) as operation:
        listed = imports.batches(connection)
        batch = _standing(listed, number)
        connection.execute("UPDATE operation SET of = ? WHERE id = ?", (batch.operation, operation.id))
        _find(connection, batch.operation)
        fates = dict(connection.execute("SELECT fate, count(*) FROM mine GROUP BY fate").fetchall())
        _take_back(operation)
        plan = batch.format == imports.PLAN
        rows = import_undo_rows.take_back(operation, batch.operation, alone=plan)
        stay: dict[str, int] = {}
        if plan:
            rows, stay = import_undo_rows.moved(operation, batch.operation)
        bulk_touch.settle(operation, connection.execute("SELECT coalesce(max(id), 0) FROM activity").fetchone()[0])
    same = imports.COUNTS.index("same")
    later = tuple(
        each
        for each in listed[number:]
        if each.counts[same] and not each.undone_at and (each.format == imports.PLAN) == plan
    )
    deleted, restored, edited, reimported, gone = (fates.get(fate, 0) for fate in _FATES)
    return TakenBack(batch, deleted, restored, edited, reimported, gone, rows, later, stay)


def _standing(listed: list[Batch], number: int) -> Batch:
    if not 0 < number <= len(listed):
        raise NotFound(_("there is no import {number}; salescli import list shows them").format(number=number))
    batch = listed[number - 1]
    if batch.undone_at:
        message = _("import {number} was taken back already; to have its rows again, import the file again")
        raise Impossible(message.format(number=number))
    return batch


_FATES = ("deleted", "restored", "edited", "reimported", "gone")

_SAME = " AND ".join(f"c.{name} IS v.{name}" for name in Entry._fields)

# What the activity was before: its newest earlier version, but of imports that were taken back, and of undos, which
# only repeat what is looked at anyway. A due that somebody made for it since is a change too.
_MINE = f"""INSERT INTO mine (activity, before, latest, fate)
    SELECT w.activity,
        (SELECT CASE b.op WHEN 'put' THEN b.id END FROM revision b JOIN operation o ON o.id = b.operation
            WHERE b.activity = w.activity AND b.id < w.first
                AND o.kind NOT IN ('undo', 'redo', 'import undo') AND {STANDS}
            ORDER BY b.rev DESC, b.uid DESC LIMIT 1),
        a.revision,
        CASE WHEN a.deleted = 1 THEN 'gone'
            WHEN (a.revision = w.last OR EXISTS (SELECT 1 FROM revision c JOIN revision v ON v.id = w.last
                    WHERE c.id = a.revision AND {_SAME}))
                AND NOT EXISTS (SELECT 1 FROM asked WHERE asked.activity = w.activity) THEN 'taken'
            WHEN EXISTS (SELECT 1 FROM revision c JOIN operation o ON o.id = c.operation
                WHERE c.activity = w.activity AND c.id > w.last AND o.kind = 'import' AND {STANDS})
                THEN 'reimported'
            ELSE 'edited' END
    FROM (SELECT activity, min(id) AS first, max(id) AS last FROM revision WHERE operation = :import
        GROUP BY activity) w JOIN activity a ON a.id = w.activity ORDER BY w.activity"""  # noqa: S608  made of code


def _find(connection: sqlite3.Connection, target: int) -> None:
    """Note what the import wrote in the table mine, and what is to become of it in `fate`."""
    execute = connection.execute
    execute("CREATE TEMP TABLE asked (activity INTEGER PRIMARY KEY)")
    execute(
        """INSERT OR IGNORE INTO asked SELECT d.asked_by FROM due d
        JOIN fact f ON f.entity = 'due' AND f.entity_id = d.id
        WHERE d.gone = 0 AND d.asked_by IS NOT NULL AND f.operation > ?""",
        (target,),
    )
    execute("""CREATE TEMP TABLE mine (n INTEGER PRIMARY KEY, activity INTEGER NOT NULL, before INTEGER,
        latest INTEGER NOT NULL, fate TEXT NOT NULL)""")
    execute(_MINE, {"import": target})
    execute("UPDATE mine SET fate = CASE WHEN before IS NULL THEN 'deleted' ELSE 'restored' END WHERE fate = 'taken'")
    execute("CREATE TEMP TABLE back (n INTEGER PRIMARY KEY, activity INTEGER NOT NULL, stated INTEGER, op TEXT)")
    execute("""INSERT INTO back (activity, stated, op)
        SELECT activity, coalesce(before, latest), iif(before IS NULL, 'delete', 'put')
        FROM mine WHERE fate IN ('deleted', 'restored') ORDER BY n""")


_FIELDS = ", ".join(Entry._fields)

_RECORD = f"""INSERT INTO revision (id, uid, activity, activity_uid, device, seq, rev, recorded_at, received_at, change,
    operation, op, {_FIELDS})
    SELECT :revision + b.n, new_uid(), b.activity, v.activity_uid, :device, :seq + b.n,
        (SELECT max(rev) + 1 FROM revision WHERE activity = b.activity), :recorded_at, :recorded_at, :change + b.n,
        :operation, b.op, {", ".join(f"v.{name}" for name in Entry._fields)}
    FROM back b CROSS JOIN revision v ON v.id = b.stated ORDER BY b.n"""  # noqa: S608  names come from code

_PROJECT = f"""UPDATE activity SET revision = v.id, change = v.change, deleted = (v.op = 'delete'),
    rep = coalesce(vr.merged_into, vr.id), customer = coalesce(vc.merged_into, vc.id),
    touch = CASE WHEN v.customer IS NULL THEN NULL WHEN v.reached = 0 THEN 'attempt'
        ELSE coalesce(v.stated, 'follow-up') END,
    {", ".join(f"{name} = v.{name}" for name in Entry._fields if name not in {"rep", "customer"})}
    FROM back b CROSS JOIN revision v ON v.id = :revision + b.n
    CROSS JOIN rep vr ON vr.id = v.rep LEFT JOIN customer vc ON vc.id = v.customer
    WHERE b.activity = activity.id"""  # noqa: S608  as above

_CONCERNED = """INSERT OR IGNORE INTO concerned SELECT customer FROM activity
    WHERE customer IS NOT NULL AND id IN (SELECT activity FROM back)"""


def _take_back(operation: Operation) -> None:
    """Record and project what the table back says; note the customers concerned."""
    connection = operation.connection
    connection.create_function("new_uid", 0, new_uid)
    connection.execute("CREATE TEMP TABLE concerned (customer INTEGER PRIMARY KEY)")
    count = connection.execute("SELECT count(*) FROM back").fetchone()[0]
    values = {
        "revision": connection.execute("SELECT coalesce(max(id), 0) FROM revision").fetchone()[0],
        "device": operation.device,
        "seq": operation.seq,
        "change": operation.change,
        "recorded_at": operation.recorded_at,
        "operation": operation.id,
    }
    connection.execute(_CONCERNED)
    connection.execute(_RECORD, values)
    with _made_after(connection, count):
        connection.execute(_PROJECT, {"revision": values["revision"]})
    connection.execute(_CONCERNED)
    operation.seq += count
    operation.change += count


@contextmanager
def _made_after(connection: sqlite3.Connection, count: int) -> Iterator[None]:
    """Where a good part of all activities changes, totals and indexes are made again afterwards, not row by row."""
    here = connection.execute("SELECT count(*) FROM activity").fetchone()[0]
    if count < _FEW or count * _GOOD_PART < here:
        yield
        return
    with bulk.indexes_built_after(connection, here, here), day_totals.made_again_after(connection):
        yield
