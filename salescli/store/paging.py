"""Activities in order of (instant, uid), page by page, each row as it stood when the reading began.

In the journal mode of older SQLites an open read blocks whoever logs a line, so every page is a short read of its own.
The change number noted first holds the pages together: a row that changed since is shown from its last revision at or
below that number, at the place where it stood then, with the touch that it had.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from salescli.store.as_of_change import Past
from salescli.store.listing_order import Key, Row, key_of

PAGE = 4000
_CACHE_KIB = 32_000  # pages come back to the same names and to rows near by: a tenth of the time

_TEXTS = ("r.name", "c.name", "a.person", "a.number", "a.outcome", "a.note", "a.source", "a.source_id")
_CELLS = (
    *("a.id", "a.uid", "r.name", "c.name", "a.person", "a.number", "a.channel", "a.direction", "a.touch", "a.stated"),
    *("a.outcome", "a.reached", "a.at", "a.day", "a.duration_s", "a.note", "a.logged_at", "a.source", "a.source_id"),
    "coalesce(c.known, 0)",
)
SELECT = "SELECT " + ", ".join(_CELLS)
ALL = tuple(range(len(_CELLS)))
"""Every column, by its place in a row."""


class Chosen(NamedTuple):
    """Which activities: a condition on `a` (an activity), `r` and `c`, its values by name; and a touch, if any one."""

    condition: str = "1"
    values: dict[str, int | str] = {}  # noqa: RUF012  never changed
    touch: str | None = None


class Text(NamedTuple):
    """How text becomes a cell of a line. SQLite quotes what holds one of `special`, and asks `cell` only for text that
    begins with one of `first`; all other is its own cell, and a million calls are saved."""

    first: str
    special: str
    cell: Callable[[str], str]


def pages(connection: sqlite3.Connection, chosen: Chosen, page: int = PAGE) -> Iterator[list[Row]]:
    """The rows of 6.1's columns, in lists. The connection is in no transaction while a list is worked on."""
    past = Past(connection, chosen, SELECT)
    statement = _page(SELECT, chosen, page)
    key: Key | None = _BEGINNING
    while key is not None:
        with past.moment():
            rows, key = _rows(past, statement, key, page)
        if rows:
            yield rows


def lines(
    connection: sqlite3.Connection,
    chosen: Chosen,
    text: Text,
    line: Callable[[Row], str],
    page: int = PAGE,
    *,
    picked: Sequence[int] = ALL,
) -> Iterator[list[str]]:
    """The picked columns as lines of cells with commas between, made by SQLite; by `line` where rows changed meanwhile.

    `line` is given whole rows and picks for itself.
    """
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    past = Past(connection, chosen, SELECT)
    by_rows, by_lines = _page(SELECT, chosen, page), _page(_line_of(connection, text, picked), chosen, page)
    key: Key | None = _BEGINNING
    while key is not None:
        with past.moment():
            if past.is_present:
                found = past.read(by_lines, key).fetchall()
                key = (found[-1][1], found[-1][2]) if len(found) == page else None
                made = [each[0] for each in found]
            else:
                rows, key = _rows(past, by_rows, key, page)
                made = [line(row) for row in rows]
        if made:
            yield made


_BEGINNING: Key = (-(1 << 62), "")


def _rows(past: Past, statement: str, key: Key, page: int) -> tuple[list[Row], Key | None]:
    """A page of rows after the key, and where the next one begins, None at the end."""
    rows: list[Row] = past.read(statement, key).fetchall()
    until = key_of(rows[-1]) if len(rows) == page else None
    return past.completed(rows, key, until), until


def _page(select: str, chosen: Chosen, page: int) -> str:
    touch = "AND a.touch = :touch" if chosen.touch else ""
    return f"""{select} FROM activity a CROSS JOIN rep r ON r.id = a.rep LEFT JOIN customer c ON c.id = a.customer
        WHERE a.at_unix >= :unix AND (a.at_unix > :unix OR a.uid > :uid) AND a.deleted = 0
        AND a.change <= :change AND {chosen.condition} {touch}
        ORDER BY a.at_unix, a.uid LIMIT {page}"""


def _line_of(connection: sqlite3.Connection, text: Text, picked: Sequence[int]) -> str:
    connection.create_function("cell", 1, text.cell, deterministic=True)
    first = ", ".join(str(ord(character)) for character in text.first)
    special = "||".join(f"char({ord(character)})" for character in text.special)
    # comparing is quicker than looking at the first character: letters, Latin and Chinese, are outside these
    odd = "({name} < 'A' OR {name} >= '！') AND unicode({name}) IN (" + first + ")"
    quotes = "{name} GLOB '*[' || " + special + " || ']*'"
    quoted = """'"' || replace({name}, '"', '""') || '"'"""
    case = f"CASE WHEN {odd} THEN cell({{name}}) WHEN {quotes} THEN {quoted} ELSE {{name}} END"
    names = [_CELLS[place] for place in picked]
    cells = [case.format(name=name) if name in _TEXTS else name for name in names]
    marks = ",".join(["%s"] * len(cells))  # NULL becomes nothing
    return f"SELECT printf('{marks}', {', '.join(cells)}), a.at_unix, a.uid"
