"""Activities that changed since a mark, deletes included, page by page, each as it stood when the reading began.

Which ones, is noted at the start, in the moment that gives the mark up to which this reading comes: nothing is between
two readings. What changes while it is read stands behind that mark, and comes next time.
"""

import sqlite3
from array import array
from collections.abc import Iterator

from salescli.store.as_of_change import TOUCH, Past
from salescli.store.export_marks import Mark
from salescli.store.listing_order import Row
from salescli.store.paging import PAGE, SELECT, Chosen

_FROM = "FROM activity a JOIN rep r ON r.id = a.rep LEFT JOIN customer c ON c.id = a.customer"

# reps and customers whose name, or being known, is not what it was at an operation
_OTHERWISE = """SELECT e.id FROM {entity} e JOIN fact g ON g.id = (SELECT max(f.id) FROM fact f
        WHERE f.entity = '{entity}' AND f.entity_id = e.id AND f.operation <= :newest_operation)
    WHERE e.id IN (SELECT f.entity_id FROM fact f WHERE f.operation > :newest_operation AND +f.entity = '{entity}')
        AND ({differs})"""
_BY_PEOPLE = (
    """ OR deleted = 0 AND (
    rep IN ("""
    + _OTHERWISE.format(entity="rep", differs="e.name <> json_extract(g.body, '$.name')")
    + """)
    OR customer IN ("""
    + _OTHERWISE.format(
        entity="customer",
        differs="e.name <> json_extract(g.body, '$.name') OR e.known <> json_extract(g.body, '$.known')",
    )
    + "))"
)
_ANYBODY = "SELECT 1 FROM fact WHERE operation > ? AND entity IN ('rep', 'customer') LIMIT 1"


class Changed:
    """What changed since a mark, and the mark up to which it is given."""

    def __init__(self, connection: sqlite3.Connection, since: Mark | None) -> None:
        """Note which activities; without a mark all that are there."""
        self._connection = connection
        connection.execute("BEGIN")
        try:
            self._past = Past(connection, Chosen(), SELECT)
            newest = connection.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()[0]
            self.upto = Mark(self._past.change, newest)
            self._noted, self._deleted = self._note(since)
        finally:
            connection.execute("COMMIT")

    def __len__(self) -> int:
        """How many rows there are to come."""
        return len(self._noted)

    def pages(self, page: int = PAGE) -> Iterator[list[Row]]:
        """The rows of 6.1's columns and `deleted`, in lists, in order of (instant, uid)."""
        for start in range(0, len(self._noted), page):
            with self._past.moment():
                rows = self._rows(self._noted[start : start + page])
            yield rows

    def _note(self, since: Mark | None) -> tuple["array[int]", set[int]]:
        """The ids in order, and which of them stand deleted."""
        if since is None:
            condition, values = "deleted = 0", {}
        else:
            condition, values = "change > :change", since._asdict()
            if self._connection.execute(_ANYBODY, (since.newest_operation,)).fetchone():
                condition += _BY_PEOPLE
        statement = f"SELECT id, deleted FROM activity WHERE {condition} ORDER BY at_unix, uid"  # noqa: S608  from code
        noted, gone = array("q"), set()
        for number, deleted in self._connection.execute(statement, values):
            noted.append(number)
            if deleted:
                gone.add(number)
        return noted, gone

    def _rows(self, ids: "array[int]") -> list[Row]:
        found = self._read(ids, f"a.change <= {self._past.change}")
        missing = [number for number in ids if number not in found]
        for number in missing:
            if number not in self._deleted:
                found[number] = self._past.as_it_stood(number)
        restored = [number for number in missing if number in self._deleted]
        if restored:  # since: it is given as it is next time
            found |= self._read(restored, "1")
        named = self._past.named([found[number] for number in ids])
        return [self._marked(number, row) for number, row in zip(ids, named, strict=True)]

    def _read(self, ids: "array[int] | list[int]", condition: str) -> dict[int, Row]:
        chosen = ",".join(map(str, ids))
        statement = f"{SELECT} {_FROM} WHERE a.id IN ({chosen}) AND {condition}"
        return {row[0]: row for row in self._connection.execute(statement)}

    def _marked(self, number: int, row: Row) -> Row:
        if number in self._deleted:
            return (*row[:TOUCH], None, *row[TOUCH + 1 :], 1)
        return (*row, 0)
