"""What one file took back, and another goes on using."""

import sqlite3

from salescli.model.names import fold
from salescli.store import customers, merging, reps, row_history
from salescli.store.merge_people import Groups, Names
from salescli.store.merge_rows import Rows
from salescli.store.operation import Operation

_USED = {
    "customer": (
        "SELECT 1 FROM activity a WHERE a.customer = e.id AND a.deleted = 0",
        "SELECT 1 FROM due d WHERE d.customer = e.id AND d.gone = 0",
    ),
    "rep": (
        "SELECT 1 FROM activity a WHERE a.rep = e.id AND a.deleted = 0",
        "SELECT 1 FROM due d WHERE d.rep = e.id AND d.gone = 0",
        "SELECT 1 FROM target t WHERE t.rep = e.id AND t.gone = 0",
        "SELECT 1 FROM leave l WHERE l.rep = e.id AND l.gone = 0",
    ),
}


def keep(operation: Operation) -> None:
    """A customer or rep that one file took back, and that is used in another, stays.

    Where another has the name by now, the two customers are one; a rep then stays gone.
    """
    execute = operation.connection.execute
    for entity, uses in _USED.items():
        used = " OR ".join(f"EXISTS ({each})" for each in uses)
        gone = f"SELECT e.id, e.name FROM {entity} e WHERE gone = 1 AND merged_into IS NULL AND ({used})"  # noqa: S608
        owner_of = f"SELECT {entity} FROM {entity}_name WHERE folded = ? AND gone = 0"  # noqa: S608  names from code
        for row, name in execute(gone).fetchall():
            owner = execute(owner_of, (fold(name),)).fetchone()
            if owner and owner[0] != row and entity == "rep":
                continue
            row_history.update(operation, entity, row, gone=0)
            if owner is None:
                (customers if entity == "customer" else reps).add_name(operation, row, name)
            elif owner[0] != row:
                both = sorted((customers.get(operation.connection, each) for each in (row, owner[0])), key=_uid_of)
                merging.merge_customers(operation, both[1], both[0])


def stand_again(connection: sqlite3.Connection, entity: str, before: Rows, after: Rows) -> None:
    """Let those stand in `after` that another file took back and that are used here."""
    used = " OR ".join(f"EXISTS ({each})" for each in _USED[entity])
    ask = f"SELECT 1 FROM {entity} e WHERE e.id = ? AND ({used})"  # noqa: S608  names come from code
    for uid, row in before.items():
        taken = after[uid]
        if taken.fields["gone"] and not row.fields["gone"] and connection.execute(ask, (row.id,)).fetchone():
            after[uid] = taken._replace(fields={**taken.fields, "gone": 0})


def keep_names(entity: str, rows: Rows, groups: Groups, names: Names) -> None:
    """Who stands has his own name, though a file took it back; if another has it, customers are one, and a rep gone."""
    names.gather(groups)
    for uid in [str(uid) for uid, row in rows.items() if not row.fields["gone"] and groups.kept(str(uid)) == uid]:
        if not names.was_taken_back(fold(rows[uid].fields["name"]), groups.of(uid)):
            continue
        folded, group = fold(rows[uid].fields["name"]), groups.of(uid)
        others = [other for other in names.groups_of(folded) if groups.of(other) != group]
        if not others:
            names.revive(folded, uid, groups)
        elif entity == "rep":
            rows[uid] = rows[uid]._replace(fields={**rows[uid].fields, "gone": 1})
        else:
            groups.join(group, others[0])


def _uid_of(customer: customers.Customer) -> str:
    return customer.uid
