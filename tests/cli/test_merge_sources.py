"""The files that `salescli merge` reads: whatever state they are in, they stay as they are, and so does this one."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from salescli.store import schema
from tests.cli.test_merge import As, by, merge

__all__ = ["by"]

LATER = "2026-11-18T16:00:00+08:00"


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def lines(by: As, who: str) -> list[str]:
    return by(who, "export", "activities", "-f", "csv", "--columns", "uid,rep,customer,touch,note").out.splitlines()


NOBODYS = """INSERT INTO fact (operation, entity, entity_id, body, recorded_at, received_at)
    SELECT operation, entity, entity_id, json_set(body, '$.merged_into', 77, '$.said', json('{"merged_into": "x"}')),
        recorded_at, received_at FROM fact WHERE entity = 'customer'"""
REFUSALS: dict[str, tuple[Callable[[Path], object], int]] = {
    "none": (lambda path: path.unlink(), 1),
    "empty": (lambda path: path.write_bytes(b""), 1),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), 2),
    "no database": (lambda path: path.write_bytes(b"no database at all" * 100), 1),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:30000]), 1),
    "overwritten": (lambda path: path.write_bytes(path.read_bytes()[:8192] + b"\x5a" * 60000), 1),
    "another program's": (lambda path: sqlite3.connect(path).execute("PRAGMA application_id=7").connection.close(), 1),
    "newer": (lambda path: sqlite3.connect(path).execute("PRAGMA user_version=99").connection.close(), 1),
    "without a table": (lambda path: sqlite3.connect(path).execute("DROP TABLE leave").connection.close(), 1),
    "naming what is not there": (lambda path: told(path, "UPDATE person SET customer = 77"), 1),
    "with facts of no sense": (lambda path: told(path, "INSERT INTO fact SELECT NULL, 1, 'rep', 1, '{x', '', ''"), 1),
    "with facts of nobody": (lambda path: told(path, NOBODYS), 1),
    "not to be read": (lambda path: path.chmod(0), 1),
}


def told(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("kind", REFUSALS)
@pytest.mark.parametrize("here", [True, False])
def test_one_bad_file_of_three_refuses_all_and_leaves_nothing(by: As, tmp_path: Path, kind: str, *, here: bool) -> None:
    if kind == "not to be read" and os.geteuid() == 0:
        pytest.skip("root may read everything")
    for who in ("ann", "bob", "cem"):
        by(who, "call", f"Acme {who}", "-p", "Li")
    if here:
        by("boss", "call", "Zeta")
    spoil, code = REFUSALS[kind]
    spoil(tmp_path / "bob.db")
    before = state(tmp_path)
    done = merge(by, tmp_path, "ann.db", "bob.db", "cem.db")
    assert (done.out, done.code) == ("", code)
    assert done.err.startswith("error: ")
    assert done.err.count("\n") == 1
    assert "bob.db" in done.err
    assert "SALESCLI_DB" not in done.err
    assert state(tmp_path) == before


def test_a_name_is_shown_and_not_obeyed(by: As, tmp_path: Path) -> None:
    (tmp_path / "\x1b[31mred.db").write_bytes(b"no database at all" * 100)
    done = by("boss", "merge", str(tmp_path / "\x1b[31mred.db"))
    assert (done.code, done.err) == (
        1,
        f"error: {tmp_path}/\\x1b[31mred.db is damaged, or no file of salescli; nothing was done\n",
    )


def test_a_refused_first_merge_leaves_no_folder(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    by("other", "call", "Beta", "--rep", "Ann", "--at", "9:00")
    place = str(tmp_path / "new" / "folder" / "team.db")
    files = [str(tmp_path / name) for name in ("ann.db", "other.db")]
    refused = by("boss", "merge", *files, SALESCLI_DB=place)
    assert (refused.out, refused.code) == ("", 2)
    assert not (tmp_path / "new").exists()
    assert by("boss", "merge", *files, "--same-rep", "ann", SALESCLI_DB=place).code == 0
    assert [each.name for each in (tmp_path / "new" / "folder").iterdir() if not each.name.endswith("-journal")] == [
        "team.db"
    ]
    assert (tmp_path / "new" / "folder" / "team.db").stat().st_mode & 0o777 == 0o600


def test_a_first_merge_where_no_file_can_be_made(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    for place, said in ((tmp_path / "ann.db" / "team.db", "no folder"), (tmp_path / ("x" * 300), "too long")):
        done = by("boss", "merge", str(tmp_path / "ann.db"), SALESCLI_DB=str(place))
        assert (done.out, done.code, done.err.count("\n")) == ("", 1, 1)
        assert said in done.err
        assert "part" not in done.err
    assert [each.name for each in tmp_path.glob(".*")] == []


def test_a_file_without_anything_brings_nothing_and_makes_nothing(by: As, tmp_path: Path) -> None:
    by("ann", "config", "set", "tz", "Europe/Berlin")
    done = merge(by, tmp_path, "ann.db")
    assert (done.out.splitlines()[-1], done.code) == ("nothing new: everything in there is here already", 0)
    assert not (tmp_path / "boss.db").exists()


def test_the_same_file_twice_counts_once(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    os.link(tmp_path / "ann.db", tmp_path / "linked.db")
    done = merge(by, tmp_path, "ann.db", "ann.db", "linked.db")
    assert done.out.startswith("ann.db: 1 new line, 0 edits, 0 deletes · new reps 1 · new customers 1\nmoved")
    shutil.copy(tmp_path / "ann.db", tmp_path / "copy.db")
    by("chef", "merge", str(tmp_path / "copy.db"), str(tmp_path / "ann.db"))
    assert lines(by, "chef") == lines(by, "boss")


def test_ones_own_backup_gives_back_what_was_lost_and_nothing_else(by: As, tmp_path: Path) -> None:
    by("boss", "call", "Acme", "-n", "one")
    by("boss", "call", "Beta", "--at", "9:00", "--next", "friday")
    shutil.copy(tmp_path / "boss.db", tmp_path / "backup.db")
    by("boss", "edit", "1", "-n", "two", SALESCLI_NOW=LATER)
    by("boss", "delete", "2", SALESCLI_NOW=LATER)
    by("boss", "customer", "edit", "Acme", "--name", "Acme Inc", SALESCLI_NOW=LATER)
    before = (tmp_path / "boss.db").read_bytes()
    done = merge(by, tmp_path, "backup.db")
    assert done.out.splitlines()[-1].startswith("nothing new")
    assert (tmp_path / "boss.db").read_bytes() == before
    shutil.move(tmp_path / "boss.db", tmp_path / "lost.db")
    shutil.copy(tmp_path / "backup.db", tmp_path / "boss.db")
    by("boss", "call", "Gamma", "--at", "10:00", SALESCLI_NOW=LATER)
    assert merge(by, tmp_path, "lost.db").code == 0
    assert sorted(line.split(",")[2] for line in lines(by, "boss")[1:]) == ["Acme Inc", "Gamma"]
    by("boss", "call", "Acme", "--at", "10:30", SALESCLI_NOW=LATER)
    assert by("boss", "doctor").code == 0


def test_both_ways(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme", "--at", "9:00")
    by("boss", "call", "acme")
    by("boss", "day", "off", "2026-11-20", "--rep", "Zoe", "--new")
    merge(by, tmp_path, "ann.db")
    assert by("ann", "merge", str(tmp_path / "boss.db")).code == 0
    by("ann", "call", "Beta", SALESCLI_NOW=LATER)
    merge(by, tmp_path, "ann.db")
    assert by("ann", "merge", str(tmp_path / "boss.db")).out.endswith("already\n")
    assert merge(by, tmp_path, "ann.db").out.endswith("already\n")
    assert lines(by, "ann") == lines(by, "boss")
    for who in ("ann", "boss"):
        assert by(who, "doctor").code == 0


def old_file(path: Path) -> None:
    old = sqlite3.connect(path, isolation_level=None)
    for statement in schema.STATEMENTS:
        old.execute(statement)
    at = "2026-11-17T01:00:00Z"
    for statement in (
        "INSERT INTO device (id, uid) VALUES (1, 'd')",
        "INSERT INTO counter (only, device, seq, change) VALUES (1, 1, 1, 1)",
        f"INSERT INTO operation (id, kind, recorded_at) VALUES (1, 'log', '{at}')",
        "INSERT INTO rep (id, uid, name, joined) VALUES (1, 'r', 'Old', '2026-11-17')",
        "INSERT INTO rep_name (folded, name, rep) VALUES ('old', 'Old', 1)",
        f"""INSERT INTO fact (operation, entity, entity_id, body, recorded_at, received_at) VALUES (1, 'rep', 1,
            '{{"uid":"r","name":"Old","targets":1,"joined":"2026-11-17","until":null,"merged_into":null,"gone":0}}',
            '{at}', '{at}')""",
        f"""INSERT INTO revision (uid, activity, activity_uid, device, seq, rev, recorded_at, received_at, change,
            operation, op, rep, channel, direction, reached, at, at_unix, day, logged_at)
            VALUES ('v', 1, 'a', 1, 1, 1, '{at}', '{at}', 1, 1, 'put', 1, 'phone', 'out', 1,
            '2026-11-17T09:00:00+08:00', 1794877200, '2026-11-17', '2026-11-17T09:00:00+08:00')""",
        "PRAGMA application_id=1396788293",
        "PRAGMA user_version=1",
    ):
        old.execute(statement)
    old.close()


def test_an_older_file_in_a_folder_that_may_not_be_written_to(by: As, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    old_file(share / "old.db")
    (share / "old.db").chmod(0o400)
    share.chmod(0o500)
    before = state(share)
    try:
        done = by("boss", "merge", str(share / "old.db"))
        assert (done.err, done.code) == ("", 0)
        assert done.out.startswith("old.db: 1 new line, 0 edits, 0 deletes · new reps 1\n")
        assert by("boss", "merge", str(share / "old.db")).out.endswith("already\n")
        assert state(share) == before
    finally:
        share.chmod(0o700)
    assert by("boss", "doctor").code == 0


@pytest.mark.parametrize("name", ["a#b", "c?mode=ro", "e%20f"])
def test_a_temporary_folder_of_any_name(by: As, tmp_path: Path, name: str) -> None:
    """None of it is an address: nothing is staged in another place, where it would stay."""
    old_file(tmp_path / "old.db")
    by("ann", "call", "Acme")
    temporary = tmp_path / "temporary" / name
    temporary.mkdir(parents=True)
    done = by("boss", "merge", str(tmp_path / "old.db"), str(tmp_path / "ann.db"), TMPDIR=str(temporary))
    assert (done.err, done.code) == ("", 0)
    assert [list(temporary.iterdir()), list(temporary.parent.iterdir())] == [[], [temporary]]


def test_a_file_of_a_writer_that_was_killed(by: As, tmp_path: Path) -> None:
    """A hot journal beside it: rolled back in a copy, never there."""
    for number in range(3):
        by("ann", "call", f"Acme {number}", "-n", "x" * 2000)
    killed = f"""
