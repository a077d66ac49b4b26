"""Staged contacts into the file: customers and the persons at them, found or made, all at once."""

from collections.abc import Iterable
from typing import NamedTuple

from salescli.model.names import fold
from salescli.store import bulk_names
from salescli.store.operation import Operation
from salescli.store.staging import Stage

TABLE = "CREATE TABLE staged_contact (customer INTEGER NOT NULL, person TEXT)"


class Taken(NamedTuple):
    """What an import of contacts did: contacts new or the same, customers and persons made."""

    new: int
    same: int
    customers: int
    persons: int


def prepare(stage: Stage) -> None:
    """Make room for contacts in a stage."""
    stage.connection.execute(TABLE)


def add(stage: Stage, contacts: Iterable[tuple[str, str | None]]) -> None:
    """Append contacts as (customer's name, person's name), which are good ones."""

    def numbered(customer: str, person: str | None) -> tuple[int, str | None]:
        number = stage.customer(customer)
        if person:
            stage.person(number, person)
        return number, fold(person) if person else None

    rows = [numbered(customer, person) for customer, person in contacts]
    stage.connection.executemany("INSERT INTO staged_contact (customer, person) VALUES (?, ?)", rows)


def first(stage: Stage, most: int) -> list[tuple[str, str | None]]:
    """The first contacts as (customer's name, person's name)."""
    return stage.connection.execute(
        """SELECT s.name, p.name FROM staged_contact c JOIN staged_customer s ON s.id = c.customer
        LEFT JOIN staged_person p ON p.customer = c.customer AND p.folded = c.person
        ORDER BY c.rowid LIMIT ?""",
        (most,),
    ).fetchall()


def take(operation: Operation) -> Taken:
    """Take in the contacts of the database `stage`."""
    execute = operation.connection.execute
    bulk_names.find(operation)
    _reps, customers = bulk_names.make(operation, None)
    count, different, known = execute(
        """SELECT (SELECT count(*) FROM staged_contact), count(*), coalesce(sum(
            CASE WHEN person IS NULL THEN customer NOT IN (SELECT id FROM customer_made)
            ELSE EXISTS (SELECT 1 FROM person p WHERE p.customer = d.customer AND p.folded = d.person AND p.gone = 0)
            END), 0)
        FROM (SELECT DISTINCT o.customer, s.person FROM staged_contact s
            JOIN customer_of o ON o.staged = s.customer) d"""
    ).fetchone()
    persons = "SELECT count(*) FROM person"
    before = execute(persons).fetchone()[0]
    bulk_names.meet(operation, None)
    made = execute(persons).fetchone()[0] - before
    return Taken(different - known, count - different + known, customers, made)
