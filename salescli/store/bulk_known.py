"""Staged rows that this file knows already: the same, changed at their source, deleted or edited here."""

from typing import NamedTuple

from salescli.store.activities import FIELDS, Entry
from salescli.store.operation import Operation
from salescli.store.uids import new_uid


class Met(NamedTuple):
    """Rows known here, by what becomes of them."""

    same: int = 0
    changed: int = 0
    deleted: int = 0
    differ: int = 0
    back: int = 0
    """Deleted by the undo of an import, not by a person: they come in again."""


# What the source last said: the first revision that the newest import of this activity wrote (a second one puts back
# what was edited here), unless that was taken back; where the row came by a merge of files, its first revision.
_SAID = """coalesce(
    (SELECT v.id FROM revision v JOIN operation o ON o.id = v.operation
        WHERE v.activity = a.id AND o.kind = 'import' AND o.summary NOT LIKE 'own %'
            AND NOT EXISTS (SELECT 1 FROM operation u WHERE u.of = o.id AND u.kind = 'import undo')
        ORDER BY v.operation DESC, v.rev LIMIT 1),
    (SELECT v.id FROM revision v WHERE v.activity = a.id ORDER BY v.rev, v.uid LIMIT 1))"""

_BACK = 2  # in `deleted`: by the undo of an import
_DELETED = f"""CASE WHEN a.deleted = 1 AND EXISTS (SELECT 1 FROM revision d JOIN operation o ON o.id = d.operation
    WHERE d.id = a.revision AND o.kind = 'import undo') THEN {_BACK} ELSE a.deleted END"""  # noqa: S608

_MEET = f"""INSERT INTO met (staged, activity, key, deleted, said, latest)
    SELECT s.id, a.id, s.key, {_DELETED},
        CASE WHEN s.key = 0 OR a.deleted = 1 THEN a.revision ELSE {_SAID} END, a.revision"""
_FEW_HERE = "FROM activity a CROSS JOIN staged s ON s.uid = a.uid"
_MANY_HERE = "FROM staged s CROSS JOIN activity a ON a.uid = s.uid"

COMPARED = (
    "person",
    "number",
    "channel",
    "direction",
    "stated",
    "outcome",
    "reached",
    "duration_s",
    "note",
)
COMPARED_OWN = ("at", "day", "logged_at", "source", "source_id")
"""What makes a row differ, beside rep, customer and moment; of our own exports, these too."""

_EQUAL = f"""r.rep IS coalesce(vr.merged_into, vr.id) AND c.customer IS coalesce(vc.merged_into, vc.id)
    AND {" AND ".join(f"s.{name} IS v.{name}" for name in COMPARED)}
    AND (s.at_unix IS v.at_unix OR (m.key > 2 AND s.day IS v.day))
    AND (m.key <> 0 OR {" AND ".join(f"s.{name} IS v.{name}" for name in COMPARED_OWN)})"""

_JOINED = """FROM met m CROSS JOIN staged s ON s.id = m.staged CROSS JOIN revision v ON v.id = m.said
    CROSS JOIN rep vr ON vr.id = v.rep LEFT JOIN customer vc ON vc.id = v.customer
    CROSS JOIN rep_of r ON r.staged = s.rep LEFT JOIN customer_of c ON c.staged = s.customer"""

_DIFFER = f"""INSERT INTO changed (staged, activity, said, latest, taken)
    SELECT m.staged, m.activity, m.said, m.latest, m.key <> 0 OR m.deleted = {_BACK} OR ?
    {_JOINED} WHERE m.deleted = {_BACK} OR m.deleted = 0 AND NOT ({_EQUAL}) ORDER BY m.activity"""


def compare(operation: Operation, *, update: bool) -> Met:
    """Find the staged rows that are known here and those of them that say something else: tables met and changed."""
    execute = operation.connection.execute
    execute("CREATE TEMP TABLE concerned (customer INTEGER PRIMARY KEY)")
    execute("""CREATE TEMP TABLE met (staged INTEGER PRIMARY KEY, activity INTEGER NOT NULL, key INTEGER NOT NULL,
        deleted INTEGER NOT NULL, said INTEGER NOT NULL, latest INTEGER NOT NULL)""")
    execute("""CREATE TEMP TABLE changed (n INTEGER PRIMARY KEY, staged INTEGER NOT NULL, activity INTEGER NOT NULL,
        said INTEGER NOT NULL, latest INTEGER NOT NULL, taken INTEGER NOT NULL, edited INTEGER NOT NULL DEFAULT 0)""")
    here = execute("SELECT coalesce(max(id), 0) FROM activity").fetchone()[0]
    staged = execute("SELECT coalesce(max(id), 0) FROM staged").fetchone()[0]
    execute(f"{_MEET} {_FEW_HERE if here < staged else _MANY_HERE}")
    execute(_DIFFER, (int(update),))
    known, deleted, back = execute(
        "SELECT count(*), coalesce(sum(deleted = 1), 0), coalesce(sum(deleted = ?), 0) FROM met", (_BACK,)
    ).fetchone()
    differ = execute("DELETE FROM changed WHERE taken = 0").rowcount
    changed = execute("SELECT count(*) FROM changed").fetchone()[0] - back
    return Met(known - deleted - back - changed - differ, changed, deleted, differ, back)


