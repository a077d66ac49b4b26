"""How activities, and the names on them, stood at one change number, whoever writes in the meantime.

What changed since is few as a rule, and is remembered: an earlier version never changes any more.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from salescli.store.activities import Entry
from salescli.store.listing_order import Key, Row, key_of

if TYPE_CHECKING:
    from salescli.store.paging import Chosen

REP, CUSTOMER, TOUCH, KNOWN = 2, 3, 8, 19  # where these stand in a row

_AS_MERGED = {"rep": "merged_then('rep', v.rep) AS rep", "customer": "merged_then('customer', v.customer) AS customer"}
_STATED = ", ".join(_AS_MERGED.get(name, f"v.{name}") for name in Entry._fields)

# The last revision at or below the number, with rep and customer as merged then. `touch` is derived again below.
_EARLIER = f"""SELECT v.activity AS id, v.activity_uid AS uid, NULL AS touch, {_STATED}
    FROM activity x INDEXED BY activity_change CROSS JOIN revision v ON v.id = (
        SELECT w.id FROM revision w WHERE w.activity = x.id AND w.change <= :change
        ORDER BY w.rev DESC, w.uid DESC LIMIT 1)
    WHERE x.change > :seen AND x.id <= :top AND v.op = 'put'"""  # noqa: S608  names come from code


class Earlier(NamedTuple):
    """What an activity that changed since was at the number, as far as touch depends on it."""

    customer: int | None
    key: Key
    reached: int
    stated: str | None


class Past:
    """The state at the number that stands when this is made, read through later moments."""

    def __init__(self, connection: sqlite3.Connection, chosen: "Chosen", select: str) -> None:
        """Note the number, and the newest activity and operation that belong to it."""
        self._connection, self._chosen, self._select = connection, chosen, select
        row = connection.execute(
            "SELECT change, (SELECT max(id) FROM activity), (SELECT max(id) FROM operation) FROM counter"
        ).fetchone()
        self.change: int = row[0]
        self._top, self._operation = row[1] or 0, row[2]
        self._seen = self.change
        self._earlier: dict[int, Earlier] = {}
        self._waiting: dict[int, tuple[Key, Row]] = {}
        self._people: dict[tuple[str, int], dict[str, int | str | None]] = {}
        self._names: dict[int, dict[str, tuple[str | None, int]]] = {REP: {}, CUSTOMER: {}}
        connection.create_function("merged_then", 2, self._merged_then)

    @contextmanager
    def moment(self) -> Iterator[None]:
        """One short read transaction; begins by learning what changed since the last one."""
        self._connection.execute("BEGIN")
        try:
            self._learn()
            yield
        finally:
            self._connection.execute("COMMIT")

    @property
    def is_present(self) -> bool:
        """Whether everything still stands as it did."""
        return not self._people and not self._earlier

    def read(self, statement: str, after: Key) -> sqlite3.Cursor:
        """Ask for the rows after a place that did not change since."""
        touch = self._chosen.touch or ""
        values = {
            **self._chosen.values,
            "unix": after[0],
            "uid": after[1],
            "change": self.change,
            "touch": touch,
        }
        return self._connection.execute(statement, values)

    def completed(self, rows: list[Row], after: Key, until: Key | None) -> list[Row]:
        """The rows of a page with those that changed since, as they stood, up to the place `until` (None: the end)."""
        here = [
            (key, self._derived(number, row))
            for number, (key, row) in self._waiting.items()
            if key > after and (until is None or key <= until)
        ]
        if here:
            wanted = [(key, row) for key, row in here if self._chosen.touch in (None, row[TOUCH])]
            rows = [row for _key, row in sorted([*((key_of(row), row) for row in rows), *wanted])]
        return self.named(rows)

    def as_it_stood(self, activity: int) -> Row:
        """An activity that changed since. Raises KeyError for one that did not, or was deleted then."""
        return self._derived(activity, self._waiting[activity][1])

    def named(self, rows: list[Row]) -> list[Row]:
        """The rows with the names of then."""
        if self._names[REP] or self._names[CUSTOMER]:
            return [self._named(row) for row in rows]
        return rows

    def _learn(self) -> None:
        """Remember the earlier versions of what changed since the last moment, and of names."""
        change, operation = self._connection.execute(
            "SELECT change, (SELECT max(id) FROM operation) FROM counter"
        ).fetchone()
        if operation == self._operation:
            return
        self._learn_people()
        values = {"change": self.change, "seen": self._seen, "top": self._top}
        skeleton = f"SELECT id, customer, at_unix, uid, reached, stated FROM ({_EARLIER})"  # noqa: S608  from code
        for number, customer, unix, uid, reached, stated in self._connection.execute(skeleton, values).fetchall():
            self._earlier.setdefault(number, Earlier(customer, (unix, uid), reached, stated))
        full = f"""{self._select}, a.at_unix FROM ({_EARLIER}) a CROSS JOIN rep r ON r.id = a.rep
            LEFT JOIN customer c ON c.id = a.customer WHERE {self._chosen.condition}"""
        for *cells, unix in self._connection.execute(full, {**self._chosen.values, **values}).fetchall():
            self._waiting.setdefault(int(cells[0]), ((unix, str(cells[1])), tuple(cells)))
        self._seen = change

    def _learn_people(self) -> None:
        """The reps and customers that were renamed, merged or marked since, as they were."""
        changed = """SELECT DISTINCT f.entity, f.entity_id, (SELECT g.body FROM fact g
            WHERE g.entity = f.entity AND g.entity_id = f.entity_id AND g.operation <= :operation
            ORDER BY g.id DESC LIMIT 1)
            FROM fact f WHERE f.operation > :operation AND +f.entity IN ('rep', 'customer')"""
        for entity, number, body in self._connection.execute(changed, {"operation": self._operation or 0}).fetchall():
            if body is None:  # made since
                continue
            then = self._people[entity, number] = json.loads(body)
            column = REP if entity == "rep" else CUSTOMER
            now = self._connection.execute(f"SELECT name FROM {entity} WHERE id = ?", (number,)).fetchone()[0]  # noqa: S608
            self._names[column][now] = (str(then["name"]), int(then.get("known") or 0))

    def _named(self, row: Row) -> Row:
        cells = list(row)
        if (found := self._names[REP].get(str(row[REP]))) is not None:
            cells[REP] = found[0]
        if (found := self._names[CUSTOMER].get(str(row[CUSTOMER]))) is not None:
            cells[CUSTOMER], cells[KNOWN] = found
        return tuple(cells)

    def _merged_then(self, entity: str, number: int | None) -> int | None:
        """The rep or customer that a written one stood for at the number."""
        if number is None:
            return None
        if (entity, number) in self._people:
            return int(self._people[entity, number]["merged_into"] or number)
        statement = f"SELECT coalesce(merged_into, id) FROM {entity} WHERE id = ?"  # noqa: S608  from code
        return int(self._connection.execute(statement, (number,)).fetchone()[0])

    def _derived(self, number: int, row: Row) -> Row:
        return (*row[:TOUCH], self._touch(self._earlier[number]), *row[TOUCH + 1 :])

    def _touch(self, it: Earlier) -> str | None:
        """Section 3's rule over the rows as they stood."""
        if it.customer is None:
            return None
        if not it.reached:
            return "attempt"
        if it.stated:
            return it.stated
        person = self._people.get(("customer", it.customer))
        known = person["known"] if person else self._known(it.customer)
        return "follow-up" if known or self._was_reached_before(it.customer, it.key) else "first"

    def _known(self, customer: int) -> int:
        return int(self._connection.execute("SELECT known FROM customer WHERE id = ?", (customer,)).fetchone()[0])

    def _was_reached_before(self, customer: int, key: Key) -> bool:
        if any(it.customer == customer and it.reached and it.key < key for it in self._earlier.values()):
            return True
        unchanged = """SELECT 1 FROM activity WHERE customer = ? AND reached = 1 AND deleted = 0 AND change <= ?
            AND (at_unix, uid) < (?, ?) LIMIT 1"""
        return self._connection.execute(unchanged, (customer, self.change, *key)).fetchone() is not None
