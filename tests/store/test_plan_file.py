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
from salescli.store import calendar_write, metrics_kept, outcomes, plan_file, reps, row_history, settings, targets
from salescli.store import open as opening
from salescli.store.check import check
from salescli.store.operation import writing

NOW = datetime(2026, 11, 18, 7, 4, tzinfo=UTC)
DAY = date(2026, 11, 2)


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
    return connection


@pytest.fixture
def rep(tmp_path: Path, boss: sqlite3.Connection) -> sqlite3.Connection:
    connection = opening.for_writing(str(tmp_path / "rep.db"))
    with writing(connection, "log", NOW) as op:
        uid = boss.execute("SELECT uid FROM rep WHERE name = 'Ann'").fetchone()[0]
        row = row_history.insert(op, "rep", uid=uid, name="Ann Li")
        reps.add_name(op, row, "Ann Li")
    return connection


def plan_of(connection: sqlite3.Connection) -> dict[str, Any]:
    plan = plan_file.read(plan_file.dump(connection))
    assert plan
    return plan


def test_whole_and_again(boss: sqlite3.Connection, rep: sqlite3.Connection, tmp_path: Path) -> None:
    taken = plan_file.take(rep, plan_of(boss), NOW)
    assert taken == (2, 1, 1, 1, 2, 2, ["Bob"])
    assert [(one.metric, one.amount, one.rep, one.ramp_to) for one in targets.stated(rep)] == [
        ("calls", "40", None, None), ("calls", "50", 1, "60"),
    ]  # fmt: skip
    assert sorted(metrics_kept.names(rep)) == ["demos", "points"]
    assert settings.read(rep, "country") == "CN"
    before = (
        rep.execute("SELECT count(*), max(id) FROM fact").fetchall()
        + rep.execute("SELECT count(*) FROM operation").fetchall()
    )
    assert not plan_file.take(rep, plan_of(boss), NOW).news
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
    plan_file.take(rep, plan_of(boss), NOW)
    with writing(boss, "target", NOW) as op:
        row_history.update(op, "target", 1, gone=1)
        metrics_kept.drop(op, "points")
        calendar_write.drop_day(op, date(2026, 11, 21))
    assert plan_file.take(rep, plan_of(boss), NOW)[:6] == (1, 1, 0, 0, 1, 0)
    assert [one.amount for one in targets.stated(rep)] == ["50"]
    assert metrics_kept.names(rep) == ["demos"]
    assert not plan_file.take(rep, plan_of(boss), NOW).news


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
    ],
)
def test_a_bad_plan_changes_nothing(
    boss: sqlite3.Connection, rep: sqlite3.Connection, path: tuple[str | int, ...], value: object
) -> None:
    before = list(rep.iterdump())
    with pytest.raises(Misuse):
        plan_file.take(rep, spoilt(plan_of(boss), *path, value=value), NOW)
    assert list(rep.iterdump()) == before


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"salescli": 1}', "[" * 100_000])
def test_no_plan(text: str) -> None:
    assert plan_file.read(text) is None


def test_a_newer_plan() -> None:
    with pytest.raises(Misuse, match="newer"):
        plan_file.read('{"salescli": "plan", "version": 2}')
