"""Export, import into an empty file, export again: equal in all bytes but `id`, whatever the text."""

import csv
import io
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Cli

HURTS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A2)",
    "＝１＋１",
    "'=already guarded",
    "''=twice",
    "'",
    "'plain",
    "+49 30 901820",
    "-5",
    "\t=tabbed",
    "\r=returned",
    'she said "yes"',
    '"',
    '""',
    "a,b;c|d\te",
    "two\nlines",
    "two\r\nlines",
    "old\rmac",
    "\n",
    " led and followed ",
    "🎉👩‍👩‍👧‍👦",
    "é is not e\u0301",
    "שלום \u202eabc\u202c עולם",
    "مرحبا",
    "中文，全角",
    "\u2028line\u2029paragraph\u0085next",
    "\ufeffmark",
    "NULL",
    "0012",
    "1e5",
    "<b>bold</b> &amp; [red]x[/red]",
    "\x1b[31mred",
    "\x01\x1f\x7f",
    "sep=;",
    "\\N",
    "%s {0} $HOME `id`",
    "x" * 20_000,
]


@pytest.fixture
def file(cli: Cli, tmp_path: Path) -> Path:
    """A line for each text, as note and, as far as a name may be so, as customer."""
    from datetime import datetime

    from salescli.store import activities, customers, reps
    from salescli.store import open as opening
    from salescli.store.operation import writing

    now = datetime.fromisoformat("2026-11-18T15:04:00+08:00")
    connection = opening.for_writing()
    with writing(connection, "log", now) as operation:
        rep = reps.create(operation, '=Ann, "A" O\'Neil')
        for number, text in enumerate(HURTS):
            named = "".join(letter for letter in " ".join(text.split()) if letter.isprintable() and letter != ";")[:80]
            customer = customers.create(operation, f"{named.strip()} {number}".strip()).id
            at = f"2026-11-{1 + number % 17:02}T10:{number:02}:00+08:00"
            reached = number % 2
            entry = activities.Entry(
                rep.id, customer, None, f"+49 {number}", "phone", "out", None, "won" if reached else "busy", reached,
                at, int(datetime.fromisoformat(at).timestamp()), at[:10], number * 60, text, at, None, None,
            )  # fmt: skip
            activities.add(operation, entry)
    connection.close()
    return tmp_path


@pytest.mark.parametrize("words", [(), ("--excel",)])
def test_bytes_come_back(cli: Cli, file: Path, words: tuple[str, ...]) -> None:
    first, second, other = file / "one.csv", file / "two.csv", str(file / "other.db")
    assert cli("export", "activities", "-O", str(first), *words).code == 0
    done = cli("import", str(first), SALESCLI_DB=other)
    assert done.code == 0, done.err
    assert f"new {len(HURTS)} " in done.out
    assert cli("export", "activities", "-O", str(second), *words, SALESCLI_DB=other).code == 0
    assert without_ids(second) == without_ids(first)
    notes = "SELECT note FROM activity ORDER BY uid"
    there, here = (sqlite3.connect(path).execute(notes).fetchall() for path in (other, str(file / "salescli.db")))
    assert there == here


def without_ids(path: Path) -> bytes:
    """The file without the first column, all other bytes as they are."""
    text = path.read_bytes().decode("utf-8")
    end = "\r\n" if text.startswith("\ufeff") else "\n"
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    for row in rows[1:]:
        text = text.replace(f"{end}{row[0]},{row[1]},", f"{end}{row[1]},", 1)
    return text.encode()


def test_a_nul_is_refused_by_name(cli: Cli, file: Path) -> None:
    path = file / "one.csv"
    assert cli("export", "activities", "-O", str(path)).code == 0
    path.write_bytes(path.read_bytes().replace(b"0012", b"00\x0012"))
    done = cli("import", str(path), SALESCLI_DB=str(file / "other.db"))
    assert (done.out, done.code) == ("", 1)
    assert "NUL" in done.err
    assert not (file / "other.db").exists()