import os, sqlite3
file = sqlite3.connect({str(tmp_path / "ann.db")!r}, isolation_level=None)
file.execute("PRAGMA cache_size=1")
file.execute("BEGIN IMMEDIATE")
file.execute("UPDATE activity SET note = 'half done'")
file.execute("CREATE TABLE large AS WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
    " SELECT i, hex(zeroblob(200)) FROM n")
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", killed], check=False)
    assert (tmp_path / "ann.db-journal").stat().st_size
    before = state(tmp_path)
    done = merge(by, tmp_path, "ann.db")
    assert (done.err, done.code) == ("", 0)
    assert done.out.startswith("ann.db: 3 new lines")
    assert {name: data for name, data in state(tmp_path).items() if name.startswith("ann")} == before
    assert "half done" not in by("boss", "list", "-f", "csv").out


def test_a_file_with_a_wal(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    writer = sqlite3.connect(tmp_path / "ann.db", isolation_level=None)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("UPDATE operation SET summary = 'in the WAL'")
    share = tmp_path / "share"
    share.mkdir()
    for end in ("", "-wal"):  # as a folder that is synchronised may hold it
        shutil.copy(f"{tmp_path}/ann.db{end}", f"{share}/ann.db{end}")
    before = state(share)
    assert by("boss", "merge", str(share / "ann.db")).code == 0
    assert state(share) == before
    assert by("chef", "merge", str(tmp_path / "ann.db")).code == 0  # while the writer has it open
    writer.close()
    assert lines(by, "chef") == lines(by, "boss")
    assert len(lines(by, "boss")) == 2


def test_a_file_that_is_written_to_is_read_at_one_moment(by: As, tmp_path: Path) -> None:
    """Each write makes a line and a note of it elsewhere; a merge sees both or neither."""
    by("ann", "call", "Acme 0")
    stop = threading.Event()
    done = []

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            done.append(by("ann", "call", f"Acme {number}", "-p", f"Li {number}", "--new"))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _number in range(5):
            assert merge(by, tmp_path, "ann.db").code == 0
            team = sqlite3.connect(tmp_path / "boss.db")
            said = team.execute("SELECT person, customer FROM activity WHERE person IS NOT NULL").fetchall()
            persons = team.execute("SELECT name, customer FROM person").fetchall()
            team.close()
            assert sorted(said) == sorted(persons)
            time.sleep(0.2)
    finally:
        stop.set()
        writer.join()
    assert {each.code for each in done} == {0}
    merge(by, tmp_path, "ann.db")
    assert len(lines(by, "boss")) == len(done) + 2
    assert by("boss", "doctor").code == 0


def test_somebody_logs_into_the_file_that_a_first_merge_is_making(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    script = f"""
import os, sys
from salescli.store import merge_first
link = os.link
def later(draft, path):
    os.link = link
    os.system({sys.executable + " -m salescli -q call Zeta --rep boss"!r})
    link(draft, path)
os.link = later
from salescli.__main__ import main
sys.argv = ["salescli", "merge", {str(tmp_path / "ann.db")!r}]
sys.exit(main())
"""
    around = {**os.environ, "SALESCLI_DB": str(tmp_path / "boss.db")}
    ended = subprocess.run([sys.executable, "-c", script], env=around, capture_output=True, check=False)
    assert (ended.stderr, ended.returncode) == (b"", 0)
    assert sorted(line.split(",")[2] for line in lines(by, "boss")[1:]) == ["Acme", "Zeta"]
    assert not list(tmp_path.glob(".*part*"))
