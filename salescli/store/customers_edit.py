"""What is said about customers by hand: names and aliases, kind, known, persons with their focus."""

import sqlite3
from collections.abc import Iterable

from salescli.i18n import _
from salescli.model.errors import Misuse, NotFound
from salescli.model.names import fold
from salescli.store import customers, row_history, touch
from salescli.store.customers import Customer
from salescli.store.operation import Operation


def aliases(connection: sqlite3.Connection, customer: Customer) -> list[str]:
    """The names by which the customer is found beside its own, in order of their making."""
    statement = "SELECT name, folded FROM customer_name WHERE customer = ? AND gone = 0 ORDER BY id"
    rows = connection.execute(statement, (customer.id,))
    return [name for name, folded in rows if folded != fold(customer.name)]


def add(operation: Operation, name: str, kind: str, known: int, others: Iterable[str]) -> Customer:
    """Make a customer with its aliases. Raises Misuse where one of the names is somebody's already."""
    require_free(operation.connection, name)
    customer = customers.create(operation, name, kind, known)
    for alias in others:
        add_alias(operation, customer, alias)
    return customer


def require_free(connection: sqlite3.Connection, name: str) -> None:
    """Raise Misuse where a customer has this name or alias."""
    owner = customers.find(connection, name)
    if owner:
        taken = _("{name} is the customer {owner} already; to make two customers one: salescli customer merge")
        same = _("there is a customer {name} already; salescli customer edit changes it")
        sentence = same if fold(owner.name) == fold(name) else taken
        raise Misuse(sentence.format(name=name, owner=owner.name))


def rename(operation: Operation, customer: Customer, name: str) -> None:
    """Give the customer another name; the old one stays as an alias. Raises Misuse for a taken one."""
    connection = operation.connection
    owner = customers.find(connection, name)
    if owner is None:
        customers.add_name(operation, customer.id, name)
    elif owner.id != customer.id:
        require_free(connection, name)
    else:  # an alias of its own, or another spelling of its name
        row = connection.execute("SELECT id FROM customer_name WHERE folded = ? AND gone = 0", (fold(name),))
        row_history.update(operation, "customer_name", row.fetchone()[0], name=name)
    row_history.update(operation, "customer", customer.id, name=name)


def describe(operation: Operation, customer: Customer, kind: str, known: int) -> None:
    """Set kind and known, and derive touch again: a known customer has no derived first contact."""
    if (kind, known) != (customer.kind, customer.known):
        row_history.update(operation, "customer", customer.id, kind=kind, known=known)
        touch.settle(operation, [customer.id])


def add_alias(operation: Operation, customer: Customer, alias: str) -> None:
    """A further name of the customer; one that it has stays. Raises Misuse where somebody else has it."""
    owner = customers.find(operation.connection, alias)
    if owner is None:
        customers.add_name(operation, customer.id, alias)
    elif owner.id != customer.id:
        require_free(operation.connection, alias)


def remove_alias(operation: Operation, customer: Customer, alias: str) -> None:
    """Forget an alias. Raises Misuse for the customer's own name, NotFound for a name that is not his."""
    if fold(alias) == fold(customer.name):
        message = _("{name} is the customer's own name; rename it first: salescli customer edit --name")
        raise Misuse(message.format(name=alias))
    row = operation.connection.execute(
        "SELECT id FROM customer_name WHERE folded = ? AND customer = ? AND gone = 0",
        (fold(alias), customer.id),
    ).fetchone()
    if row is None:
        raise NotFound(_("{alias} is no alias of {name}").format(alias=alias, name=customer.name))
    row_history.update(operation, "customer_name", row[0], gone=1)


def focus_of(connection: sqlite3.Connection, customer: Customer, person: str) -> str | None:
    """The focus of the customer's person of this name; None also where there is no such person."""
    row = connection.execute(
        "SELECT focus FROM person WHERE customer = ? AND folded = ? AND gone = 0", (customer.id, fold(person))
    ).fetchone()
    return row[0] if row else None


def set_focus(operation: Operation, customer: Customer, person: str, focus: str | None) -> None:
    """Say what moves a person (None: nothing known); one not known yet is made."""
    customers.meet(operation, customer.id, [person])
    where = (customer.id, fold(person))
    row = operation.connection.execute(
        "SELECT id FROM person WHERE customer = ? AND folded = ? AND gone = 0", where
    ).fetchone()
    row_history.update(operation, "person", row[0], focus=focus)
