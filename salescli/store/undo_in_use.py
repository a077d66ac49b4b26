"""Whether anything still uses a row that a line made: what undo may take back with the line, and what it leaves."""

import sqlite3

_USES = {
    "customer": (
        "SELECT 1 FROM activity WHERE customer = ?1 AND deleted = 0 LIMIT 1",
        "SELECT 1 FROM due WHERE customer = ?1 AND gone = 0 LIMIT 1",
        "SELECT 1 FROM customer WHERE merged_into = ?1 AND gone = 0 LIMIT 1",
    ),
    "rep": (
        "SELECT 1 FROM activity WHERE rep = ?1 AND deleted = 0 LIMIT 1",
        "SELECT 1 FROM due WHERE rep = ?1 AND gone = 0 LIMIT 1",
        "SELECT 1 FROM target WHERE rep = ?1 AND gone = 0 LIMIT 1",
        "SELECT 1 FROM rep WHERE merged_into = ?1 AND gone = 0 LIMIT 1",
    ),
    # a person's name stands in an activity's text, between semicolons
    "person": (
        """SELECT 1 FROM person p JOIN activity a ON a.customer = p.customer
            WHERE p.id = ?1 AND a.deleted = 0 AND instr('; ' || a.person || '; ', '; ' || p.name || '; ') > 0
            LIMIT 1""",
    ),
    "outcome": (
        "SELECT 1 FROM outcome o JOIN activity a ON a.outcome = o.word WHERE o.id = ?1 AND a.deleted = 0 LIMIT 1",
    ),
}


def in_use(connection: sqlite3.Connection, entity: str, row: int) -> bool:
    """Whether the row has users. A name goes with its owner while it is the owner's own; an alias has none."""
    if entity in NAMES:
        own = _owner_of(connection, entity, row)
        return own is not None and in_use(connection, NAMES[entity], own)
    return any(connection.execute(statement, (row,)).fetchone() for statement in _USES.get(entity, ()))


def is_own_name(connection: sqlite3.Connection, entity: str, row: int) -> bool:
    """Whether the row is a customer's or rep's own name, no alias."""
    return entity in NAMES and _owner_of(connection, entity, row) is not None


NAMES = {"customer_name": "customer", "rep_name": "rep"}


def _owner_of(connection: sqlite3.Connection, entity: str, row: int) -> int | None:
    owner = NAMES[entity]
    statement = f"""SELECT o.id FROM {entity} n JOIN {owner} o ON o.id = n.{owner}
        WHERE n.id = ? AND n.name = o.name"""  # noqa: S608  names come from code
    own = connection.execute(statement, (row,)).fetchone()
    return own[0] if own else None
