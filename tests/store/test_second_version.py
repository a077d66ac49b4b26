"""A file of version 1 with a history of every kind, opened by today's code: to look, to write, to undo, by many."""

import errno
import sqlite3
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from salescli.model.errors import Impossible
from salescli.model.targets import Target
from salescli.store import (
    activities,
    backup,
    check,
    customers,
    day_totals,
    merging,
    migrations,
    operation,
    reps,
    row_history,
    settings,
    targets,
    undo,
)
from salescli.store import open as opening
from salescli.store.activities import Entry
from tests.conftest import Cli

NOW = datetime(2026, 11, 17, 10, tzinfo=timezone(timedelta(hours=8)))
NEW_COLUMNS = ("work_week", "ramp_to", "ramp_until", "change")
OLD_TABLES = (
    *("device", "counter", "operation", "revision", "fact", "rep", "rep_name", "customer", "customer_name"),
    *("person", "activity", "due", "target", "outcome", "setting"),
)


def entry(rep: int, customer: int | None, **fields: object) -> Entry:
    at = NOW - timedelta(days=1)
    text = at.isoformat(timespec="seconds")
    usual = Entry(rep, customer, None, None, "phone", "out", None, None, 1, text, int(at.timestamp()), text[:10], 90,
                  None, text, None, None)  # fmt: skip
    return usual._replace(**fields)  # type: ignore[arg-type]


def work(path: str) -> None:
    """Work in both directions, an edit, a delete, an attempt, a merge, targets stated twice and ended, a due."""
    connection = opening.for_writing(path)

    def writing(kind: str) -> operation.writing:
        return operation.writing(connection, kind, NOW)

    with writing("log") as op:
        ann, bob = reps.create(op, "Ann", "2026-11-16"), reps.create(op, "Bob", "2026-11-15")
        acme, bolt = customers.create(op, "Acme"), customers.create(op, "Bolt")
        for direction in ("out", "in"):
            activities.add(op, entry(ann.id, acme.id, direction=direction))
        visit = activities.add(op, entry(bob.id, bolt.id, channel="visit"))
        activities.add(op, entry(ann.id, acme.id, outcome="busy", reached=0))
        wrong = activities.add(op, entry(ann.id, None, channel="email"))
        row_history.insert(op, "due", uid="d", customer=acme.id, rep=ann.id, day="2026-11-20", asked_by=visit)
    with writing("edit") as op:
        activities.change(op, visit, entry(bob.id, bolt.id, channel="visit", day="2026-11-15"))
    with writing("delete") as op:
        activities.delete(op, wrong)
    with writing("customer merge") as op:
        merging.merge_customers(op, bolt, acme)
    for amount, rep in (("40", None), ("30", ann.id), ("50", None), (None, ann.id)):
        with writing("target") as op:
            targets.add(op, Target("calls", amount, "day", rep, date(2026, 11, 16), "", ""))
    with writing("config") as op:
        settings.write(op, "work-week", "mon-sat")
    connection.close()


@pytest.fixture
def path(tmp_path: Path) -> str:
    """The file as version 1 would have it: its tables, columns, facts, triggers and indexes, and no others."""
    newer, older = str(tmp_path / "newer.db"), str(tmp_path / "salescli.db")
    work(newer)
    connection = sqlite3.connect(older, isolation_level=None)
    migrations.STEPS[0](connection)
    connection.executescript("DELETE FROM counter; DELETE FROM device; PRAGMA user_version=1")
    connection.execute("ATTACH ? AS newer", (newer,))
    for table in OLD_TABLES:
        names = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
        gone = ", ".join(f"'$.{name}'" for name in NEW_COLUMNS)
        values = names.replace("body", f"json_remove(body, {gone})") if table == "fact" else names
        connection.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM newer.{table} ORDER BY 1")
    for table in ("fact", "operation", "rep", "target"):
        assert not connection.execute(
            f"SELECT 1 FROM sqlite_master WHERE name = '{table}' AND (sql LIKE '%ramp%' OR sql LIKE '%work_week%')"
        ).fetchone()
    connection.close()
    Path(newer).unlink()
    return older


def names_beside(path: str) -> list[str]:
    return sorted(each.name for each in Path(path).parent.iterdir() if each.name.startswith("salescli.db"))


BACKUP = "salescli.db.before-v2-20261117T020000Z"


