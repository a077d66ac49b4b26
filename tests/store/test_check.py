"""`doctor` finds every way in which a file may part from its record, and `--rebuild` makes it right again."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from salescli.store import (
    activities,
    check_oddities,
    customers,
    demo_history,
    operation,
    rebuild,
    reps,
    row_history,
    undo,
)
from salescli.store import open as opening
from salescli.store.check import Health, check

NOW = datetime.fromisoformat("2026-11-18T15:04:00+08:00")

PLANNED = {
    "leave": {"uid": "l1", "rep": 1, "day": "2026-11-19", "part": "am", "reason": "dentist"},
    "confirmed_zero": {"uid": "z1", "rep": 2, "day": "2026-11-17"},
    "calendar_year": {"country": "CN", "year": 2026, "source": "s", "estimated": 0, "days": '[["2026-10-01", 0, "a"]]'},
    "calendar_day": {"day": "2026-11-21", "works": 1, "name": "stocktaking"},
    "metric": {"name": "demos", "channel": "video", "outcome": "interested,won", "direction": "out"},
    "waiver": {"activity": 7, "note": "the phone was broken"},
    "mapping": {"name": "ours", "body": '{"map": {"customer": "Kunde"}}'},
    "export_mark": {"name": "crm", "change": 7, "newest_operation": 3, "exported_at": "2026-11-18T07:04:00Z"},
}

# what is done to the file behind salescli's back -> what doctor says of it
DAMAGE = [
    (
        "UPDATE activity SET note = 'forged' WHERE id = 7",
        "activities that are not as their newest revision says: 1 (id 7)",
    ),
    ("UPDATE activity SET reached = 1 - reached WHERE id = 7", "not as their newest revision says: 1 (id 7)"),
    ("UPDATE activity SET deleted = 1 WHERE id < 4", "not as their newest revision says: 3 (id 1, 2, 3)"),
    ("UPDATE activity SET customer = 5 WHERE customer = 6", "not as their newest revision says"),
    ("UPDATE activity SET customer = NULL WHERE id = 9", "not as their newest revision says: 1 (id 9)"),
    ("UPDATE activity SET rep = 3 WHERE id = 8 OR id = 9", "not as their newest revision says"),
    ("UPDATE activity SET uid = 'x' WHERE id = 9", "not as their newest revision says: 1 (id 9)"),
    ("DELETE FROM activity WHERE id IN (11, 12)", "activities that are in the record only: 2 (id 11, 12)"),
    (
        "UPDATE activity SET touch = 'first' WHERE touch = 'follow-up' AND deleted = 0",
        "activities with a wrong touch",
    ),
    ("UPDATE activity SET touch = NULL WHERE id = 7", "activities with a wrong touch: 1 (id 7)"),
    ("UPDATE activity SET touch = 'attempt' WHERE touch = 'first'", "activities with a wrong touch"),
    ("UPDATE customer SET known = 1", "rows of customer that are not as the record says"),
    (
        "UPDATE customer SET name = 'Nobody' WHERE id = 3",
        "rows of customer that are not as the record says: 1 (id 3)",
    ),
    ("DELETE FROM target WHERE id = 1", "rows of target that are in the record only: 1 (id 1)"),
    ("UPDATE target SET amount = '99'", "rows of target that are not as the record says"),
    ("UPDATE rep SET joined = NULL", "rows of rep that are not as the record says: 5"),
    ("UPDATE due SET done = 1", "rows of due that are not as the record says: 6"),
    (
        "INSERT INTO outcome (word, reached) VALUES ('met', 1)",
        "rows of outcome of which the record does not tell: 1",
    ),
    ("UPDATE rep_name SET folded = rowid || folded", "rows of rep_name that are not as the record says: 5"),
    ("UPDATE counter SET seq = 3", "counters are behind"),
    ("UPDATE counter SET change = 3", "counters are behind"),
    ("DROP INDEX activity_day", "the index activity_day is missing"),
    ("DROP TRIGGER fact_is_kept_from_update", "the trigger fact_is_kept_from_update is missing"),
    ("DROP VIEW activities", "the view activities is missing"),
    ("DROP VIEW activities; CREATE VIEW activities AS SELECT 1 AS id", "the view activities was changed"),
    ("DROP TABLE outcome", "the table outcome is missing"),
    ("DROP TABLE customer_name", "the table customer_name is missing"),
    ("DROP TABLE due", "the table due is missing"),
    (
        "UPDATE rep_day SET calls = calls + 1 WHERE rep = 1",
        "totals by day and rep that are not what the activities say",
    ),
    ("DELETE FROM rep_day WHERE day = '2026-11-17' AND rep = 1", "activities say: 1 (2026-11-17); "),
    (
        "INSERT INTO rep_day SELECT '2000-01-01', 1, 0, 0, 0, 0, 0, 0, 1, 0, 0; DELETE FROM rep_day WHERE rep = 2",
        "activities say: 6",
    ),
    ("DROP TRIGGER activity_came", "the trigger activity_came is missing"),
    (
        "DROP TRIGGER activity_left; UPDATE activity SET note = note WHERE id = 7",
        "totals by day and rep that are not what the activities say: 1 (",
    ),
    ("DROP TABLE rep_day", "the table rep_day is missing"),
    ("ALTER TABLE rep_day ADD COLUMN mood TEXT", "the table rep_day was changed (added: mood)"),
    *((f"DELETE FROM {table}", f"rows of {table} that are in the record only: ") for table in PLANNED),
    ("UPDATE leave SET day = '2026-11-20', part = 'day' WHERE id = 1", "rows of leave that are not as the record says"),
    ("UPDATE calendar_year SET days = '[]'", "rows of calendar_year that are not as the record says: 1"),
    ("UPDATE target SET ramp_to = '99'", "rows of target that are not as the record says"),
    ("UPDATE rep SET work_week = 'sun-thu'", "rows of rep that are not as the record says: 5"),
]
BEYOND_MENDING = [
    ("ALTER TABLE activity ADD COLUMN mood TEXT", "the table activity was changed (added: mood)"),
    (
        "ALTER TABLE person RENAME COLUMN focus TO hocus",
        "the table person was changed (missing: focus; added: hocus)",
    ),
]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A team's file with a deleted, an edited and an aliased row, a merged customer and a merged rep."""
    path = str(tmp_path_factory.mktemp("original") / "salescli.db")
    connection = opening.for_writing(path)
    demo_history.write(connection, NOW)
    with operation.writing(connection, "delete", NOW) as op:
        activities.delete(op, 20)
    with operation.writing(connection, "edit", NOW) as op:
        entry = activities.entry_of(connection, 30)
        assert entry is not None
        activities.change(op, 30, entry._replace(note="later", reached=1))
    with operation.writing(connection, "customer", NOW) as op:
        customers.add_name(op, 4, "an alias")
        row_history.update(op, "customer", 8, known=1)
    with operation.writing(connection, "plan", NOW) as op:
        for table, fields in PLANNED.items():
            row_history.insert(op, table, **fields)
    _merge(connection, "customer", loser=10, winner=11)
    _merge(connection, "customer", loser=11, winner=12)
    _merge(connection, "rep", loser=5, winner=4)
    connection.close()
    return Path(path).read_bytes()


