"""Where the projections differ from the record: found in SQL, so that a million activities need no memory.

`doctor` counts what is found here, `doctor --rebuild` makes it right (store/rebuild.py).
"""

import sqlite3

from salescli.store.activities import Entry
from salescli.store.row_history import COLUMNS

_TEMPORARY = """CREATE TEMP TABLE IF NOT EXISTS merged (
        entity TEXT NOT NULL, id INTEGER NOT NULL, final INTEGER NOT NULL, PRIMARY KEY (entity, id));
    DELETE FROM temp.merged"""

# A loser may have been merged into one that lost later: the end of the chain counts.
_FOLLOW = """INSERT OR REPLACE INTO temp.merged (entity, id, final)
    WITH RECURSIVE chain (id, final, steps) AS (
        SELECT id, merged_into, 1 FROM {table} WHERE merged_into IS NOT NULL
        UNION ALL
        SELECT chain.id, next.merged_into, steps + 1 FROM chain JOIN {table} next ON next.id = chain.final
        WHERE next.merged_into IS NOT NULL AND steps < 1000)
    SELECT '{table}', id, final FROM chain ORDER BY id, steps"""

_NEWEST_REVISION = """(SELECT n.id FROM revision n WHERE n.activity = a.id
    ORDER BY n.activity DESC, n.rev DESC, n.uid DESC LIMIT 1)"""

_SAME = " AND ".join(f"a.{name} IS r.{name}" for name in Entry._fields if name not in {"rep", "customer"})

# What the activity table must say of each row, by its newest revision.
STATED = f"""activity a JOIN revision r ON r.id = {_NEWEST_REVISION}
    LEFT JOIN temp.merged mr ON mr.entity = 'rep' AND mr.id = r.rep
    LEFT JOIN temp.merged mc ON mc.entity = 'customer' AND mc.id = r.customer"""

DIFFERENT_ACTIVITIES = f"""SELECT a.id FROM {STATED}
    WHERE NOT (a.revision = r.id AND a.uid = r.activity_uid AND a.deleted = (r.op = 'delete')
        AND a.rep = coalesce(mr.final, r.rep) AND a.customer IS coalesce(mc.final, r.customer) AND {_SAME})"""  # noqa: S608

MISSING_ACTIVITIES = """SELECT DISTINCT r.activity FROM revision r
    WHERE NOT EXISTS (SELECT 1 FROM activity a WHERE a.id = r.activity)"""

UNRECORDED_ACTIVITIES = """SELECT a.id FROM activity a
    WHERE NOT EXISTS (SELECT 1 FROM revision r WHERE r.activity = a.id)"""

# Section 3's rule once more, said all at once instead of step by step as store/touch.py does it.
TOUCH = """CASE WHEN a.customer IS NULL THEN NULL
    WHEN a.reached = 0 THEN 'attempt'
    WHEN a.stated IS NOT NULL THEN a.stated
    WHEN (SELECT c.known FROM customer c WHERE c.id = a.customer) = 1 THEN 'follow-up'
    WHEN EXISTS (SELECT 1 FROM activity e WHERE e.customer = a.customer AND e.reached = 1 AND e.deleted = 0
        AND (e.at_unix, e.uid) < (a.at_unix, a.uid)) THEN 'follow-up'
    ELSE 'first' END"""

WRONG_TOUCHES = f"SELECT a.id FROM activity a WHERE a.deleted = 0 AND a.touch IS NOT {TOUCH}"  # noqa: S608

NEWEST_FACT = "(SELECT max(n.id) FROM fact n WHERE n.entity = '{table}' AND n.entity_id = e.id)"


def follow_merges(connection: sqlite3.Connection) -> None:
    """Note in a temporary table where each merged rep and customer went; the statements here read it."""
    for statement in _TEMPORARY.split(";"):
        connection.execute(statement)
    for table in ("rep", "customer"):
        connection.execute(_FOLLOW.format(table=table))


def different_rows(table: str) -> str:
    """The statement for the ids of rows that are not what their newest fact says.

    A column that a fact does not have yet, for it is older than the column, agrees with anything.
    """
    same = " AND ".join(
        f"(json_type(f.body, '$.{name}') IS NULL OR e.{name} IS json_extract(f.body, '$.{name}'))"
        for name in COLUMNS[table]
    )
    newest = NEWEST_FACT.format(table=table)
    return f"SELECT e.id FROM {table} e JOIN fact f ON f.id = {newest} WHERE NOT ({same})"  # noqa: S608


def missing_rows(table: str) -> str:
    """The statement for the ids of which there are facts but no row."""
    return f"""SELECT DISTINCT f.entity_id FROM fact f WHERE f.entity = '{table}'
        AND NOT EXISTS (SELECT 1 FROM {table} e WHERE e.id = f.entity_id)"""  # noqa: S608


def unrecorded_rows(table: str) -> str:
    """The statement for the ids of rows of which no fact tells."""
    return f"SELECT e.id FROM {table} e WHERE {NEWEST_FACT.format(table=table)} IS NULL"  # noqa: S608


COUNTERS_BEHIND = """SELECT 1 FROM counter c
    WHERE c.seq < (SELECT coalesce(max(r.seq), 0) FROM revision r WHERE r.device = c.device)
        OR c.change < (SELECT coalesce(max(r.change), 0) FROM revision r)
        OR c.change < (SELECT coalesce(max(a.change), 0) FROM activity a)"""
