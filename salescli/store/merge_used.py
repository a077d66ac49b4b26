"""What one file took back, and something goes on using."""

import sqlite3

from salescli.model.names import fold
from salescli.store.merge_rows import Said

_BELONGINGS = {"customer": ("due",), "rep": ("due", "leave", "confirmed_zero")}


def of_people(
    connection: sqlite3.Connection, entity: str, said: dict[str, Said], ids: dict[str, dict[str, int]]
) -> set[str]:
    """The uids of reps or customers that were taken back and still have activities, dues and the like.

    Activities are asked by whom they were written of. A target here keeps a rep too.
    """
    named = {
        row.fields[entity] for table in _BELONGINGS[entity] for row in said[table].values() if not row.fields["gone"]
    }
    asked = [_WORKED.format(entity=entity)]
    if entity == "rep":
        asked.append("SELECT 1 FROM target WHERE rep = ? AND gone = 0 LIMIT 1")
    found = set()
    for uid, row in said[entity].items():
        if row.fields["gone"]:
            number = (ids[entity][str(uid)],)
            if uid in named or any(connection.execute(each, number).fetchone() for each in asked):
                found.add(str(uid))
    return found


_WORKED = """SELECT 1 FROM activity a JOIN revision v ON v.id = a.revision
    WHERE a.{entity} = (SELECT coalesce(merged_into, id) FROM {entity} WHERE id = ?1)
        AND a.deleted = 0 AND v.{entity} = ?1 LIMIT 1"""


class Persons:
    """Which persons the activities of a customer name; asked only of those that were taken back."""

    def __init__(self, connection: sqlite3.Connection, customers: dict[str, int]) -> None:
        """`customers` are the ids of uids. Redirects and activities must stand."""
        self._connection, self._customers = connection, customers
        self._known: dict[str, set[str]] = {}

    def __call__(self, customer: str, folded: str) -> bool:
        """Whether a line names the person."""
        if customer not in self._known:
            rows = self._connection.execute(
                "SELECT DISTINCT person FROM activity WHERE customer = ? AND deleted = 0 AND person IS NOT NULL",
                (self._customers[customer],),
            )
            self._known[customer] = {fold(name) for (several,) in rows for name in several.split("; ")}
        return folded in self._known[customer]
