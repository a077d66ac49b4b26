"""First contacts with a customer whose name is near one reached before: the names by `salescli.model.near`.

All names are read once (50,000 take some 100 ms); then a first contact costs a few milliseconds.
"""

import sqlite3
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator

from salescli.model import near
from salescli.store.near_lookup import near_names
from salescli.store.near_pairs import near_pairs
from salescli.store.quality import Asked

_FEW = 5  # customers that are looked up through the indexes
_MANY = 500  # from here on, all near pairs at once take no longer
_LAST_CHARACTER = "\U0010ffff"

_FIRSTS = """SELECT a.id, a.customer, a.at_unix, a.uid FROM activity a
    WHERE a.deleted = 0 AND a.day >= ? AND a.day <= ? AND a.touch = 'first' AND a.direction = 'out'{reps}"""

_BEFORE = """SELECT 1 FROM customer c WHERE c.id = :other AND (c.known = 1 OR EXISTS (
    SELECT 1 FROM activity b WHERE b.customer = c.id AND b.deleted = 0 AND b.reached = 1
        AND (b.at_unix, b.uid) < (:at_unix, :uid)))"""


def near_firsts(connection: sqlite3.Connection, asked: Asked) -> list[int]:
    """The ids of the first contacts in doubt: the other customer was known, or reached earlier, by whomever."""
    marks = ", ".join("?" * len(asked.reps))
    statement = _FIRSTS.format(reps=f" AND +a.rep IN ({marks})" if marks else "")
    firsts = connection.execute(statement, (asked.start, asked.end, *asked.reps)).fetchall()
    others = _near(connection, {customer for _id, customer, _at, _uid in firsts})
    return [
        activity
        for activity, customer, at_unix, uid in firsts
        if any(
            connection.execute(_BEFORE, {"other": other, "at_unix": at_unix, "uid": uid}).fetchone()
            for other in others.get(customer, ())
        )
    ]


def _near(connection: sqlite3.Connection, customers: set[int]) -> dict[int, set[int]]:
    """By customer, the others with a near name or alias."""
    found: dict[int, set[int]] = defaultdict(set)
    if len(customers) > _MANY:
        for pair in near_pairs(connection, customers):
            found[pair.one].add(pair.other)
            found[pair.other].add(pair.one)
        return found
    for customer, other in _pairs_of_few(connection, customers):
        found[customer].add(other)
    return found


def _pairs_of_few(connection: sqlite3.Connection, customers: set[int]) -> Iterator[tuple[int, int]]:
    marks = ", ".join("?" * len(customers))
    own = connection.execute(
        f"SELECT folded, customer FROM customer_name WHERE gone = 0 AND customer IN ({marks})",  # noqa: S608  marks
        tuple(customers),
    ).fetchall()
    if len(customers) <= _FEW:
        owner = "SELECT customer FROM customer_name WHERE folded = ? AND gone = 0"
        for folded, customer in own:
            for name, _reason in near_names(connection, folded):
                yield customer, connection.execute(owner, (name,)).fetchone()[0]
        return
    names = _Names(connection)
    for folded, customer in own:
        for name in names.near(folded):
            yield customer, names.customer[name]


class _Names:
    """Every customer's names, laid out for looking: by stem, in order, by length."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.customer: dict[str, int] = {}
        self._stems: dict[str, list[str]] = defaultdict(list)
        self._lengths: dict[int, list[str]] = defaultdict(list)
        for folded, stem, customer in connection.execute(
            "SELECT folded, stem, customer FROM customer_name WHERE gone = 0"
        ):
            self.customer[folded] = customer
            self._stems[stem].append(folded)
            self._lengths[len(folded)].append(folded)
        self._ordered = sorted(self.customer)

    def near(self, folded: str) -> set[str]:
        """The other customers' names near this one."""
        candidates = {*self._stems[near.stem(folded)], *near.beginnings(folded), *self._longer(folded)}
        candidates.update(self._slipped(folded))
        mine = self.customer[folded]
        return {
            name
            for name in candidates
            if self.customer.get(name, mine) != mine and (near.why_near(folded, name) or near.why_near(name, folded))
        }

    def _longer(self, folded: str) -> list[str]:
        ordered = self._ordered
        return ordered[bisect_right(ordered, folded) : bisect_left(ordered, folded + _LAST_CHARACTER)]

    def _slipped(self, folded: str) -> Iterator[str]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = near.slips_allowed("x" * (near.letters_of(folded) + near.MOST_SLIPS))
        for length in range(len(folded) - most, len(folded) + most + 1) if most else ():
            names = self._lengths.get(length, [])
            for name, _slips, _place in process.extract(
                folded, names, scorer=OSA.distance, score_cutoff=most, limit=None
            ):
                yield name