_HEAD = f"""INSERT INTO revision (uid, activity, activity_uid, device, seq, rev, recorded_at, received_at, change,
    operation, op, {FIELDS})
    SELECT new_uid(), x.activity, s.uid, :device, :seq + x.n,
        (SELECT max(rev) + 1 FROM revision WHERE activity = x.activity), :recorded_at, :recorded_at, :change + x.n,
        :operation, 'put', """  # noqa: S608
_TAIL = """FROM changed x CROSS JOIN staged s ON s.id = x.staged CROSS JOIN revision v ON v.id = x.said
        CROSS JOIN revision l ON l.id = x.latest
        CROSS JOIN rep_of r ON r.staged = s.rep LEFT JOIN customer_of c ON c.staged = s.customer"""


def _staged(name: str) -> str:
    """A field as the source says it now; what was logged when never changes."""
    special = {"rep": "r.rep", "customer": "c.customer", "logged_at": "coalesce(s.logged_at, l.logged_at)"}
    return special.get(name, f"s.{name}")


_TOGETHER = {
    "outcome": "outcome",
    "reached": "outcome",
    "at": "at_unix",
    "at_unix": "at_unix",
    "day": "at_unix",
}


def _kept(name: str) -> str:
    """The field as edited here where it was, else as the source says it; outcome and moment go as a whole."""
    group = [field for field, of in _TOGETHER.items() if of == _TOGETHER.get(name)] or [name]
    untouched = " AND ".join(f"l.{field} IS v.{field}" for field in group)
    return f"CASE WHEN {untouched} THEN {_staged(name)} ELSE l.{name} END"


_EDITED = " OR ".join(
    f"(l.{name} IS NOT v.{name} AND l.{name} IS NOT {_staged(name)})" for name in Entry._fields if name != "logged_at"
)
_SOURCES = _HEAD + ", ".join(_staged(name) for name in Entry._fields) + " " + _TAIL + " ORDER BY x.n"
_OURS = _HEAD + ", ".join(_kept(name) for name in Entry._fields) + " " + _TAIL + " WHERE x.edited = 1 ORDER BY x.n"

_PROJECT = f"""UPDATE activity SET revision = v.id, change = v.change, deleted = 0,
    rep = coalesce(vr.merged_into, vr.id), customer = coalesce(vc.merged_into, vc.id),
    touch = CASE WHEN v.customer IS NULL THEN NULL WHEN v.reached = 0 THEN 'attempt'
        ELSE coalesce(v.stated, 'follow-up') END,
    {", ".join(f"{name} = v.{name}" for name in Entry._fields if name not in {"rep", "customer"})}
    FROM changed x CROSS JOIN revision v ON v.id =
        (SELECT id FROM revision WHERE activity = x.activity ORDER BY rev DESC LIMIT 1)
    CROSS JOIN rep vr ON vr.id = v.rep LEFT JOIN customer vc ON vc.id = v.customer
    WHERE x.activity = activity.id"""  # noqa: S608

_CONCERNED = """INSERT OR IGNORE INTO concerned SELECT customer FROM activity
    WHERE customer IS NOT NULL AND id IN (SELECT activity FROM changed)"""


def take(operation: Operation) -> int:
    """Record and project the changed rows; returns in how many something edited here stays as it was edited."""
    execute = operation.connection.execute
    operation.connection.create_function("new_uid", 0, new_uid)
    changed = execute("SELECT count(*) FROM changed").fetchone()[0]
    if not changed:
        return 0
    execute(_CONCERNED)
    execute(f"UPDATE changed SET edited = 1 WHERE n IN (SELECT x.n {_TAIL} WHERE {_EDITED})")  # noqa: S608
    edited = execute("SELECT count(*) FROM changed WHERE edited = 1").fetchone()[0]
    for statement, rows in ((_SOURCES, changed), (_OURS, changed if edited else 0)):
        if rows:
            execute(statement, _counters(operation))
            operation.seq += rows
            operation.change += rows
    execute(_PROJECT)
    execute(_CONCERNED)
    return int(edited)


def _counters(operation: Operation) -> dict[str, int | str]:
    return {
        "device": operation.device,
        "seq": operation.seq,
        "change": operation.change,
        "recorded_at": operation.recorded_at,
        "operation": operation.id,
    }
