"""Known names near a typed one: three looks through indexes, then the rule of `salescli.model.near`.

Among 50,000 customers a look costs some 30 ms, most of it the scan of the names of about the same length.
"""

import sqlite3
from collections.abc import Iterable

from salescli.i18n import _
from salescli.model import near
from salescli.model.errors import NotFound
from salescli.model.names import fold
from salescli.model.vocabulary import ascii_safe
from salescli.store import customers, reps
from salescli.store.customers import Customer
from salescli.store.reps import Rep

MOST = 5  # as many as a question shows
_MOST_BEGUN = 2000  # names that begin with what was typed; further ones would not be shown anyway
_FEW = 200  # up to so many, comparing here is quicker than importing rapidfuzz (20 ms)
_LAST_CHARACTER = "\U0010ffff"

_BEGUN = """SELECT folded FROM customer_name WHERE gone = 0 AND folded > ?1 AND folded < ?2
    ORDER BY folded LIMIT ?3"""
_OF_LENGTH = """SELECT folded FROM customer_name INDEXED BY customer_name_folded
    WHERE gone = 0 AND length(folded) BETWEEN ?1 AND ?2"""


def near_customers(connection: sqlite3.Connection, name: str) -> list[tuple[Customer, str, str]]:
    """Customers with a name or alias near this one: (customer, that name, reason), the nearest first.

    At most five, each once. The reasons are those of `salescli.model.near.why_near`.
    """
    found: dict[int, tuple[Customer, str, str]] = {}
    for folded, reason in near_names(connection, fold(name)):
        row = connection.execute("SELECT name FROM customer_name WHERE folded = ? AND gone = 0", (folded,)).fetchone()
        customer = customers.find(connection, folded)
        if row and customer:
            found.setdefault(customer.id, (customer, row[0], reason))
        if len(found) == MOST:
            break
    return list(found.values())


def near_names(connection: sqlite3.Connection, new: str) -> list[tuple[str, str]]:
    """Customers' folded names near this folded one with the reason, the nearest first."""
    candidates = {*_of_stem(connection, new), *_begun(connection, new), *_slipped(connection, new)}
    return _nearest_first(new, candidates)


def near_reps(connection: sqlite3.Connection, name: str) -> list[tuple[Rep, str, str]]:
    """Reps with a name or alias near this one, as `near_customers`: (rep, that name, reason)."""
    new = fold(name)
    names = dict(connection.execute("SELECT folded, name FROM rep_name WHERE gone = 0"))
    found: dict[int, tuple[Rep, str, str]] = {}
    for folded, reason in _nearest_first(new, names):
        rep = reps.find(connection, folded)
        if rep:
            found.setdefault(rep.id, (rep, names[folded], reason))
    return list(found.values())[:MOST]


def _nearest_first(new: str, candidates: Iterable[str]) -> list[tuple[str, str]]:
    """The near ones with the reason, by rank: one slip, a legal form, two slips, a beginning."""
    ranked = []
    for known in candidates:
        reason = near.why_near(new, known)
        if reason:
            distance = near.slips(new, known, near.MOST_SLIPS) if reason == near.SLIP else 0
            rank = {near.SLIP: distance * 2, near.FORM: 3, near.BEGINS: 5}[reason]
            ranked.append((rank, abs(len(new) - len(known)), known, reason))
    return [(known, reason) for _rank, _longer, known, reason in sorted(ranked)]


def _of_stem(connection: sqlite3.Connection, new: str) -> list[str]:
    statement = "SELECT folded FROM customer_name WHERE stem = ? AND gone = 0 LIMIT ?"
    return [row[0] for row in connection.execute(statement, (near.stem(new), _MOST_BEGUN))]


def _begun(connection: sqlite3.Connection, new: str) -> list[str]:
    """Names that begin with the new one, and those that it begins with."""
    longer = connection.execute(_BEGUN, (new, new + _LAST_CHARACTER, _MOST_BEGUN)).fetchall()
    shorter = near.beginnings(new)
    marks = ", ".join("?" * len(shorter))
    statement = f"SELECT folded FROM customer_name WHERE gone = 0 AND folded IN ({marks})"  # noqa: S608  marks only
    return [row[0] for row in (*longer, *connection.execute(statement, shorter))]


def _slipped(connection: sqlite3.Connection, new: str) -> list[str]:
    """Names within two slips of the new one, or one where no known name can be long enough for two."""
    letters = near.letters_of(new) + near.MOST_SLIPS
    most = near.slips_allowed("x" * letters)
    if not most:
        return []
    names = [row[0] for row in connection.execute(_OF_LENGTH, (len(new) - most, len(new) + most))]
    if len(names) <= _FEW:
        return [name for name in names if near.slips(new, name, most) <= most]
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(new, names, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [name for name, _distance, _index in found]


def customer_named(connection: sqlite3.Connection, name: str) -> Customer:
    """The customer of this name or alias. Raises NotFound, naming the near ones, where there is none."""
    found = customers.find(connection, name)
    if found is None:
        near_names = [known for _owner, known, _reason in near_customers(connection, name)]
        raise _nobody(_("no such customer: {name}"), name, near_names, "salescli customer list")
    return found


def rep_named(connection: sqlite3.Connection, name: str) -> Rep:
    """The rep of this name or alias. Raises NotFound, naming the near ones, where there is none."""
    found = reps.find(connection, name)
    if found is None:
        near_names = [known for _owner, known, _reason in near_reps(connection, name)]
        raise _nobody(_("no such rep: {name}"), name, near_names, "salescli rep list")
    return found


def _nobody(sentence: str, name: str, near_names: list[str], listing: str) -> NotFound:
    said = sentence.format(name=ascii_safe(name))
    if near_names:
        return NotFound(_("{said}; did you mean {names}?").format(said=said, names=", ".join(near_names)))
    return NotFound(_("{said}; {command} shows all").format(said=said, command=listing))
