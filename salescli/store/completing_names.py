"""Names for completion, read through the indexes, at most so many; nothing is made or waited for."""

import os
import sqlite3

from salescli.model.names import fold
from salescli.store import open as opening

MOST = 50  # as many as a person looks through
_SECONDS = 0.5  # a TAB waits no longer for whoever is writing
_WITH_METRICS = 2  # the version of the file that they came with
_LAST_CHARACTER = "\U0010ffff"


def connection() -> sqlite3.Connection | None:
    """The file, for reading; None where there is none, or no table in it yet."""
    path = opening.location()
    if not os.path.isfile(path) or not os.path.getsize(path):
        return None
    file = sqlite3.connect(path, timeout=_SECONDS, isolation_level=None)
    file.execute("PRAGMA query_only=ON")
    file.execute("PRAGMA trusted_schema=OFF")
    return file if file.execute("PRAGMA user_version").fetchone()[0] else None


_BEGUN = """SELECT name FROM {table}
    WHERE gone = 0 AND folded >= ?1 AND folded < ?2 {also} ORDER BY folded LIMIT ?3"""
_WITHIN = "SELECT name FROM {table} WHERE gone = 0 AND instr(folded, ?1) > 0 LIMIT 2"


def customers(file: sqlite3.Connection, begun: str) -> list[str]:
    """Names and aliases that begin with this folded text."""
    return _begun(file, "customer_name", begun)


def reps(file: sqlite3.Connection, begun: str) -> list[str]:
    """Names and aliases that begin with this folded text."""
    return _begun(file, "rep_name", begun)


def only_one_with(file: sqlite3.Connection, table: str, part: str) -> list[str]:
    """The name that holds this folded text somewhere, where it is the only one."""
    statement = _WITHIN.format(table=table)
    found = [name for (name,) in file.execute(statement, (part,))]
    return found if len(found) == 1 else []


def persons(file: sqlite3.Connection, customer: str, begun: str) -> list[str]:
    """Persons whose folded name begins so: at the customer of this name where there is one, else anywhere."""
    of = file.execute("SELECT customer FROM customer_name WHERE folded = ? AND gone = 0", (fold(customer),)).fetchone()
    also = f"AND customer = {int(of[0])}" if of else ""
    return list(dict.fromkeys(_begun(file, "person", begun, also)))


def outcomes(file: sqlite3.Connection) -> list[str]:
    """The words that users added."""
    return [word for (word,) in file.execute("SELECT word FROM outcome WHERE gone = 0 ORDER BY id")]


def metrics(file: sqlite3.Connection) -> list[str]:
    """The metrics that users added; none in a file from before there could be."""
    if file.execute("PRAGMA user_version").fetchone()[0] < _WITH_METRICS:
        return []
    return [name for (name,) in file.execute("SELECT name FROM metric WHERE gone = 0 ORDER BY id")]


def _begun(file: sqlite3.Connection, table: str, begun: str, also: str = "") -> list[str]:
    statement = _BEGUN.format(table=table, also=also)
    return [name for (name,) in file.execute(statement, (begun, begun + _LAST_CHARACTER, MOST))]
