"""The totals kept by rep and day (`rep_day`): set aside while many rows come, compared, made again.

Triggers on `activity` keep them (store/schema_v2.py), so that whatever writes an activity need not know of them.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from salescli.store import schema_v2

# one row a rep and day of which the two sums are not the same; a row of zeros is as good as none
DIFFERENT = f"""SELECT day, rep FROM (
        SELECT day, rep, {", ".join(schema_v2.COUNTED)} FROM rep_day
        UNION ALL SELECT day, rep, {", ".join(f"-{name}" for name in schema_v2.COUNTED)}
        FROM ({schema_v2.TOTALS_OF_ACTIVITIES}))
    GROUP BY day, rep HAVING {" OR ".join(f"sum({name}) <> 0" for name in schema_v2.COUNTED)}"""  # noqa: S608  from code


@contextmanager
def made_again_after(connection: sqlite3.Connection) -> Iterator[None]:
    """Activities change without the triggers; then all totals are made again, which many rows pay for only once.

    Inside a transaction, which an exception must end.
    """
    for name in schema_v2.TRIGGERS:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    make_again(connection)
    for statement in schema_v2.TRIGGERS.values():
        connection.execute(statement)


def make_again(connection: sqlite3.Connection) -> None:
    """Count anew what every rep did on every day."""
    connection.execute("DELETE FROM rep_day")
    connection.execute(schema_v2.FILL)
