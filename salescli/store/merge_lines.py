"""Revisions of other files into the record, and their projection: by statements over all of them at once."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from salescli.store import bulk_touch, day_totals
from salescli.store.activities import FIELDS
from salescli.store.bulk import indexes_built_after
from salescli.store.merge_open import STATED
from salescli.store.operation import Operation

_FEW = 20_000  # revisions that are projected as quickly one by one

_TABLES = (
    "CREATE TEMP TABLE coming (n INTEGER PRIMARY KEY, line INTEGER NOT NULL, file INTEGER NOT NULL)",
    "CREATE TEMP TABLE given (uid TEXT PRIMARY KEY, id INTEGER NOT NULL)",
    "CREATE TEMP TABLE concerned (customer INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE turned (entity TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (entity, id)) WITHOUT ROWID",
)

# a revision that several files have comes from the first; one that is here is looked up by its activity's uid
_COMING = """INSERT INTO coming (line, file) SELECT l.rowid, l.file FROM stage.line l
    WHERE l.rowid = (SELECT min(m.rowid) FROM stage.line m WHERE m.uid = l.uid)
    AND NOT EXISTS (SELECT 1 FROM activity a JOIN revision v ON v.activity = a.id AND v.rev = l.rev AND v.uid = l.uid
        WHERE a.uid = l.activity_uid)
    ORDER BY l.at_unix, l.activity_uid, l.rev, l.uid"""

_GIVEN = (
    """INSERT INTO given (uid, id) SELECT DISTINCT a.uid, a.id FROM coming c JOIN stage.line l ON l.rowid = c.line
        JOIN activity a ON a.uid = l.activity_uid""",
    """INSERT INTO given (uid, id) SELECT l.activity_uid, (SELECT coalesce(max(id), 0) FROM activity)
            + row_number() OVER (ORDER BY min(c.n))
        FROM coming c JOIN stage.line l ON l.rowid = c.line
        WHERE l.activity_uid NOT IN (SELECT uid FROM given) GROUP BY l.activity_uid""",
)

_DEVICES = """INSERT INTO device (uid) SELECT DISTINCT l.device FROM coming c JOIN stage.line l ON l.rowid = c.line
    WHERE l.device NOT IN (SELECT uid FROM device) ORDER BY 1"""

_RECORD = f"""INSERT INTO revision (id, uid, activity, activity_uid, device, seq, rev, recorded_at, received_at,
        change, operation, op, rep, customer, {STATED})
    SELECT :revision + k.n, l.uid, g.id, l.activity_uid, d.id, l.seq, l.rev, l.recorded_at, :now,
        :change + k.n, :operation, l.op, r.id, c.id, {", ".join(f"l.{name}" for name in STATED.split(", "))}
    FROM coming k CROSS JOIN stage.line l ON l.rowid = k.line JOIN given g ON g.uid = l.activity_uid
        JOIN device d ON d.uid = l.device JOIN rep r ON r.uid = l.rep LEFT JOIN customer c ON c.uid = l.customer
    ORDER BY k.n"""  # noqa: S608  names come from code


_PROJECT = f"""INSERT INTO activity (id, uid, revision, deleted, change, touch, {FIELDS})
    SELECT v.activity, v.activity_uid, v.id, v.op = 'delete', v.change,
        CASE WHEN v.customer IS NULL THEN NULL WHEN v.reached = 0 THEN 'attempt'
            ELSE coalesce(v.stated, 'follow-up') END,
        coalesce(r.merged_into, v.rep), coalesce(c.merged_into, v.customer),
        {", ".join(f"v.{name}" for name in STATED.split(", "))}
    FROM given g CROSS JOIN revision v ON v.id = (SELECT n.id FROM revision n WHERE n.activity = g.id
            ORDER BY n.activity DESC, n.rev DESC, n.uid DESC LIMIT 1)
        JOIN rep r ON r.id = v.rep LEFT JOIN customer c ON c.id = v.customer
    WHERE v.id > :revision ORDER BY g.id
    ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, deleted = excluded.deleted, change = excluded.change,
        touch = excluded.touch, {", ".join(f"{name} = excluded.{name}" for name in FIELDS.split(", "))}"""  # noqa: S608

_CONCERNED = """INSERT OR IGNORE INTO concerned (customer) SELECT a.customer FROM given g JOIN activity a ON a.id = g.id
    WHERE a.customer IS NOT NULL"""

# of reps and customers that are redirected otherwise than before, each activity goes where it was written to belong
_MOVING = """CREATE TEMP TABLE moving AS SELECT row_number() OVER (ORDER BY a.id) AS n, a.id,
        a.customer AS left, coalesce(c.merged_into, v.customer) AS customer, coalesce(r.merged_into, v.rep) AS rep
    FROM activity a JOIN revision v ON v.id = a.revision
        JOIN rep r ON r.id = v.rep LEFT JOIN customer c ON c.id = v.customer
    WHERE (a.customer IN (SELECT id FROM turned WHERE entity = 'customer')
            OR a.rep IN (SELECT id FROM turned WHERE entity = 'rep'))
        AND (a.rep <> coalesce(r.merged_into, v.rep) OR a.customer IS NOT coalesce(c.merged_into, v.customer))"""


def find_new(operation: Operation) -> int:
    """Note which revisions of the attached stage are not known here, and their activities' ids; returns how many."""
    execute = operation.connection.execute
    for statement in _TABLES:
        execute(statement)
    count = execute(_COMING).rowcount
    for statement in _GIVEN:
        execute(statement)
    return int(count)


