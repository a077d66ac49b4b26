"""The file as it was known at an instant: temporary tables and views that shadow the real ones.

SQLite looks a name up among the temporary tables first, so that the queries of a report, unchanged, see the past. Only
what changed since is built again, from the record; what did not change is read where it is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from salescli.store import past_rows, schema_v2
from salescli.store.activities import Entry

_numbers = count(1)
_STATED = tuple(name for name in Entry._fields if name not in {"rep", "customer"})
COLUMNS = ("id", "uid", "revision", "rep", "customer", "touch", *_STATED, "deleted", "change")


class Past:
    """What this file knew at an instant, given in UTC as the record has it (`2026-11-18T07:04:00Z`).

    `first_later` is the first operation after it, None where nothing came later; `change` is the counter of changes
    before that, so that an activity with a higher one has changed since. `table` holds those as they were.
    """

    def __init__(self, connection: sqlite3.Connection, instant: str) -> None:
        """Find the place in the record; nothing is built yet. Begins to read, so that all is of one moment."""
        self.connection, self.instant = connection, instant
        self.table = f"known_{next(_numbers)}"
        self._built = False
        later = "SELECT min(id) FROM operation WHERE recorded_at > ?"
        self.first_later: int | None = connection.execute(later, (instant,)).fetchone()[0]
        before = "SELECT max(change) FROM operation WHERE id <= ?"
        self.change: int = (
            (connection.execute(before, (self.first_later,)).fetchone()[0] or 0)
            if self.first_later
            else connection.execute("SELECT change FROM counter").fetchone()[0]
        )

    @property
    def knows_anything(self) -> bool:
        """Whether anything had been written by then."""
        statement = "SELECT 1 FROM operation WHERE recorded_at <= ? LIMIT 1"
        return self.connection.execute(statement, (self.instant,)).fetchone() is not None

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Let every query on this connection see what was known then."""
        if self.first_later is None:
            yield
            return
        with _writing_temporaries(self.connection):
            shadows = past_rows.shadow(self.connection, self.first_later, self.instant)
            self._show_activities()
        try:
            yield
        finally:
            with _writing_temporaries(self.connection):
                for view in ("rep_day", "activity"):
                    self.connection.execute(f"DROP VIEW temp.{view}")
                for table in shadows:
                    self.connection.execute(f"DROP TABLE temp.{table}")

    def had_one_in(self, start: str, end: str) -> bool:
        """Whether an activity that changed since was in these days."""
        self.prepare()
        statement = f"SELECT 1 FROM temp.{self.table} WHERE deleted = 0 AND day >= ? AND day <= ? LIMIT 1"  # noqa: S608
        return self.connection.execute(statement, (start, end)).fetchone() is not None

    def prepare(self) -> None:
        """Make the table of what changed since, for comparing; with nothing later there is nothing in it."""
        if not self._built:
            with self.shown():
                pass

    def _show_activities(self) -> None:
        """Activities that did not change since and those that did as they were; for the sums by day, each of them."""
        self._build()
        names = ", ".join(COLUMNS)
        self.connection.execute(
            f"""CREATE TEMP VIEW activity AS SELECT {names} FROM main.activity WHERE +change <= {self.change}
            UNION ALL SELECT {names} FROM temp.{self.table}"""  # noqa: S608  numbers and names of our own
        )
        self.connection.execute(f"CREATE TEMP VIEW rep_day AS {schema_v2.EACH_ACTIVITY}")

    def _build(self) -> None:
        if self._built:
            return
        self._built = True
        execute = self.connection.execute
        # of the real table's types: of others, SQLite would build the whole view before joining it with anything
        typed = {row[1]: f"{row[1]} {row[2]}" for row in execute("PRAGMA main.table_info(activity)")}
        types = ", ".join("id INTEGER PRIMARY KEY" if name == "id" else typed[name] for name in COLUMNS)
        execute(f"CREATE TEMP TABLE {self.table} ({types})")
        newest_id = past_rows.newest_activity(self.connection, self.first_later or 0, self.instant)
        execute(
            f"""INSERT INTO temp.{self.table} ({", ".join(COLUMNS)})
            SELECT x.id, x.uid, v.id, coalesce(r.merged_into, v.rep), coalesce(c.merged_into, v.customer), NULL,
                {", ".join(f"v.{name}" for name in _STATED)}, v.op = 'delete', v.change
            FROM main.activity x CROSS JOIN revision v ON v.id = (SELECT w.id FROM revision w
                WHERE w.activity = x.id AND w.received_at <= ?2 ORDER BY w.rev DESC, w.uid DESC LIMIT 1)
            CROSS JOIN rep r ON r.id = v.rep LEFT JOIN customer c ON c.id = v.customer
            WHERE x.change > ?1 AND x.id <= ?3""",  # noqa: S608  names come from code
            (self.change, self.instant, newest_id),
        )
        execute(f"CREATE INDEX temp.{self.table}_customer ON {self.table} (customer, reached, at_unix, uid)")
        execute(f"UPDATE temp.{self.table} AS a SET touch = {_TOUCH.format(table=self.table)}", (self.change,))  # noqa: S608


# Section 3's rule over the activities as they were; `known` is the customer's at that time.
_TOUCH = """CASE WHEN a.customer IS NULL THEN NULL
    WHEN a.reached = 0 THEN 'attempt'
    WHEN a.stated IS NOT NULL THEN a.stated
    WHEN (SELECT c.known FROM customer c WHERE c.id = a.customer) = 1 THEN 'follow-up'
    WHEN EXISTS (SELECT 1 FROM main.activity e WHERE e.customer = a.customer AND e.reached = 1 AND e.deleted = 0
        AND e.change <= ?1 AND (e.at_unix, e.uid) < (a.at_unix, a.uid)) THEN 'follow-up'
    WHEN EXISTS (SELECT 1 FROM temp.{table} e WHERE e.customer = a.customer AND e.reached = 1 AND e.deleted = 0
        AND (e.at_unix, e.uid) < (a.at_unix, a.uid)) THEN 'follow-up'
    ELSE 'first' END"""


@contextmanager
def _writing_temporaries(connection: sqlite3.Connection) -> Iterator[None]:
    """A reading connection may make temporary tables, and nothing else."""
    was = connection.execute("PRAGMA query_only").fetchone()[0]
    connection.execute("PRAGMA query_only=OFF")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA query_only={was}")


@contextmanager
def one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Several queries that see the same state, whoever writes in the meantime."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")
