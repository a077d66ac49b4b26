"""Two customers, or two reps, that are one: names, persons and work go to the one that is kept.

The record keeps what was written; `merged_into` redirects it, and the projection follows. Undo restores
the rows and then has `reproject` bring the activities back.
"""

from collections.abc import Iterable, Sequence

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import row_history, touch
from salescli.store.customers import Customer
from salescli.store.operation import Operation
from salescli.store.reps import Rep


def merge_customers(operation: Operation, duplicate: Customer, kept: Customer) -> int:
    """Make `duplicate` part of `kept`; returns how many activities moved.

    Known is who was known by either name. Raises Misuse where both are one customer already.
    """
    if duplicate.id == kept.id:
        raise Misuse(_("{name} is that customer already").format(name=duplicate.name))
    if duplicate.known and not kept.known:
        row_history.update(operation, "customer", kept.id, known=1)
    _redirect(operation, "customer", duplicate.id, kept.id)
    _move_persons(operation, duplicate.id, kept.id)
    moved = reproject(operation, [duplicate.id], [])
    touch.settle(operation, [kept.id])  # `known` may have come without an activity
    return moved


def merge_reps(operation: Operation, duplicate: Rep, kept: Rep) -> int:
    """Make `duplicate` part of `kept`; of two joinings the earlier stands. Returns how many activities moved.

    Raises Misuse where both are one rep already.
    """
    if duplicate.id == kept.id:
        raise Misuse(_("{name} is that rep already").format(name=duplicate.name))
    joined = min(filter(None, (duplicate.joined, kept.joined)), default=None)
    if joined != kept.joined:
        row_history.update(operation, "rep", kept.id, joined=joined)
    _redirect(operation, "rep", duplicate.id, kept.id)
    return reproject(operation, [], [duplicate.id])


def _redirect(operation: Operation, entity: str, duplicate: int, kept: int) -> None:
    """Point the duplicate, whoever was merged into it before, and its names at the kept one."""
    execute = operation.connection.execute
    earlier = f"SELECT id FROM {entity} WHERE id = ?1 OR merged_into = ?1"  # noqa: S608  names come from code
    for (row,) in execute(earlier, (duplicate,)).fetchall():
        row_history.update(operation, entity, row, merged_into=kept)
    names = f"SELECT id FROM {entity}_name WHERE {entity} = ? AND gone = 0"  # noqa: S608  names come from code
    for (row,) in execute(names, (duplicate,)).fetchall():
        row_history.update(operation, f"{entity}_name", row, **{entity: kept})


def _move_persons(operation: Operation, duplicate: int, kept: int) -> None:
    """Persons of one name become one: the smaller uid stays, with the focus that either had."""
    execute = operation.connection.execute
    persons = "SELECT id, uid, folded, focus FROM person WHERE customer = ? AND gone = 0"
    known = {folded: (row, uid, focus) for row, uid, folded, focus in execute(persons, (kept,)).fetchall()}
    for row, uid, folded, focus in execute(persons, (duplicate,)).fetchall():
        if folded not in known:
            row_history.update(operation, "person", row, customer=kept)
            continue
        other, other_uid, other_focus = known[folded]
        stays, goes = (row, other) if uid < other_uid else (other, row)
        row_history.update(operation, "person", goes, gone=1)
        row_history.update(operation, "person", stays, customer=kept, focus=other_focus or focus)


def reproject(operation: Operation, customers: Sequence[int], reps: Sequence[int]) -> int:
    """Make the activities of these customers and reps say whose they are, after merges.

    Each row that moves takes a new change number; touch is derived again for the customers that it left and
    came to. Returns how many moved.
    """
    execute = operation.connection.execute
    execute(_MOVING)
    execute(_find_moving(_ever(operation, "customer", customers), _ever(operation, "rep", reps)))
    moved = execute(_MOVE, (operation.change,)).rowcount
    operation.change += moved
    concerned = execute(_CONCERNED).fetchall()
    execute("DROP TABLE temp.moving")
    touch.settle(operation, [customer for (customer,) in concerned])
    return int(moved)


_MOVING = """CREATE TEMP TABLE moving (n INTEGER PRIMARY KEY, id INTEGER NOT NULL, left INTEGER,
    customer INTEGER, rep INTEGER NOT NULL)"""
_MOVE = """UPDATE activity SET customer = m.customer, rep = m.rep, change = ? + m.n
    FROM temp.moving m WHERE m.id = activity.id"""
_CONCERNED = """SELECT left FROM temp.moving WHERE left <> customer
    UNION SELECT customer FROM temp.moving WHERE left <> customer"""


def _find_moving(customers: Iterable[int], reps: Iterable[int]) -> str:
    """The statement that notes the activities that stand with another than their own, deleted ones too."""
    chosen = {"customer": ", ".join(map(str, customers)), "rep": ", ".join(map(str, reps))}
    where = " OR ".join(f"a.{column} IN ({ids})" for column, ids in chosen.items())
    return f"""INSERT INTO temp.moving (id, left, customer, rep)
        SELECT a.id, a.customer, coalesce(c.merged_into, r.customer), coalesce(p.merged_into, r.rep)
        FROM activity a JOIN revision r ON r.id = a.revision
            JOIN rep p ON p.id = r.rep LEFT JOIN customer c ON c.id = r.customer
        WHERE ({where}) AND (a.rep <> coalesce(p.merged_into, r.rep)
            OR a.customer IS NOT coalesce(c.merged_into, r.customer))
        ORDER BY a.id"""  # noqa: S608  whole numbers and names from code


def _ever(operation: Operation, entity: str, rows: Sequence[int]) -> set[int]:
    """These rows and whoever they were ever merged into: where their activities may stand."""
    found = set(rows)
    for row in rows:
        facts_of = operation.connection.execute(
            """SELECT DISTINCT json_extract(body, '$.merged_into') FROM fact
            WHERE entity = ? AND entity_id = ?""",
            (entity, row),
        )
        found.update(other for (other,) in facts_of if other is not None)
    return found