@contextmanager
def recorded(operation: Operation) -> Iterator[None]:
    """The new revisions are in the record and projected, the highest (rev, uid) of each activity; touch follows after.

    Their reps and customers must be here. Within, `turn` is told of whom something changed.
    """
    connection = operation.connection
    execute = connection.execute
    coming = execute("SELECT count(*) FROM coming").fetchone()[0]
    here = execute("SELECT coalesce(max(id), 0) FROM activity").fetchone()[0]
    many = coming >= _FEW and coming >= here
    totals: AbstractContextManager[None] = day_totals.made_again_after(connection) if many else nullcontext()
    with totals:
        execute(_CONCERNED)
        with indexes_built_after(connection, coming, here):
            _record(operation, coming)
        yield
        _move(operation)
        execute(_CONCERNED)
        bulk_touch.settle(operation, here)


def turn(operation: Operation, entity: str, rows: set[int]) -> None:
    """Reps or customers whose redirect or `known` changed, and whoever they are or were redirected to."""
    many = operation.connection.executemany
    many("INSERT OR IGNORE INTO turned VALUES (?, ?)", ((entity, row) for row in rows))
    if entity == "customer":
        many("INSERT OR IGNORE INTO concerned VALUES (?)", ((row,) for row in rows))


def _record(operation: Operation, coming: int) -> None:
    execute = operation.connection.execute
    execute(_DEVICES)
    values = {
        "revision": execute("SELECT coalesce(max(id), 0) FROM revision").fetchone()[0],
        "change": operation.change,
        "operation": operation.id,
        "now": operation.recorded_at,
    }
    execute(_RECORD, values)
    operation.change += coming
    execute(_PROJECT, values)
    # a lost file's own revisions may come back from another: its counter goes on after them
    own = "SELECT coalesce(max(seq), 0) FROM revision WHERE device = ? AND id > ?"
    operation.seq = max(operation.seq, execute(own, (operation.device, values["revision"])).fetchone()[0])


def _move(operation: Operation) -> None:
    execute = operation.connection.execute
    if not execute("SELECT 1 FROM turned LIMIT 1").fetchone():
        return
    execute(_MOVING)
    execute("CREATE UNIQUE INDEX temp.moving_id ON moving (id)")
    moved = execute(
        """UPDATE activity SET customer = m.customer, rep = m.rep, change = ? + m.n FROM temp.moving m
        WHERE m.id = activity.id""",
        (operation.change,),
    ).rowcount
    operation.change += moved
    execute("INSERT OR IGNORE INTO concerned SELECT left FROM moving WHERE left IS NOT NULL")
    execute("INSERT OR IGNORE INTO concerned SELECT customer FROM moving WHERE customer IS NOT NULL")
    execute("DROP TABLE temp.moving")