def _merge(connection: sqlite3.Connection, table: str, loser: int, winner: int) -> None:
    """A merge as the record has it; the projection follows by a rebuild, which is under test here."""
    with operation.writing(connection, f"{table} merge", NOW) as op:
        row_history.update(op, table, loser, merged_into=winner)
    rebuild.rebuild(connection, NOW)


@pytest.fixture
def path(tmp_path: Path, original: bytes) -> str:
    """A copy of the original to damage."""
    (tmp_path / "salescli.db").write_bytes(original)
    return str(tmp_path / "salescli.db")


def health(path: str) -> Health:
    connection = opening.for_reading(path)
    try:
        return check(connection, path, NOW)
    finally:
        connection.close()


def damage(path: str, script: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()


def rows_of(path: str, *leaving_out: str) -> list[str]:
    """Everything in the file, but for operations and counters, which a rebuild moves on, and totals of nothing."""
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM rep_day WHERE activities = 0")  # never committed
    skipped = ('INSERT INTO "operation"', 'INSERT INTO "counter"', *leaving_out)
    lines = [line for line in connection.iterdump() if not line.startswith(skipped)]
    connection.close()
    return sorted(lines)


def test_a_file_that_nobody_touched_is_well(path: str) -> None:
    found = health(path)
    assert found.problems == []
    assert found.counts["customers"] > 50
    merged = sqlite3.connect(path).execute("SELECT count(*) FROM activity WHERE customer IN (10, 11)").fetchone()
    assert merged == (0,)


@pytest.mark.parametrize(("script", "said"), DAMAGE)
def test_damage_is_named_and_rebuilt(path: str, script: str, said: str) -> None:
    before = rows_of(path, 'INSERT INTO "activity"')
    contents = [row[:-1] for row in sqlite3.connect(path).execute("SELECT * FROM activity ORDER BY id")]
    damage(path, script)
    found = health(path)
    assert any(said in problem for problem in found.problems), found.problems
    assert all("doctor --rebuild" in problem for problem in found.problems)
    connection = opening.for_writing(path)
    assert rebuild.rebuild(connection, NOW) > 0 or "counter" in script
    connection.close()
    assert health(path).problems == []
    assert [row[:-1] for row in sqlite3.connect(path).execute("SELECT * FROM activity ORDER BY id")] == contents
    if "INTO outcome" not in script:
        assert rows_of(path, 'INSERT INTO "activity"') == before


@pytest.mark.parametrize(("script", "said"), BEYOND_MENDING)
def test_what_only_a_backup_mends_is_said_so(path: str, script: str, said: str) -> None:
    damage(path, script)
    assert [problem for problem in health(path).problems if said in problem and "backup" in problem]


def test_a_rebuild_of_a_sound_file_changes_nothing(path: str) -> None:
    before = rows_of(path)
    connection = opening.for_writing(path)
    assert rebuild.rebuild(connection, NOW) == 0
    connection.close()
    assert rows_of(path) == before


def test_only_rows_that_differ_take_a_new_change(path: str) -> None:
    connection = opening.for_writing(path)
    changes = dict(connection.execute("SELECT id, change FROM activity"))
    newest = connection.execute("SELECT change FROM counter").fetchone()[0]
    connection.execute("UPDATE activity SET note = 'forged' WHERE id IN (7, 300)")
    assert rebuild.rebuild(connection, NOW) == 2
    after = dict(connection.execute("SELECT id, change FROM activity"))
    moved = {row: change for row, change in after.items() if changes[row] != change}
    assert moved == {7: newest + 1, 300: newest + 2}
    assert connection.execute("SELECT change FROM counter").fetchone()[0] == newest + 2


def test_no_operation_says_less_than_the_highest_change_before_it(path: str) -> None:
    damage(path, "UPDATE counter SET change = 3; UPDATE activity SET note = 'forged' WHERE id = 7")
    connection = opening.for_writing(path)
    highest = connection.execute("SELECT max(change) FROM activity").fetchone()[0]
    assert rebuild.rebuild(connection, NOW) == 1
    assert connection.execute("SELECT change FROM operation ORDER BY id DESC").fetchone() == (highest,)
    assert connection.execute("SELECT change FROM activity WHERE id = 7").fetchone() == (highest + 1,)


@pytest.mark.parametrize("table", PLANNED)
def test_what_is_planned_is_undone_and_done_again(small: sqlite3.Connection, table: str) -> None:
    with operation.writing(small, "log", NOW) as op:
        for name in ("ann", "bob"):
            reps.create(op, name)
        entry = activities.Entry(
            1, None, None, None, "phone", "out", None, None, 1, "2026-11-18T09:00:00+08:00", 1794963600,
            "2026-11-18", None, None, "2026-11-18T15:04:00+08:00", None, None,
        )  # fmt: skip
        fields = {**PLANNED[table], **({"activity": activities.add(op, entry)} if table == "waiver" else {})}
    with operation.writing(small, "plan it", NOW) as op:
        row = row_history.insert(op, table, **fields)
    made = row_history.as_it_stands(small, table, row)
    with operation.writing(small, "plan it", NOW) as op:
        row_history.update(op, table, row, gone=1)
    undo.undo(small, NOW)
    assert row_history.as_it_stands(small, table, row) == made
    undo.undo(small, NOW)
    assert row_history.as_it_stands(small, table, row) is None
    undo.redo(small, NOW)
    assert row_history.as_it_stands(small, table, row) == made
    assert rebuild.rebuild(small, NOW) == 0


def test_two_names_that_were_swapped_find_their_way_back(path: str) -> None:
    script = """UPDATE customer_name SET folded = 'x' WHERE id = 1;
        CREATE TEMP TABLE t AS SELECT id, folded FROM customer_name WHERE id IN (2, 3);
        UPDATE customer_name SET folded = 'y' WHERE id = 2;
        UPDATE customer_name SET folded = (SELECT folded FROM t WHERE id = 2) WHERE id = 3;
        UPDATE customer_name SET folded = (SELECT folded FROM t WHERE id = 3) WHERE id = 2;"""
    before = rows_of(path)
    damage(path, script)
    connection = opening.for_writing(path)
    assert rebuild.rebuild(connection, NOW) == 3
    connection.close()
    assert rows_of(path) == before


def test_a_strange_trigger_is_a_warning(path: str) -> None:
    damage(path, "CREATE TRIGGER spy AFTER INSERT ON activity BEGIN DELETE FROM due; END")
    found = health(path)
    assert found.problems == []
    assert any("did not make: spy" in warning for warning in found.warnings)


def test_an_index_of_the_users_own_is_no_matter(path: str) -> None:
    damage(
        path,
        """CREATE INDEX mine ON activity (note); CREATE TABLE "my ""notes'" (x TEXT);
        CREATE VIEW v AS SELECT 1""",
    )
    assert health(path).problems == []


def test_an_index_that_lies_is_built_again(path: str) -> None:
    damage(
        path,
        """DROP INDEX activity_day; CREATE INDEX activity_day ON activity (day, rep) WHERE deleted = 1;
        PRAGMA writable_schema=ON;
        UPDATE sqlite_master SET sql = replace(sql, 'deleted = 1', 'deleted = 0')
            WHERE name = 'activity_day'""",
    )
    found = health(path).problems
    assert len(found) == 5  # a few of thousands
    assert "missing from index activity_day" in found[0]
    assert "salescli doctor --rebuild mends indexes" in found[0]
    connection = opening.for_writing(path)
    rebuild.rebuild(connection, NOW)
    connection.close()
    assert health(path).problems == []


def test_a_row_that_names_nothing_is_a_problem(path: str) -> None:
    damage(path, "PRAGMA foreign_keys=OFF; UPDATE due SET customer = 99999")
    assert any("due: rows that name what is not there: 6" in problem for problem in health(path).problems)
    connection = opening.for_writing(path)
    rebuild.rebuild(connection, NOW)
    connection.close()
    assert health(path).problems == []


@pytest.fixture
def small(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty file."""
    connection = opening.for_writing(str(tmp_path / "small.db"))
    yield connection
    connection.close()


def test_oddities_are_named(small: sqlite3.Connection) -> None:
    with operation.writing(small, "log", NOW) as op:
        reps.create(op, "ann")
        used = customers.create(op, "Acme Corp")
        customers.create(op, "Acme Corp Ltd")
        entry = activities.Entry(
            1, used.id, None, None, "phone", "out", None, None, 1, "2027-01-01T09:00:00+08:00", 1798765200,
            "2027-01-01", None, None, "2026-11-18T15:04:00+08:00", None, None,
        )  # fmt: skip
        activities.add(op, entry)
        for day in ("2027-02-01", "2027-02-02"):
            row_history.insert(op, "due", uid=day, customer=used.id, rep=1, day=day)
        row_history.insert(op, "setting", name="tz", value="Atlantis/Main")
    said = "\n".join(check_oddities.oddities(small, NOW))
    assert "near names: Acme Corp and Acme Corp Ltd" in said
    assert "activities in the future: 1 (#1)" in said
    assert "salescli edit 1 --at" in said
    assert "nobody has worked with yet: 1 (Acme Corp Ltd)" in said
    assert "not joined yet, so targets do not count for them: ann" in said
    assert "more than one open due: 1 (Acme Corp)" in said
    assert ["no such time zone" in each for each in check_oddities.faulty_settings(small)] == [True]


def test_what_hangs_on_somebody_gone_is_named(cli: Any, tmp_path: Path) -> None:
    cli("log", "call", "Acme", "-p", "Wang Li", "--next", "tomorrow")
    assert "is gone" not in cli("doctor").err
    cli("undo")
    assert "is gone" not in cli("doctor").err
    cli("redo")
    with opening.for_writing(str(tmp_path / "salescli.db")) as connection:
        connection.execute("UPDATE customer SET gone = 1")
        said = "\n".join(check_oddities.oddities(connection, NOW))
    assert "activities of a customer or rep that is gone: #1; " in said
    assert "dues with a customer or of a rep that is gone: 1; " in said
    assert "persons at a customer that is gone: Wang Li; " in said


def test_the_command(cli: Any, tmp_path: Path) -> None:
    assert cli("doctor").code == 1
    assert not (tmp_path / "salescli.db").exists()
    cli("log", "call", "Acme Corp")
    well = cli("doctor")
    assert (well.code, well.err) == (0, "")
    assert well.out == "all is well: activities 1 · revisions 1 · customers 1 · reps 1 · targets 0 · dues 0\n"
    damage(str(tmp_path / "salescli.db"), "UPDATE activity SET note = 'forged'")
    ill = cli("doctor")
    assert ill.code == 1
    assert ill.out.startswith("problem: activities that are not as their newest revision says: 1 (id 1); ")
    assert ill.err.startswith("error: problems found in ")
    mended = cli("doctor", "--rebuild")
    assert (mended.code, mended.err) == (0, "")
    assert mended.out.startswith("rebuilt from the record; made right: 1\nall is well: ")


def test_a_synchronised_folder_is_a_warning(cli: Any, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    place = {"SALESCLI_DB": str(tmp_path / "Dropbox" / "salescli.db")}
    cli("log", "call", "Acme Corp", **place)
    found = cli("doctor", **place)
    assert found.code == 0
    assert found.out.startswith("warning: ")
    assert "Dropbox synchronises" in found.out
