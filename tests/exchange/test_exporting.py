"""The two ways to a line, SQLite's and our own, and csv's way back, agree on any text."""

import csv
import io
import sqlite3

from hypothesis import example, given, settings
from hypothesis import strategies as st

from salescli.exchange import exporting
from salescli.exchange.formula import unguarded
from salescli.store import migrations
from salescli.store.paging import Chosen, Text, lines, pages

ODD = st.text(alphabet="'=+-@\t\r\n\",;＝＋A0 ü中🎉\u2028", max_size=8)


def kept(notes: list[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrations.migrate(connection, ":memory:")
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("INSERT INTO rep (uid, name) VALUES ('r', ?)", ('=Ann, "A"',))
    connection.executemany(
        """INSERT INTO activity (uid, revision, rep, channel, direction, reached, at, at_unix, day, note,
            logged_at, change)
        VALUES (?, 1, 1, 'phone', 'out', 1, '2026-11-18T15:04:00+08:00', 1763449440, '2026-11-18', ?, '', 0)""",
        [(f"{number:04}", note) for number, note in enumerate(notes)],
    )
    return connection


@settings(max_examples=150, deadline=None)
@given(st.lists(ODD, min_size=1, max_size=4))
@example(["\r"])
@example(["'=1", "a\rb", "x\n=1"])
def test_lines_are_read_back_as_the_rows_they_were(notes: list[str]) -> None:
    connection = kept(notes)
    text = Text(exporting.BEGINNINGS, exporting.SPECIAL, exporting.guarded_cell)
    rows = [row for page in pages(connection, Chosen()) for row in page]
    own = [exporting.line(row, exporting.guarded_cell) for row in rows]
    made = [line for page in lines(connection, Chosen(), text, lambda _row: "") for line in page]
    connection.close()
    assert made == own
    back = list(csv.reader(io.StringIO("\n".join(made) + "\n", newline=""), strict=True))
    assert [unguarded(row[15]) for row in back] == notes
    assert {unguarded(row[2]) for row in back} == {'=Ann, "A"'}
