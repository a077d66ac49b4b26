"""Customers: found by name or alias, made when first named; persons at them."""

import sqlite3
from typing import NamedTuple

from salescli.model.names import fold
from salescli.store import row_history
from salescli.store.operation import Operation
from salescli.store.uids import new_uid


class Customer(NamedTuple):
    """One customer. `kind` is direct or agent; `known` 1 where somebody worked with them before salescli."""

    id: int
    uid: str
    name: str
    kind: str
    known: int


_COLUMNS = "c.id, c.uid, c.name, c.kind, c.known"


def find(connection: sqlite3.Connection, name: str) -> Customer | None:
    """The customer of this name or alias, after folding."""
    statement = f"""SELECT {_COLUMNS} FROM customer_name n JOIN customer c ON c.id = n.customer
        WHERE n.folded = ? AND n.gone = 0 AND c.gone = 0"""  # noqa: S608  columns come from code
    row = connection.execute(statement, (fold(name),)).fetchone()
    return Customer(*row) if row else None


def get(connection: sqlite3.Connection, customer: int) -> Customer:
    """The customer of this id, which must exist."""
    statement = f"SELECT {_COLUMNS} FROM customer c WHERE c.id = ?"  # noqa: S608  columns come from code
    return Customer(*connection.execute(statement, (customer,)).fetchone())


def merged(connection: sqlite3.Connection, customer: int) -> int:
    """The id of the customer that this one is part of after merges; its own where it was merged into none."""
    statement = "SELECT coalesce(merged_into, id) FROM customer WHERE id = ?"
    return int(connection.execute(statement, (customer,)).fetchone()[0])


def create(operation: Operation, name: str, kind: str = "direct", known: int = 0) -> Customer:
    """Make a customer of a name that nobody has."""
    row = row_history.insert(operation, "customer", uid=new_uid(), name=name, kind=kind, known=known)
    add_name(operation, row, name)
    return get(operation.connection, row)


def add_name(operation: Operation, customer: int, name: str) -> None:
    """Give a customer a further name, by which it is found from now on. The name must be free."""
    from salescli.model.near import stem

    folded = fold(name)
    row_history.insert(operation, "customer_name", folded=folded, stem=stem(folded), name=name, customer=customer)


def meet(operation: Operation, customer: int, names: list[str]) -> list[str]:
    """Make the persons of these names at the customer, where they are not known yet; returns who was made."""
    made = []
    for name in names:
        where = (customer, fold(name))
        found = operation.connection.execute(
            "SELECT 1 FROM person WHERE customer = ? AND folded = ? AND gone = 0", where
        ).fetchone()
        if not found:
            row_history.insert(operation, "person", uid=new_uid(), customer=customer, name=name, folded=where[1])
            made.append(name)
    return made
