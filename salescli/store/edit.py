"""Changing an activity: a further version of it, with its due and its names following."""

import sqlite3
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Misuse, NotFound
from salescli.store import activities, customers, dues, reps
from salescli.store.activities import Entry
from salescli.store.operation import Operation


class Change(NamedTuple):
    """What an edit changes: fields of the entry by name, a customer or rep by name, persons, the due asked for."""

    fields: dict[str, str | int | None]
    customer: str | None
    rep: str | None
    persons: tuple[str, ...]
    next_day: str | None
    next_at: str | None
    no_next: bool
    new: bool


class Edited(NamedTuple):
    """What an edit changed: what was stated before and after, the due's days (None: none), the names it made."""

    before: Entry
    after: Entry
    due_before: str | None
    due_after: str | None
    new_customer: bool
    new_rep: bool


def edit(operation: Operation, activity: int, change: Change) -> Edited:
    """Write the changed version.

    Raises NotFound where there is no such activity, Misuse for a new customer or rep that is near a known one.
    """
    connection = operation.connection
    before = activities.entry_of(connection, activity)
    if before is None or activities.is_deleted(connection, activity):
        raise NotFound(_("there is no activity #{id}; salescli list shows the ids").format(id=activity))
    after = before._replace(**change.fields)  # type: ignore[arg-type] # the fields are Entry's own
    due_before = dues.day_asked_by(connection, activity)
    known = _names_known(connection, change)
    if change.rep:
        after = after._replace(rep=_rep(operation, change.rep, new=change.new).id)
    if change.customer:
        after = after._replace(customer=_customer(operation, change.customer, new=change.new).id)
    if change.persons:
        after = after._replace(person="; ".join(change.persons))
        if after.customer is not None:
            customers.meet(operation, after.customer, list(change.persons))
    if after != before:
        activities.change(operation, activity, after)
        reps.join(operation, reps.get(connection, after.rep), after.day)
        dues.follow(operation, activity, rep=after.rep != before.rep)
    _ask(operation, activity, change, after)
    due_after = dues.day_asked_by(connection, activity)
    return Edited(before, after, due_before, due_after, *(not each for each in known))


def _names_known(connection: sqlite3.Connection, change: Change) -> tuple[bool, bool]:
    """Whether the customer and the rep that the change names are known before it."""
    customer = change.customer is None or customers.find(connection, change.customer) is not None
    return customer, change.rep is None or reps.find(connection, change.rep) is not None


def last_of(connection: sqlite3.Connection, rep: str) -> int | None:
    """The activity that a rep of this name wrote down last: the newest id of his that stands."""
    found = reps.find(connection, rep)
    if found is None:
        return None
    statement = "SELECT max(id) FROM activity WHERE rep = ? AND deleted = 0"
    row = connection.execute(statement, (found.id,)).fetchone()
    return row[0] if row else None


def _ask(operation: Operation, activity: int, change: Change, after: Entry) -> None:
    if change.no_next:
        dues.forget(operation, activity)
    if change.next_day:
        if after.customer is None:
            raise Misuse(_("#{id} has no customer to get back to: add --customer NAME").format(id=activity))
        dues.ask(operation, activity, change.next_day, change.next_at, after.note)


def _rep(operation: Operation, name: str, *, new: bool) -> reps.Rep:
    found = reps.find(operation.connection, name)
    if found:
        return found
    if not new:
        raise NotFound(_("there is no rep {name}; --new makes one").format(name=name))
    return reps.create(operation, name)


def _customer(operation: Operation, name: str, *, new: bool) -> customers.Customer:
    found = customers.find(operation.connection, name)
    if found:
        return found
    if not new:
        from salescli.store import near_lookup

        close = near_lookup.near_customers(operation.connection, name)
        if close:
            names = ", ".join(known for _customer, known, _reason in close)
            message = _("{typed} is near the known customer {names}: type that name, or --new if it is another")
            raise Misuse(message.format(typed=name, names=names))
    return customers.create(operation, name)
