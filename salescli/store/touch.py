"""Derived touch (first contact, follow-up, attempt) kept true in the projection, whatever the order of arrival.

The rule is section 3's, as docs/metrics.md states it: in order of (instant, uid), whoever acted and in either
direction, the first activity that reached a customer is `first`, every later one `follow-up`; not reached is `attempt`;
what a rep stated wins where he reached somebody; a known customer has no derived first contact.
"""

from collections.abc import Iterable

from salescli.store.operation import Operation

_EARLIEST = """SELECT id FROM activity WHERE customer = ?1 AND reached = 1 AND deleted = 0
    ORDER BY at_unix, uid LIMIT 1"""

# At most one derived first contact stands wrong after a change; a partial index finds it among any number of rows.
_DEMOTE = """UPDATE activity SET touch = 'follow-up', change = ?2
    WHERE id = (SELECT id FROM activity WHERE customer = ?1 AND touch = 'first' AND deleted = 0 AND stated IS NULL
        AND (id <> ?3 OR (SELECT known FROM customer WHERE id = ?1) = 1) LIMIT 1)"""

_PROMOTE = """UPDATE activity SET touch = 'first', change = ?2
    WHERE id = ?3 AND touch <> 'first' AND stated IS NULL AND (SELECT known FROM customer WHERE id = ?1) = 0"""


def before_history(customer: int | None, reached: int, stated: str | None) -> str | None:
    """The touch of a row as far as the row alone tells; `settle` then finds the customer's first contact."""
    if customer is None:
        return None
    if not reached:
        return "attempt"
    return stated or "follow-up"


def settle(operation: Operation, customers: Iterable[int]) -> None:
    """Make the derived first contacts of these customers true again; each changed row takes a new change number."""
    connection = operation.connection
    for customer in customers:
        row = connection.execute(_EARLIEST, (customer,)).fetchone()
        earliest = row[0] if row else 0
        while connection.execute(_DEMOTE, (customer, operation.change + 1, earliest)).rowcount:
            operation.next_change()
        if earliest and connection.execute(_PROMOTE, (customer, operation.change + 1, earliest)).rowcount:
            operation.next_change()
