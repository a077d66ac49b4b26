"""Writing one line of work: the rep and the customer it names, the activity, what it asks for and what it closes."""

import sqlite3
from typing import NamedTuple

from salescli.model.errors import Misuse
from salescli.store import activities, customers, dues, reps
from salescli.store.activities import Entry
from salescli.store.dues import Due
from salescli.store.operation import Operation


class Said(NamedTuple):
    """One line as understood, before anything is looked up. `customer` and `rep` are names; `new` insists on both.

    `known_as` is the customer's id that a person chose when asked: what was typed becomes an alias of it.
    """

    rep: str
    customer: str
    persons: tuple[str, ...]
    number: str | None
    channel: str
    direction: str
    stated: str | None
    outcome: str | None
    reached: int
    at: str
    at_unix: int
    day: str
    duration_s: int | None
    note: str | None
    logged_at: str
    next_day: str | None
    next_at: str | None
    new: bool = False
    known_as: int | None = None
    rep_known_as: int | None = None


class Logged(NamedTuple):
    """What became of a line. `earlier` is the contact made before a stated first one: (id, day, rep)."""

    id: int
    rep: reps.Rep
    customer: customers.Customer
    new_rep: bool
    new_customer: bool
    touch: str
    earlier: tuple[int, str, str] | None
    closed: tuple[Due, ...]
    still_due: tuple[Due, ...]


class NearName(Misuse):
    """A typed name is near a known one: nothing was written. `what` is customer or rep, `near` (id, name, reason)."""

    def __init__(self, what: str, typed: str, near: list[tuple[int, str, str]]) -> None:
        """Keep what a question on a terminal needs; the text is for who cannot be asked."""
        super().__init__(typed)
        self.what = what
        self.typed = typed
        self.near = near


def log(operation: Operation, said: Said) -> Logged:
    """Write a line. Raises NearName when its customer or rep is new and near a known one, unless `new` insists."""
    connection = operation.connection
    rep, new_rep = _rep(operation, said)
    customer, new_customer = _customer(operation, said)
    reps.join(operation, rep, said.day)
    customers.meet(operation, customer.id, list(said.persons))
    due_before = [] if new_customer else dues.open_of(connection, customer.id)
    activity = activities.add(operation, _entry(said, rep.id, customer.id))
    due_after = {due.id: due for due in dues.open_of(connection, customer.id)} if due_before else {}
    if said.next_day:
        dues.ask(operation, activity, said.next_day, said.next_at, said.note)
    touch = connection.execute("SELECT touch FROM activity WHERE id = ?", (activity,)).fetchone()[0]
    closed = tuple(due for due in due_before if due.id not in due_after)
    earlier = None if new_customer or said.stated != "first" else contact_before(connection, activity)
    return Logged(activity, rep, customer, new_rep, new_customer, touch, earlier, closed, tuple(due_after.values()))


def lacks_holidays(connection: sqlite3.Connection, day: str) -> bool:
    """Whether a country is set and the year of this day is none of those whose holidays are kept."""
    statement = """SELECT 1 FROM setting s WHERE s.name = 'country' AND s.gone = 0 AND NOT EXISTS (
        SELECT 1 FROM calendar_year y WHERE y.country = s.value AND y.year = ? AND y.gone = 0)"""
    return connection.execute(statement, (int(day[:4]),)).fetchone() is not None


def contact_before(connection: sqlite3.Connection, activity: int) -> tuple[int, str, str] | None:
    """The first contact that reached this activity's customer before it: (id, day, rep), None where there was none."""
    statement = """SELECT b.id, b.day, r.name FROM activity a JOIN activity b ON b.customer = a.customer
        JOIN rep r ON r.id = b.rep
        WHERE a.id = ? AND b.reached = 1 AND b.deleted = 0 AND (b.at_unix, b.uid) < (a.at_unix, a.uid)
        ORDER BY b.at_unix, b.uid LIMIT 1"""
    row = connection.execute(statement, (activity,)).fetchone()
    return (row[0], row[1], row[2]) if row else None


def _entry(said: Said, rep: int, customer: int) -> Entry:
    shared = {name: getattr(said, name) for name in Entry._fields if name in Said._fields}
    person = "; ".join(said.persons) or None
    return Entry(**{**shared, "rep": rep, "customer": customer, "person": person, "source": None, "source_id": None})


def _rep(operation: Operation, said: Said) -> tuple[reps.Rep, bool]:
    connection = operation.connection
    found = reps.find(connection, said.rep)
    if found:
        return found, False
    if said.rep_known_as is not None:
        reps.add_name(operation, said.rep_known_as, said.rep)
        return reps.get(connection, said.rep_known_as), False
    if not said.new:
        from salescli.store import near_lookup

        close = near_lookup.near_reps(connection, said.rep)
        if close:
            raise NearName("rep", said.rep, [(rep.id, name, reason) for rep, name, reason in close])
    return reps.create(operation, said.rep, said.day), True


def _customer(operation: Operation, said: Said) -> tuple[customers.Customer, bool]:
    connection = operation.connection
    found = customers.find(connection, said.customer)
    if found:
        return found, False
    if said.known_as is not None:
        customers.add_name(operation, said.known_as, said.customer)
        return customers.get(connection, said.known_as), False
    if not said.new:
        from salescli.store import near_lookup

        close = near_lookup.near_customers(connection, said.customer)
        if close:
            raise NearName("customer", said.customer, [(customer.id, name, reason) for customer, name, reason in close])
    return customers.create(operation, said.customer), True
