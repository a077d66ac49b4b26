"""Derived touch for many customers at once: store/touch.py's rule, by statements over all of them."""

from salescli.store.operation import Operation

_EARLIEST = """INSERT INTO earliest (customer, activity, known)
    SELECT t.customer, (SELECT a.id FROM activity a
        WHERE a.customer = t.customer AND a.reached = 1 AND a.deleted = 0 ORDER BY a.at_unix, a.uid LIMIT 1), c.known
    FROM concerned t JOIN customer c ON c.id = t.customer"""

_WRONG = (
    """INSERT INTO wrong (activity, touch) SELECT a.id, 'follow-up' FROM earliest e
        CROSS JOIN activity a ON a.customer = e.customer AND a.touch = 'first' AND a.deleted = 0
        WHERE a.stated IS NULL AND (a.id IS NOT e.activity OR e.known = 1) ORDER BY a.id""",
    """INSERT INTO wrong (activity, touch) SELECT a.id, 'first' FROM earliest e
        CROSS JOIN activity a ON a.id = e.activity
        WHERE e.known = 0 AND a.stated IS NULL AND a.touch <> 'first' ORDER BY a.id""",
)


def settle(operation: Operation, since: int) -> None:
    """Make the first contacts of the customers in the table `concerned` true again.

    A row that changes takes a new change number; those after the id `since` are this operation's own and keep theirs.
    """
    execute = operation.connection.execute
    execute("CREATE TEMP TABLE earliest (customer INTEGER PRIMARY KEY, activity INTEGER, known INTEGER NOT NULL)")
    execute("CREATE TEMP TABLE wrong (n INTEGER PRIMARY KEY, activity INTEGER NOT NULL, touch TEXT NOT NULL)")
    execute(_EARLIEST)
    for statement in _WRONG:
        execute(statement)
    execute(
        """UPDATE activity SET touch = w.touch, change = CASE WHEN activity.id > ? THEN activity.change ELSE ? + w.n END
        FROM wrong w WHERE w.activity = activity.id""",
        (since, operation.change),
    )
    operation.change += execute("SELECT coalesce(max(n), 0) FROM wrong").fetchone()[0]
