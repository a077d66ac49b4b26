"""A plan goes from one file to another whole, again without doubling, and never half."""

import json
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from salescli.model.errors import Misuse
from salescli.model.own_metrics import Filter
from salescli.model.targets import Target
from salescli.store import (
    calendar_write,
    import_undo,
    imports,
    mappings,
    metrics_kept,
    outcomes,
    plan_file,
    plan_take,
    reps,
    row_history,
    settings,
    targets,
)
from salescli.store import open as opening
from salescli.store.check import check
from salescli.store.operation import writing

NOW = datetime(2026, 11, 18, 7, 4, tzinfo=UTC)
DAY = date(2026, 11, 2)
OURS = {"map": {"customer": "Kunde", "at": "Start"}, "tz": "Europe/Berlin"}


@pytest.fixture
def boss(tmp_path: Path) -> sqlite3.Connection:
    connection = opening.for_writing(str(tmp_path / "boss.db"))
    with writing(connection, "target", NOW) as op:
        ann, bob = reps.create(op, "Ann"), reps.create(op, "Bob")
        for metric, amount, rep in (("calls", "40", None), ("calls", "50", ann.id), ("demos", "2", bob.id)):
            targets.add(
                op, Target(metric, amount, "day", rep, DAY, "", "", *(("60", date(2026, 12, 1)) if rep else ()))
            )
        outcomes.add(op, "demo", reached=True)
        metrics_kept.add(op, "demos", Filter(("video",), ("demo",), "out", (), None))
        metrics_kept.score(op, "points", {"calls": "1", "demos": "10"})
        settings.write(op, "country", "CN")
        settings.write(op, "work-week", "mon-sat")
        days = [(date(2026, 10, 1), False, "国庆节")]
        calendar_write.keep_year(op, "CN", 2026, source="holidays 0.1", estimated=False, days=days)
        calendar_write.add_day(op, date(2026, 11, 21), works=True, name="stocktaking")
        mappings.keep(op, "ours", OURS)
    return connection


@pytest.fixture
def rep(tmp_path: Path, boss: sqlite3.Connection) -> sqlite3.Connection:
    connection = opening.for_writing(str(tmp_path / "rep.db"))
    with writing(connection, "log", NOW) as op:
        uid = boss.execute("SELECT uid FROM rep WHERE name = 'Ann'").fetchone()[0]
        row = row_history.insert(op, "rep", uid=uid, name="Ann Li")
        reps.add_name(op, row, "Ann Li")
    return connection


def taken_in(connection: sqlite3.Connection, plan: dict[str, Any]) -> plan_take.Taken:
    return plan_take.take(connection, plan, NOW, "plan.json")


def plan_of(connection: sqlite3.Connection) -> dict[str, Any]:
    plan = plan_file.read(plan_file.dump(connection))
    assert plan
    return plan


def test_whole_and_again(boss: sqlite3.Connection, rep: sqlite3.Connection, tmp_path: Path) -> None:
    taken = taken_in(rep, plan_of(boss))
    assert taken == (2, 1, 1, 1, 2, 2, 1, 1, ["Bob"])
    assert [(one.metric, one.amount, one.rep, one.ramp_to) for one in targets.stated(rep)] == [
        ("calls", "40", None, None), ("calls", "50", 1, "60"),
    ]  # fmt: skip
    assert sorted(metrics_kept.names(rep)) == ["demos", "points"]
    assert settings.read(rep, "country") == "CN"
    before = (
        rep.execute("SELECT count(*), max(id) FROM fact").fetchall()
        + rep.execute("SELECT count(*) FROM operation").fetchall()
    )
    assert not taken_in(rep, plan_of(boss)).news
    after = (
        rep.execute("SELECT count(*), max(id) FROM fact").fetchall()
        + rep.execute("SELECT count(*) FROM operation").fetchall()
    )
    assert after == before
    there, here = plan_of(boss), plan_of(rep)
    there["targets"] = [one for one in there["targets"] if not one["rep"] or one["rep"]["name"] != "Bob"]
    there["targets"][1]["rep"]["name"] = "Ann Li"
    assert here == there
    rep.execute("PRAGMA query_only=ON")
    assert check(rep, str(tmp_path / "rep.db"), NOW).problems == []


def test_what_was_taken_back_there_goes_here(boss: sqlite3.Connection, rep: sqlite3.Connection) -> None:
    taken_in(rep, plan_of(boss))
    with writing(boss, "target", NOW) as op:
        row_history.update(op, "target", 1, gone=1)
        metrics_kept.drop(op, "points")
        calendar_write.drop_day(op, date(2026, 11, 21))
        mappings.drop(op, "ours")
    assert taken_in(rep, plan_of(boss))[:7] == (1, 1, 0, 0, 1, 0, 1)
    assert [one.amount for one in targets.stated(rep)] == ["50"]
    assert metrics_kept.names(rep) == ["demos"]
    assert mappings.every(rep) == {}
    assert not taken_in(rep, plan_of(boss)).news


def test_an_older_plan_has_no_mappings(boss: sqlite3.Connection, rep: sqlite3.Connection) -> None:
    plan = plan_of(boss)
    del plan["mappings"]
    assert taken_in(rep, plan).mappings == 0
    assert mappings.every(rep) == {}