@pytest.mark.parametrize("opened", [opening.for_reading, opening.for_writing])
def test_it_is_brought_up_to_date_by_whoever_opens_it_first(path: str, opened: object) -> None:
    before = sqlite3.connect(path).execute("SELECT * FROM activity ORDER BY id").fetchall()
    connection = opened(path)  # type: ignore[operator]
    execute = connection.execute
    assert execute("PRAGMA user_version").fetchone() == (2,)
    assert execute("SELECT * FROM activity ORDER BY id").fetchall() == before
    columns = "day, rep, activities, calls, first_contacts, visits, conversations, talk_s, assumed, nameless"
    assert execute(f"SELECT {columns} FROM rep_day WHERE activities > 0 ORDER BY rep").fetchall() == [
        ("2026-11-16", 1, 3, 2, 1, 0, 1, 180, 1, 0),
        ("2026-11-15", 2, 1, 0, 0, 1, 0, 0, 1, 0),
    ]
    assert execute(day_totals.DIFFERENT).fetchall() == []
    assert [row for row in names_beside(path) if "before" in row] == [BACKUP]
    kept = sqlite3.connect(f"{path[: -len('salescli.db')]}{BACKUP}")
    assert kept.execute("PRAGMA user_version").fetchone() == (1,)
    assert kept.execute("SELECT * FROM activity ORDER BY id").fetchall() == before
    assert check.check(connection, path, NOW).problems == []


def test_each_operation_has_the_counter_as_it_stood_before(path: str) -> None:
    connection = opening.for_reading(path)
    rows = connection.execute("""SELECT o.kind, o.change, min(v.change), max(v.change) FROM operation o
        LEFT JOIN revision v ON v.operation = o.id GROUP BY o.id""").fetchall()
    before = 0
    for kind, change, first, last in rows:
        assert change == (first - 1 if first else None), kind
        assert change is None or change >= before
        before = last or before


def test_old_facts_are_put_back_by_undo_and_redo(path: str) -> None:
    connection = opening.for_writing(path)

    def in_force() -> list[str | None]:
        found = [targets.in_force(connection, "calls", rep, date(2026, 11, 17)) for rep in (1, 2)]
        return [one.amount if one else None for one in found]

    assert in_force() == ["50", "50"]
    undo.undo(connection, NOW)  # Ann's own was ended
    assert in_force() == ["30", "50"]
    undo.undo(connection, NOW)
    assert in_force() == ["30", "40"]
    undo.undo(connection, NOW)
    undo.undo(connection, NOW)
    assert in_force() == [None, None]
    undo.redo(connection, NOW)
    assert in_force() == ["40", "40"]
    for kind in ("target", "customer merge", "delete", "edit", "log"):
        assert undo.undo(connection, NOW).kind == kind
        assert connection.execute(day_totals.DIFFERENT).fetchall() == []
        assert check.check(connection, path, NOW).problems == []
    assert connection.execute("SELECT count(*) FROM activity WHERE deleted = 0").fetchone() == (0,)


def test_the_command_line_goes_on(cli: Cli, path: str) -> None:
    logged = cli("log", "call", "Acme", "--rep", "Bob")
    assert (logged.code, logged.err) == (0, "")
    assert logged.out.endswith("today: calls 1/50 · follow-ups 1\n")
    assert BACKUP in names_beside(path)
    found = cli("doctor")
    assert (found.code, found.err) == (0, "")
    assert "all is well" in found.out


def test_a_look_is_enough(cli: Cli, path: str) -> None:
    shown = cli("report", "--by", "rep", "-f", "csv", "--metric", "calls")
    assert (shown.code, shown.err) == (0, "")
    assert [line.split(",")[:7] for line in shown.out.splitlines()[1:]] == [
        ["week", "2026-11-16", "2026-11-22", "Ann", "calls", "2", "300"],
        ["week", "2026-11-16", "2026-11-22", "Bob", "calls", "0", "300"],
    ]
    assert BACKUP in names_beside(path)


def test_many_at_once_do_it_once(cli: Cli, path: str) -> None:
    words = [sys.executable, "-m", "salescli"]
    started = [
        subprocess.Popen([*words, *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for more in (
            ["log", "call", "Acme", "--rep", "Ann"],
            ["report"],
            ["list"],
            ["log", "visit", "Acme", "--rep", "Bob"],
        )
        for _twice in range(2)
    ]
    said = [(*process.communicate(timeout=100), process.returncode) for process in started]
    assert [(err, code) for _out, err, code in said] == [(b"", 0)] * 8, said
    assert cli("doctor").code == 0
    connection = opening.for_reading(path)
    assert connection.execute("SELECT count(*) FROM activity WHERE deleted = 0").fetchone() == (8,)
    assert connection.execute(day_totals.DIFFERENT).fetchall() == []


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_where_nothing_can_be_written_it_says_so(path: str, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "cannot be written", f"{path}.part")

    monkeypatch.setattr(backup, "before_migration", refuse)
    with pytest.raises(Impossible, match=r"older salescli.*cannot be written; make its folder writable") as refused:
        opening.for_reading(path)
    assert "\n" not in str(refused.value)
    assert sqlite3.connect(path).execute("PRAGMA user_version").fetchone() == (1,)
