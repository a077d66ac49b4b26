"""The reps, customers, persons and outcomes that an import made, taken back with it where nothing else uses them.

The rules are those of store/undo_in_use.py for a typed line, said over all rows at once. Rows that an import taken back
earlier made, and that only this one's work kept, go too: the order in which imports are taken back does not matter.
"""

import sqlite3

from salescli.model.names import fold
from salescli.store import row_history
from salescli.store.operation import Operation
from salescli.store.undo_in_use import NAMES, STANDS

# what was not there when the import came: it is new, or had gone
_MADE = "(w.earlier IS NULL OR (SELECT json_extract(body, '$.gone') FROM fact WHERE id = w.earlier) = 1)"
# an operation `o` that is later, and is neither taken back nor a taking back
_LATER = f"o.id > :since AND o.kind NOT IN ('undo', 'redo', 'import undo') AND {STANDS}"

_WROTE = f"""INSERT INTO wrote (entity, id, earlier, changed)
    SELECT entity, entity_id, (SELECT max(p.id) FROM fact p
            WHERE p.entity = w.entity AND p.entity_id = w.entity_id AND p.id < w.first),
        EXISTS (SELECT 1 FROM fact x JOIN operation o ON o.id = x.operation
            WHERE x.entity = w.entity AND x.entity_id = w.entity_id AND {_LATER})
    FROM (SELECT entity, entity_id, min(id) AS first FROM fact
        WHERE operation IN (SELECT id FROM undone) GROUP BY entity, entity_id) w"""  # noqa: S608  made of code

# customers and reps that a later change names: undoing that would want them back
_NAMED = (
    f"""INSERT OR IGNORE INTO named SELECT 'customer', x.customer FROM operation o
        JOIN revision x ON x.operation = o.id WHERE x.customer IS NOT NULL AND {_LATER}""",  # noqa: S608
    f"""INSERT OR IGNORE INTO named SELECT 'rep', x.rep FROM operation o
        JOIN revision x ON x.operation = o.id WHERE {_LATER}""",  # noqa: S608
    f"""CREATE TEMP TABLE said AS SELECT p.entity, p.body FROM operation o JOIN fact x ON x.operation = o.id
        JOIN fact p ON p.entity = x.entity AND p.entity_id = x.entity_id
        WHERE x.entity NOT IN ('calendar_year', 'setting') AND {_LATER}""",  # noqa: S608
    *(
        f"""INSERT OR IGNORE INTO named SELECT '{entity}', value FROM (
            SELECT json_extract(body, '$.{entity}') AS value FROM said UNION
            SELECT json_extract(body, '$.merged_into') FROM said WHERE entity = '{entity}')
        WHERE value IS NOT NULL"""  # noqa: S608
        for entity in ("customer", "rep")
    ),
)

_NAMED_LATER = "w.id IN (SELECT id FROM named WHERE entity = w.entity)"
_USED = {
    "metric": """EXISTS (SELECT 1 FROM metric e WHERE e.id = w.id AND (
            e.name IN (SELECT metric FROM target WHERE gone = 0)
            OR EXISTS (SELECT 1 FROM metric m WHERE m.gone = 0 AND instr(' ' || m.parts, ' ' || e.name || '='))))""",
    "outcome": """EXISTS (SELECT 1 FROM outcome e WHERE e.id = w.id AND (
            e.word IN (SELECT DISTINCT outcome FROM activity WHERE deleted = 0)
            OR EXISTS (SELECT 1 FROM metric m WHERE m.gone = 0
                AND instr(',' || m.outcome || ',', ',' || e.word || ','))))""",
    "person": """EXISTS (SELECT 1 FROM person p JOIN activity a ON a.customer = p.customer
            WHERE p.id = w.id AND a.deleted = 0 AND a.person IS NOT NULL
                AND instr('; ' || fold(a.person) || '; ', '; ' || p.folded || '; '))""",
    "customer": f"""EXISTS (SELECT 1 FROM activity a WHERE a.customer = w.id AND a.deleted = 0)
            OR EXISTS (SELECT 1 FROM person p WHERE p.customer = w.id AND p.gone = 0)
            OR w.id IN (SELECT customer FROM due WHERE gone = 0)
            OR w.id IN (SELECT merged_into FROM customer WHERE gone = 0 AND merged_into IS NOT NULL)
            OR {_NAMED_LATER}""",  # noqa: S608
    "rep": f"""EXISTS (SELECT 1 FROM rep_day d WHERE d.rep = w.id AND d.activities > 0)
            OR w.id IN (SELECT rep FROM due WHERE gone = 0)
            OR w.id IN (SELECT rep FROM target WHERE gone = 0 AND rep IS NOT NULL)
            OR w.id IN (SELECT rep FROM leave WHERE gone = 0)
            OR w.id IN (SELECT rep FROM confirmed_zero WHERE gone = 0)
            OR w.id IN (SELECT merged_into FROM rep WHERE gone = 0 AND merged_into IS NOT NULL)
            OR {_NAMED_LATER}""",  # noqa: S608
    # the name goes with its owner, an alias by itself
    **{
        entity: f"""EXISTS (SELECT 1 FROM {entity} n JOIN {owner} e ON e.id = n.{owner}
            JOIN wrote m ON m.entity = '{owner}' AND m.id = e.id
            WHERE n.id = w.id AND m.earlier IS NULL AND e.gone = 0)"""  # noqa: S608
        for entity, owner in NAMES.items()
    },
}


