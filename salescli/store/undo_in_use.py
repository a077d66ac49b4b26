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
        "SELECT 1 FROM leave WHERE rep = ?1 AND gone = 0 LIMIT 1",
        "SELECT 1 FROM confirmed_zero WHERE rep = ?1 AND gone = 0 LIMIT 1",
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
        # a metric's outcomes stand in a text, between commas
        """SELECT 1 FROM outcome o JOIN metric m ON instr(',' || m.outcome || ',', ',' || o.word || ',') > 0
            WHERE o.id = ?1 AND m.gone = 0 LIMIT 1""",
    ),
    # a score's parts stand in a text, each between a blank and =
    "metric": (
        "SELECT 1 FROM metric m JOIN target t ON t.metric = m.name WHERE m.id = ?1 AND t.gone = 0 LIMIT 1",
        """SELECT 1 FROM metric m JOIN metric s ON instr(' ' || s.parts, ' ' || m.name || '=') > 0
            WHERE m.id = ?1 AND s.gone = 0 LIMIT 1""",
    ),
}


# An operation stands when no undo of the whole of it stands, and an undo stands when no redo of it exists. An import's
# undo always stands.
STANDS = """NOT EXISTS (SELECT 1 FROM operation u WHERE u.of = o.id
    AND (u.kind = 'import undo' OR u.kind = 'undo' AND u.summary IS NULL
        AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.of = u.id AND r.kind = 'redo')))"""

_LATER = f"""JOIN operation o ON o.id = x.operation
    WHERE o.id > ?1 AND o.kind NOT IN ('undo', 'redo', 'import undo') AND {STANDS}"""


def in_use(connection: sqlite3.Connection, entity: str, row: int, since: int) -> bool:
    """Whether the row has users, or a later change that stands names it: its undo would want it back.

    A name that was made with its owner goes with him while it is the owner's own; a later one goes unless the owner
    keeps it, for something else changed him since. An alias has no users.
    """
    if entity in NAMES:
        own = _owner_of(connection, entity, row)
        if own is None:
            return False
        was_there = "SELECT 1 FROM fact WHERE entity = ? AND entity_id = ? AND operation < ? LIMIT 1"
        if connection.execute(was_there, (NAMES[entity], own, since)).fetchone():
            return changed_since(connection, NAMES[entity], own, since)
        return in_use(connection, NAMES[entity], own, since)
    if any(connection.execute(statement, (row,)).fetchone() for statement in _USES.get(entity, ())):
        return True
    return entity in NAMES.values() and _is_named_later(connection, entity, row, since)


def changed_since(connection: sqlite3.Connection, entity: str, row: int, since: int) -> bool:
    """Whether a later operation that stands changed the row too."""
    statement = f"SELECT 1 FROM fact x {_LATER} AND x.entity = ?2 AND x.entity_id = ?3 LIMIT 1"  # noqa: S608
    return connection.execute(statement, (since, entity, row)).fetchone() is not None


_OF_ONE = {
    "person": ("customer", "folded"),
    "customer_name": ("folded",),
    "rep_name": ("folded",),
    "leave": ("day", "rep", "part"),
    "confirmed_zero": ("day", "rep"),
    "outcome": ("word",),
    "metric": ("name",),
    "mapping": ("name",),
    "calendar_day": ("day",),
    "calendar_year": ("country", "year"),
}


def is_taken(connection: sqlite3.Connection, entity: str, row: int, fact: int) -> bool:
    """Whether what a fact says of the row is what another row stands for by now: an import's or a merge's, say."""
    if entity not in _OF_ONE:
        return False
    same = " AND ".join(f"e.{name} = json_extract(f.body, '$.{name}')" for name in _OF_ONE[entity])
    statement = f"""SELECT 1 FROM fact f JOIN {entity} e ON {same}
        WHERE f.id = ? AND e.id <> ? AND e.gone = 0 AND json_extract(f.body, '$.gone') = 0"""  # noqa: S608
    return connection.execute(statement, (fact, row)).fetchone() is not None


def imported_since(connection: sqlite3.Connection, activity: int, since: int) -> bool:
    """Whether an import or a merge of files wrote a later version of the activity."""
    statement = f"""SELECT 1 FROM revision x {_LATER} AND o.kind IN ('import', 'merge') AND x.activity = ?2
        LIMIT 1"""  # noqa: S608  made of code
    return connection.execute(statement, (since, activity)).fetchone() is not None


def _is_named_later(connection: sqlite3.Connection, entity: str, row: int, since: int) -> bool:
    """Whether a later operation that stands wrote of this customer or rep, or of a row that ever named it."""
    activity = f"SELECT 1 FROM revision x {_LATER} AND x.{entity} = ?2 LIMIT 1"  # noqa: S608  names come from code
    fact = f"""SELECT 1 FROM fact x {_LATER} AND EXISTS (SELECT 1 FROM fact p WHERE p.entity = x.entity
        AND p.entity_id = x.entity_id AND (json_extract(p.body, '$.{entity}') = ?2
            OR p.entity = '{entity}' AND json_extract(p.body, '$.merged_into') = ?2)) LIMIT 1"""  # noqa: S608
    return any(connection.execute(statement, (since, row)).fetchone() for statement in (activity, fact))


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
