"""The reps, customers, persons and outcomes that an import names: found, or made all at once."""

import sqlite3
from typing import NamedTuple

from salescli.model.names import fold
from salescli.store import row_history
from salescli.store.near_pairs import near_pairs
from salescli.store.operation import Operation
from salescli.store.uids import new_uid


class _Kind(NamedTuple):
    entity: str
    columns: str  # what a new row gets beside its uid, from the staged one
    named: str  # what its name's row gets beside the folded name


MOST_NAMES_COMPARED = 50_000
_KINDS = (_Kind("rep", "name", "name"), _Kind("customer", "name, known", "name, stem"))


def find(operation: Operation) -> None:
    """Map the staged names to who has them, in rep_of and customer_of; a name that nobody has gets a negative id."""
    for kind in _KINDS:
        entity = kind.entity
        operation.connection.execute(f"""CREATE TEMP TABLE {entity}_of AS
            SELECT s.id AS staged, coalesce(e.id, -s.id) AS {entity} FROM staged_{entity} s
            LEFT JOIN {entity}_name n ON n.folded = s.folded AND n.gone = 0
            LEFT JOIN {entity} e ON e.id = n.{entity} AND e.gone = 0""")  # noqa: S608
        operation.connection.execute(f"CREATE UNIQUE INDEX temp.{entity}_of_staged ON {entity}_of (staged, {entity})")


def make(operation: Operation, used: str | None) -> tuple[int, int]:
    """Make those that rows to be written name; returns how many reps and customers.

    `used` is a query of staged rows (id), None where all are used.
    """
    operation.connection.create_function("new_uid", 0, new_uid)
    return _make(operation, _KINDS[0], used), _make(operation, _KINDS[1], used)


def _make(operation: Operation, kind: _Kind, used: str | None) -> int:
    execute, entity = operation.connection.execute, kind.entity
    top = execute(f"SELECT coalesce(max(id), 0) FROM {entity}").fetchone()[0]  # noqa: S608
    wanted = f"AND staged IN (SELECT {entity} FROM staged WHERE id IN ({used}))" if used else ""  # noqa: S608
    execute(
        f"""CREATE TEMP TABLE {entity}_made AS
        SELECT staged, ? + row_number() OVER (ORDER BY staged) AS id FROM {entity}_of
        WHERE {entity} < 0 {wanted}""",  # noqa: S608
        (top,),
    )
    execute(f"UPDATE {entity}_of SET {entity} = m.id FROM {entity}_made m WHERE m.staged = {entity}_of.staged")  # noqa: S608
    execute(f"""INSERT INTO {entity} (id, uid, {kind.columns}) SELECT m.id, new_uid(), {kind.columns}
        FROM {entity}_made m JOIN staged_{entity} s ON s.id = m.staged ORDER BY m.id""")  # noqa: S608
    _record_since(operation, entity, top)
    named = execute(f"SELECT coalesce(max(id), 0) FROM {entity}_name").fetchone()[0]  # noqa: S608
    execute(f"""INSERT INTO {entity}_name (folded, {kind.named}, {entity}) SELECT folded, {kind.named}, m.id
        FROM {entity}_made m JOIN staged_{entity} s ON s.id = m.staged ORDER BY m.id""")  # noqa: S608
    _record_since(operation, f"{entity}_name", named)
    return int(execute(f"SELECT count(*) FROM {entity}_made").fetchone()[0])  # noqa: S608


def meet(operation: Operation, used: str | None) -> None:
    """Make the persons that rows to be written name (`used` as for `make`), at their customers, where not known yet."""
    execute = operation.connection.execute
    named = ""
    if used:
        operation.connection.create_function("fold", 1, fold, deterministic=True)
        execute(f"""CREATE TEMP TABLE met_by AS SELECT DISTINCT customer, '; ' || fold(person) || '; ' AS persons
            FROM staged WHERE person IS NOT NULL AND id IN ({used})""")  # noqa: S608  from code
        execute("CREATE INDEX temp.met_by_customer ON met_by (customer)")
        named = """AND EXISTS (SELECT 1 FROM met_by m
            WHERE m.customer = s.customer AND instr(m.persons, '; ' || s.folded || '; '))"""
    top = execute("SELECT coalesce(max(id), 0) FROM person").fetchone()[0]
    execute(f"""INSERT OR IGNORE INTO person (uid, customer, name, folded)
        SELECT new_uid(), o.customer, s.name, s.folded
        FROM staged_person s JOIN customer_of o ON o.staged = s.customer
        WHERE o.customer > 0 AND NOT EXISTS (
            SELECT 1 FROM person p WHERE p.customer = o.customer AND p.folded = s.folded AND p.gone = 0)
        {named} ORDER BY s.id""")  # noqa: S608
    _record_since(operation, "person", top)


def add_outcomes(operation: Operation, used: str | None) -> None:
    """Make the outcomes that came along in rows to be written and nobody has here."""
    execute = operation.connection.execute
    top = execute("SELECT coalesce(max(id), 0) FROM outcome").fetchone()[0]
    said = f"AND word IN (SELECT outcome FROM staged WHERE id IN ({used}))" if used else ""  # noqa: S608
    execute(f"""INSERT INTO outcome (word, reached) SELECT word, reached FROM staged_outcome s
        WHERE NOT EXISTS (SELECT 1 FROM outcome o WHERE o.word = s.word AND o.gone = 0) {said} ORDER BY word""")  # noqa: S608
    _record_since(operation, "outcome", top)


def join(operation: Operation) -> None:
    """Whoever has not joined yet joins on the earliest day of his rows."""
    waiting = operation.connection.execute(
        """SELECT r.id, min(a.at_unix) FROM rep r JOIN activity a ON a.rep = r.id AND a.deleted = 0
        WHERE r.joined IS NULL AND r.gone = 0 AND r.id IN (SELECT rep FROM rep_of) GROUP BY r.id"""
    ).fetchall()
    for rep, first in waiting:
        # the earliest day need not be the earliest instant's, but is no further away than two zones can be
        near = "SELECT min(day) FROM activity WHERE rep = ? AND at_unix <= ? + 172800 AND deleted = 0"
        day = operation.connection.execute(near, (rep, first)).fetchone()[0]
        row_history.update(operation, "rep", rep, joined=day)


def mark_known(operation: Operation) -> None:
    """With --update: customers that the rows call known are known here too."""
    rows = operation.connection.execute(
        """SELECT c.id FROM staged_customer s JOIN customer_of o ON o.staged = s.id
        JOIN customer c ON c.id = o.customer WHERE s.known = 1 AND c.known = 0"""
    ).fetchall()
    for (customer,) in rows:
        row_history.update(operation, "customer", customer, known=1)


def _record_since(operation: Operation, entity: str, top: int) -> None:
    """Append to the record every row made after the one with the id `top`, as facts.record does for one."""
    pairs = ", ".join(f"'{column}', {column}" for column in row_history.COLUMNS[entity])
    at = operation.recorded_at
    operation.connection.execute(
        f"""INSERT INTO fact (operation, entity, entity_id, body, recorded_at, received_at)
        SELECT ?, ?, id, json_object({pairs}), ?, ? FROM {entity} WHERE id > ? ORDER BY id""",  # noqa: S608
        (operation.id, entity, at, at, top),
    )


def near_pairs_made(connection: sqlite3.Connection, made: list[int]) -> int | None:
    """The near pairs among the customers that were just made and the known; None where they are too many to count."""
    if not made:
        return 0
    if connection.execute("SELECT count(*) FROM customer_name").fetchone()[0] > MOST_NAMES_COMPARED:
        return None
    return len(near_pairs(connection, made))
