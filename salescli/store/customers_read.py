"""Customers for looking at: the list with its counts, and one customer with all that hangs on it."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from salescli.store import dues
from salescli.store.customers import Customer
from salescli.store.customers_edit import aliases
from salescli.store.dues import Due

COUNTED = ("activities", "first_contact", "last_contact")
LISTED = ("customer", "kind", "known", "aliases", "persons", *COUNTED)

# first_contact and last_contact are days on which somebody was reached
_LIST = """SELECT c.name, c.kind, c.known,
        (SELECT group_concat(n.name, '; ') FROM customer_name n
            WHERE n.customer = c.id AND n.gone = 0 AND n.name <> c.name),
        (SELECT group_concat(p.name, '; ') FROM person p WHERE p.customer = c.id AND p.gone = 0),
        (SELECT count(*) FROM activity a WHERE a.customer = c.id AND a.deleted = 0),
        (SELECT a.day FROM activity a WHERE a.customer = c.id AND a.deleted = 0 AND a.reached = 1
            ORDER BY a.at_unix, a.uid LIMIT 1),
        (SELECT a.day FROM activity a WHERE a.customer = c.id AND a.deleted = 0 AND a.reached = 1
            ORDER BY a.at_unix DESC, a.uid DESC LIMIT 1)
    FROM customer c WHERE c.gone = 0 AND c.merged_into IS NULL AND (?1 IS NULL OR c.id = ?1)
    ORDER BY c.name, c.uid"""

Row = tuple[str, str, int, str | None, str | None, int, str | None, str | None]


class Contact(NamedTuple):
    """One activity as a customer's card shows it."""

    id: int
    day: str
    at: str
    rep: str
    channel: str
    direction: str
    touch: str
    outcome: str | None
    note: str | None


class Card(NamedTuple):
    """One customer: aliases, persons as (name, focus), the contacts that say most, what is due."""

    customer: Customer
    aliases: tuple[str, ...]
    persons: tuple[tuple[str, str | None], ...]
    activities: int
    first: Contact | None
    last: Contact | None
    dues: tuple[Due, ...]
    latest: tuple[Contact, ...]


def listed(connection: sqlite3.Connection, customer: int | None = None) -> Iterator[Row]:
    """The customers by name, or one, as LISTED says. Read at once: a long read blocks writers."""
    yield from connection.execute(_LIST, (customer,)).fetchall()


_CONTACT = """SELECT a.id, a.day, a.at, r.name, a.channel, a.direction, a.touch, a.outcome, a.note
    FROM activity a JOIN rep r ON r.id = a.rep WHERE a.customer = ? AND a.deleted = 0 {also}
    ORDER BY a.at_unix {order}, a.uid {order} LIMIT ?"""


def card(connection: sqlite3.Connection, customer: Customer, latest: int) -> Card:
    """All that a card shows; `latest` is how many of the last activities."""
    persons = connection.execute(
        "SELECT name, focus FROM person WHERE customer = ? AND gone = 0 ORDER BY id", (customer.id,)
    ).fetchall()
    count = connection.execute(
        "SELECT count(*) FROM activity WHERE customer = ? AND deleted = 0", (customer.id,)
    ).fetchone()[0]
    first = _contacts(connection, customer, "AND a.reached = 1", "", 1)
    last = _contacts(connection, customer, "AND a.reached = 1", "DESC", 1)
    return Card(
        customer,
        tuple(aliases(connection, customer)),
        tuple(persons),
        count,
        first[0] if first else None,
        last[0] if last else None,
        tuple(dues.open_of(connection, customer.id)),
        tuple(_contacts(connection, customer, "", "DESC", latest)),
    )


def _contacts(connection: sqlite3.Connection, customer: Customer, also: str, order: str, most: int) -> list[Contact]:
    statement = _CONTACT.format(also=also, order=order)
    return [Contact(*row) for row in connection.execute(statement, (customer.id, most))]
