"""Rows on their way in: kept in a database of their own on disk, so that the file is not locked while they are read."""

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable

from salescli.i18n import _
from salescli.model.names import accept_name, fold
from salescli.model.near import stem
from salescli.store.uids import imported_uid

# One row of a file as it will be: what activities.Entry holds, but rep and customer by their number here.
FIELDS = (
    "line, key, uid, rep, customer, person, number, channel, direction, stated, outcome, reached, at, at_unix, day,"
    " duration_s, note, logged_at, source, source_id"
)
OWN, IDENTIFIED, COUNTED = 0, 1, 2
"""What `key` says of a row's uid: its own from an export of ours, made of the source's id, made of the content."""
DAY_ONLY = 2  # more than these, where the row states a day without a time: its moment is ours, and may differ next time

SHOWN = (
    *("line", "at", "rep", "customer", "person", "number", "channel", "direction", "outcome", "duration_s", "note"),
)
"""What people look at of a row before it is taken in."""

Staged = tuple[int | str | None, ...]

TABLES = (
    """CREATE TABLE staged (
        id INTEGER PRIMARY KEY, line INTEGER NOT NULL, key INTEGER NOT NULL, uid TEXT NOT NULL, rep INTEGER NOT NULL,
        customer INTEGER, person TEXT, number TEXT, channel TEXT NOT NULL, direction TEXT NOT NULL, stated TEXT,
        outcome TEXT, reached INTEGER NOT NULL, at TEXT NOT NULL, at_unix INTEGER NOT NULL, day TEXT NOT NULL,
        duration_s INTEGER, note TEXT, logged_at TEXT, source TEXT, source_id TEXT)""",
    "CREATE TABLE staged_rep (id INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE, name TEXT NOT NULL)",
    """CREATE TABLE staged_customer (
        id INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE, name TEXT NOT NULL, stem TEXT NOT NULL,
        known INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE staged_person (
        id INTEGER PRIMARY KEY, customer INTEGER NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL,
        UNIQUE (customer, folded))""",
    "CREATE TABLE staged_outcome (word TEXT PRIMARY KEY, reached INTEGER NOT NULL)",
)
_SAID = tuple(name.strip() for name in FIELDS.split(",") if name.strip() not in {"line", "key", "uid"})
_REPETITIONS = """FROM twice t
    JOIN staged a ON a.uid = t.uid AND a.id = (SELECT min(id) FROM staged WHERE uid = t.uid)
    JOIN staged b ON b.uid = t.uid AND b.id > a.id"""
# Of the ways of writing one name that one file has, the same one is kept in whatever order they come: one that is not
# all capitals, else the first by the alphabet.
_SPELLING = """DO UPDATE SET name = excluded.name
    WHERE (excluded.name = upper(excluded.name), excluded.name) < (name = upper(name), name)"""
_CACHED_NAMES = 30_000  # beyond, the cache begins again: memory stays bounded whatever the file holds