def test_a_mapping_of_ones_own_goes_only_where_it_is_the_plans(
    boss: sqlite3.Connection, rep: sqlite3.Connection
) -> None:
    with writing(rep, "config", NOW) as op:
        mappings.keep(op, "ours", {"map": {"customer": "Firma"}})
    with writing(boss, "config", NOW) as op:
        mappings.drop(op, "ours")
    assert taken_in(rep, plan_of(boss)).mappings == 0
    with writing(boss, "config", NOW) as op:
        mappings.keep(op, "ours", OURS)
    assert taken_in(rep, plan_of(boss)).mappings == 1
    assert mappings.every(rep) == {"ours": OURS}


def everything(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    """What stands of all that a plan brings."""
    tables = ("target", "calendar_day", "calendar_year", "outcome", "metric", "setting", "mapping")
    found = {}
    for table in tables:
        columns = ", ".join(name for name in row_history.COLUMNS[table] if name != "received_at")
        found[table] = connection.execute(f"SELECT {columns} FROM {table} WHERE gone = 0 ORDER BY id").fetchall()
    return found


def took_back(path: Path, number: int) -> import_undo.TakenBack:
    connection = opening.for_writing(str(path / "rep.db"))
    taken = import_undo.undo_import(connection, NOW, number)
    assert check(connection, str(path / "rep.db"), NOW).problems == []
    connection.close()
    return taken


def test_a_plan_is_a_batch_and_is_taken_back(boss: sqlite3.Connection, rep: sqlite3.Connection, tmp_path: Path) -> None:
    with writing(rep, "config", NOW) as op:
        settings.write(op, "work-week", "mon-fri")
    begun = everything(rep)
    taken_in(rep, plan_of(boss))
    first = everything(rep)
    (batch,) = imports.batches(rep)
    assert (batch.format, batch.file) == ("plan", "plan.json")
    assert batch.counts == (11, 9, 0, 1, 1, 0)
    with writing(boss, "target", NOW) as op:
        row_history.update(op, "target", 1, gone=1)
        metrics_kept.drop(op, "points")
        settings.write(op, "work-week", "mon-thu")
        outcomes.add(op, "trial", reached=True)
    taken_in(rep, plan_of(boss))
    back = took_back(tmp_path, 2)
    assert (back.rows, back.stay) == ({"target": 1, "metric": 1, "setting": 1, "outcome": 1}, {})
    assert everything(rep) == first
    back = took_back(tmp_path, 1)
    assert sum(back.rows.values()) == 10
    assert everything(rep) == begun
    assert taken_in(rep, plan_of(boss)).news
    assert taken_in(rep, plan_of(boss)).news is False
    took_back(tmp_path, 3)
    assert everything(rep) == begun


def test_what_of_a_plan_is_used_or_changed_since_stays(
    boss: sqlite3.Connection, rep: sqlite3.Connection, tmp_path: Path
) -> None:
    taken_in(rep, plan_of(boss))
    with writing(rep, "target", NOW) as op:
        targets.add(op, Target("points", "5", "day", None, DAY, "", ""))
        settings.write(op, "work-week", "mon-thu")
    back = took_back(tmp_path, 1)
    assert back.stay == {"metric": 2, "outcome": 1, "setting": 1}  # the score, what it is made of, what that counts
    assert sorted(metrics_kept.names(rep)) == ["demos", "points"]
    assert settings.read(rep, "work-week") == "mon-thu"
    assert settings.read(rep, "country") is None


def spoilt(plan: dict[str, Any], *path: str | int, value: object) -> dict[str, Any]:
    plan = json.loads(json.dumps(plan))
    place: Any = plan
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return plan


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("targets",), None),
        (("targets", 0), 7),
        (("targets", 0, "per"), "decade"),
        (("targets", 0, "amount"), "-1"),
        (("targets", 0, "amount"), {}),
        (("targets", 0, "from_day"), "2026-02-30"),
        (("targets", 1, "rep"), "Ann"),
        (("targets", 1, "metric"), None),
        (("calendar", "days", 0, "day"), "soon"),
        (("calendar", "years", 0, "days"), "[1]"),
        (("calendar", "country"), "Atlantis"),
        (("metrics", 0, "channel"), "pigeon"),
        (("outcomes",), [{"word": "won", "reached": 0}]),
        (("mappings",), 7),
        (("mappings", 0, "name"), "a b"),
        (("mappings", 0, "body"), None),
        (("mappings", 0, "body"), {"map": ["customer"]}),
        (("mappings", 0, "body"), {"map": {"customer": 1}}),
        (("mappings", 0, "body"), {"tz": 1}),
    ],
)
def test_a_bad_plan_changes_nothing(
    boss: sqlite3.Connection, rep: sqlite3.Connection, path: tuple[str | int, ...], value: object
) -> None:
    before = list(rep.iterdump())
    with pytest.raises(Misuse):
        taken_in(rep, spoilt(plan_of(boss), *path, value=value))
    assert list(rep.iterdump()) == before


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"salescli": 1}', "[" * 100_000])
def test_no_plan(text: str) -> None:
    assert plan_file.read(text) is None


def test_a_newer_plan() -> None:
    with pytest.raises(Misuse, match="newer"):
        plan_file.read('{"salescli": "plan", "version": 2}')