def take_back(operation: Operation, target: int, *, alone: bool) -> dict[str, int]:
    """Take back what the import `target` wrote beside activities, which must be done; returns how many went, by table.

    `alone`: without looking at what earlier ones left that were taken back. Adds to the table `concerned` the customers
    whose `known` changed.
    """
    connection = operation.connection
    _note(connection, target, alone=alone)
    written = {entity for (entity,) in connection.execute("SELECT DISTINCT entity FROM wrote").fetchall()}
    first = [entity for entity in row_history.COLUMNS if entity not in _USED]
    went = {}
    for entity in (*first, *_USED):
        if entity in written:
            went[entity] = _remove(operation, entity)
            while entity == "metric" and (more := _remove(operation, entity)):  # the parts of a score that went
                went[entity] += more
            _restore(operation, entity)
    return went


def moved(operation: Operation, target: int) -> tuple[dict[str, int], dict[str, int]]:
    """Of the rows that the import `target` wrote: how many the operation took back, and how many stay, by table."""
    statement = """SELECT entity, count(*) FROM (SELECT DISTINCT entity, entity_id FROM fact WHERE operation = ?1) w
        WHERE EXISTS (SELECT 1 FROM fact b WHERE b.entity = w.entity AND b.entity_id = w.entity_id AND b.operation = ?2)
            = ?3 GROUP BY entity"""
    back, stay = (
        dict(operation.connection.execute(statement, (target, operation.id, which)).fetchall()) for which in (1, 0)
    )
    return back, stay


def _note(connection: sqlite3.Connection, target: int, *, alone: bool) -> None:
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.execute("CREATE TEMP TABLE undone (id INTEGER PRIMARY KEY)")
    connection.execute(
        """INSERT INTO undone SELECT ?1 UNION SELECT o.id FROM operation o JOIN operation u ON u.of = o.id
        WHERE o.kind = 'import' AND u.kind = 'import undo' AND o.summary NOT LIKE 'plan %' AND NOT ?2""",
        (target, int(alone)),
    )
    connection.execute("""CREATE TEMP TABLE wrote (entity TEXT NOT NULL, id INTEGER NOT NULL, earlier INTEGER,
        changed INTEGER NOT NULL, PRIMARY KEY (entity, id)) WITHOUT ROWID""")
    connection.execute("""CREATE TEMP TABLE named (entity TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (entity, id))
        WITHOUT ROWID""")
    since = {"since": connection.execute("SELECT min(id) FROM undone").fetchone()[0]}
    connection.execute(_WROTE, since)
    for statement in _NAMED:
        connection.execute(statement, since if ":since" in statement else {})


def _remove(operation: Operation, entity: str) -> int:
    """What an import made and nobody changed or uses is gone from now on; returns how many."""
    execute = operation.connection.execute
    execute("CREATE TEMP TABLE going (id INTEGER PRIMARY KEY)")
    used = _USED.get(entity, "0")
    execute(
        f"""INSERT INTO going SELECT w.id FROM wrote w JOIN {entity} e ON e.id = w.id AND e.gone = 0
        WHERE w.entity = '{entity}' AND {_MADE} AND w.changed = 0 AND NOT ({used})"""  # noqa: S608
    )
    count = execute(f"UPDATE {entity} SET gone = 1 WHERE id IN (SELECT id FROM going)").rowcount  # noqa: S608
    pairs = ", ".join(f"'{column}', {column}" for column in row_history.COLUMNS[entity])
    at = operation.recorded_at
    execute(
        f"""INSERT INTO fact (operation, entity, entity_id, body, recorded_at, received_at)
        SELECT ?, ?, id, json_object({pairs}), ?, ? FROM {entity}
        WHERE id IN (SELECT id FROM going) ORDER BY id""",  # noqa: S608
        (operation.id, entity, at, at),
    )
    execute("DROP TABLE temp.going")
    return int(count)


def _restore(operation: Operation, entity: str) -> None:
    """What was here before goes back to what it was then; a rep stays joined while other work keeps him."""
    kept = _USED["rep"] if entity == "rep" else "0"
    rows = operation.connection.execute(
        f"""SELECT w.id, w.earlier FROM wrote w WHERE w.entity = ? AND NOT {_MADE} AND w.changed = 0
        AND NOT ({kept}) AND (SELECT body FROM fact WHERE id = w.earlier) <> (SELECT body FROM fact f
            WHERE f.entity = w.entity AND f.entity_id = w.id ORDER BY f.id DESC LIMIT 1)""",  # noqa: S608
        (entity,),
    ).fetchall()
    for row, earlier in rows:
        row_history.restore(operation, entity, row, earlier)
        if entity == "customer":
            operation.connection.execute("INSERT OR IGNORE INTO concerned VALUES (?)", (row,))