class Stage:
    """A private database for one import; `close` removes it."""

    def __init__(self) -> None:
        """Make it in the folder for temporary files, readable by nobody else."""
        handle, self.path = tempfile.mkstemp(prefix="salescli-import-", suffix=".db")
        os.close(handle)
        self.connection = sqlite3.connect(self.path, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-16000", "temp_store=FILE"):
            self.connection.execute(f"PRAGMA {pragma}")
        for table in TABLES:
            self.connection.execute(table)
        self.connection.execute("BEGIN")
        marks = ", ".join("?" * (FIELDS.count(",") + 1))
        self._insert = f"INSERT INTO staged ({FIELDS}) VALUES ({marks})"  # noqa: S608  names come from code
        self.reps: dict[str, int] = {}
        """Names as written to their numbers, for a quick look before `rep` is asked."""
        self.customers: dict[str, int] = {}
        """The same of customers; not all of them, when there are very many."""
        self._known: set[int] = set()
        self._persons: set[tuple[int, str]] = set()
        self.acting: str | None = None
        """Who is part of what rows are known again by, as it is written there; so he is called so."""
        self.repeated = 0
        self.overruled = 0
        """Rows among the repeated of which a later file says something else."""
        self.partial = False
        """Whether names may be staged that no staged row has: those of rows that were refused or dropped."""

    def add(self, rows: Iterable[Staged]) -> None:
        """Append rows in the order of FIELDS."""
        self.connection.executemany(self._insert, rows)

    def rep(self, written: str) -> int:
        """The number here of a rep's name; one number for all ways of writing it. Raises Misuse for no good name."""
        number = self.reps.get(written)
        if number is None:
            name = accept_name(written, _("rep"))
            number = self.reps[written] = self._named("staged_rep", "name", (fold(name), name))
        return number

    def customer(self, written: str) -> int:
        """The number here of a customer's name. Raises Misuse for no good name."""
        number = self.customers.get(written)
        if number is None:
            if len(self.customers) >= _CACHED_NAMES:
                self.customers.clear()
            name = accept_name(written, _("customer"))
            folded = fold(name)
            number = self._named("staged_customer", "name, stem", (folded, name, stem(folded)))
            self.customers[written] = number
        return number

    def known(self, customer: int) -> None:
        """Note that a row calls the customer known: worked with before salescli."""
        if customer not in self._known:
            self._known.add(customer)
            self.connection.execute("UPDATE staged_customer SET known = 1 WHERE id = ?", (customer,))

    def person(self, customer: int, name: str) -> None:
        """Note that a person of this name, which is a good one, is at a customer."""
        key = (customer, name)
        if key in self._persons:
            return
        if len(self._persons) >= _CACHED_NAMES:
            self._persons.clear()
        self._persons.add(key)
        statement = "INSERT INTO staged_person (customer, folded, name) VALUES (?, ?, ?) ON CONFLICT (customer, folded)"
        self.connection.execute(f"{statement} {_SPELLING}", (customer, fold(name), name))

    def outcome(self, word: str, reached: int) -> None:
        """Note an outcome that is not built in; the first row that has it says whether it reaches."""
        self.connection.execute("INSERT OR IGNORE INTO staged_outcome (word, reached) VALUES (?, ?)", (word, reached))

    def _named(self, table: str, columns: str, values: tuple[str, ...]) -> int:
        marks = ", ".join("?" * len(values))
        # names come from code
        statement = f"INSERT INTO {table} (folded, {columns}) VALUES ({marks}) ON CONFLICT (folded) {_SPELLING}"  # noqa: S608
        self.connection.execute(statement, values)
        found = self.connection.execute(f"SELECT id FROM {table} WHERE folded = ?", values[:1])  # noqa: S608
        return int(found.fetchone()[0])

    def seal(self) -> list[tuple[int, int]]:
        """Nothing more will be staged: number equal rows without an id, drop repeated ones with one, find conflicts.

        Returns the lines of (first, other) rows that have one id and say different things; then nothing is dropped.
        """
        execute = self.connection.execute
        if self.acting:
            execute("UPDATE staged_rep SET name = ? WHERE folded = ?", (self.acting, fold(self.acting)))
        execute("CREATE INDEX staged_uid ON staged (uid)")
        execute("CREATE TABLE twice AS SELECT uid FROM staged GROUP BY uid HAVING count(*) > 1")
        execute("CREATE UNIQUE INDEX twice_uid ON twice (uid)")
        if not execute("SELECT 1 FROM twice").fetchone():
            return []
        self._number_equal_rows()
        same = " AND ".join(f"a.{name} IS b.{name}" for name in _SAID)
        conflicts = execute(f"SELECT a.line, b.line {_REPETITIONS} WHERE NOT ({same}) ORDER BY b.line").fetchall()
        if not conflicts:
            self.drop_repeated()
        return conflicts

    def _number_equal_rows(self) -> None:
        """Without an id, equal rows are as many activities: the n-th has a uid of its own, at every import the same."""
        self.connection.create_function("counted_uid", 2, counted_uid, deterministic=True)
        self.connection.execute(
            """UPDATE staged SET uid = counted_uid(uid, n) FROM (
                SELECT s.id AS which, row_number() OVER (PARTITION BY s.uid ORDER BY s.id) AS n
                FROM twice t JOIN staged s ON s.uid = t.uid WHERE s.key IN (?, ?))
            WHERE which = staged.id AND n > 1""",
            (COUNTED, COUNTED + DAY_ONLY),
        )

    def drop_repeated(self) -> None:
        """Of rows with one id that say the same, keep the first."""
        statement = f"DELETE FROM staged WHERE id IN (SELECT b.id {_REPETITIONS})"  # noqa: S608  from code
        self.repeated = self.connection.execute(statement).rowcount

    def of_one_id(self, conflicts: list[tuple[int, int]]) -> dict[int, int]:
        """Every line of the ids in conflict, agreeing ones too, and a line that it shares the id with."""
        first = {line for line, _other in conflicts}
        pairs = self.connection.execute(f"SELECT a.line, b.line {_REPETITIONS}").fetchall()
        return {other: line for line, other in pairs if line in first} | dict(reversed(conflicts))

    def drop(self, lines: Iterable[int]) -> None:
        """Take rows out again, by line."""
        self.connection.execute("CREATE TEMP TABLE dropped (line INTEGER PRIMARY KEY)")
        self.connection.executemany("INSERT INTO dropped VALUES (?)", ((line,) for line in lines))
        self.connection.execute("DELETE FROM staged WHERE line IN (SELECT line FROM dropped)")
        self.partial = True

    def hand_over(self) -> None:
        """Finish the database, so that another connection can attach it; it says there whether it is `partial`."""
        self.connection.execute(f"PRAGMA user_version={int(self.partial)}")
        self.connection.execute("COMMIT")

    def rep_as_written(self, name: str) -> str | None:
        """A rep's name as it will be made, None where no row is his."""
        found = self.connection.execute("SELECT name FROM staged_rep WHERE folded = ?", (fold(name),)).fetchone()
        return str(found[0]) if found else None

    def rest(self) -> None:
        """Let go of memory: nothing is asked of the stage from now on, but its `path`."""
        self.connection.close()
        self.reps.clear()
        self.customers.clear()
        self._known.clear()
        self._persons.clear()

    def count(self) -> int:
        """How many rows are staged."""
        return int(self.connection.execute("SELECT count(*) FROM staged").fetchone()[0])

    def first(self, most: int) -> list[tuple[int | str | None, ...]]:
        """The first rows as SHOWN names their columns, with names instead of numbers; the time to the minute."""
        named = {"rep": "r.name", "customer": "c.name", "at": "substr(s.at, 1, 16) || substr(s.at, 20)"}
        columns = ", ".join(named.get(name, f"s.{name}") for name in SHOWN)
        rows = self.connection.execute(
            f"""SELECT {columns} FROM staged s JOIN staged_rep r ON r.id = s.rep
            LEFT JOIN staged_customer c ON c.id = s.customer ORDER BY s.id LIMIT ?""",  # noqa: S608  names come from code
            (most,),
        )
        return rows.fetchall()

    def close(self) -> None:
        """Remove the database, also after a failure."""
        self.connection.close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.path)


def counted_uid(uid: str, n: int) -> str:
    """The uid of the n-th of equal rows, from that of the first."""
    return imported_uid(uid, str(n))
