"""Own metrics in reports, against a slow model over made-up activities; and what is read for them."""

import json
import random
import sqlite3
import time
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from salescli.model import periods
from salescli.reports import daily_count, known_metrics
from salescli.reports.execution import report
from salescli.reports.result import Question
from salescli.store import metrics_kept
from salescli.store import open as opening
from tests.reports.file import File, called

Activity = dict[str, Any]
Spec = dict[str, Any]

TODAY = date(2026, 11, 18)  # a Wednesday
MONDAY = date(2026, 11, 16)
DAY = timedelta(days=1)
REPS = ["ann", "bob"]
CUSTOMERS = ["Acme", "Bolt", "Crane"]
CHANNELS = ["phone", "visit", "video", "email"]
TOUCHES = ["first", "follow-up", "attempt"]
OUTCOMES = ["interested", "won", "no-answer", "demo-given"]
BUILT_IN = ["calls", "visits", "conversations", "talk_minutes", "customers_visited"]
WEIGHTS = ["1", "2", "10", "0.5", "0.25", "1.3333", "0.0001", "3.10"]


# -- the slow model


def chosen(spec: Spec, activities: list[Activity]) -> list[Activity]:
    """The activities that pass the filter."""
    return [
        each
        for each in activities
        if each["channel"] in (spec["channel"] or CHANNELS)
        and (not spec["outcome"] or each["outcome"] in spec["outcome"])
        and (not spec["touch"] or each["touch"] in spec["touch"])
        and spec["direction"] in {"both", each["direction"]}
    ]


def count(spec: Spec | str, activities: list[Activity]) -> Fraction:
    """How much of the metric these activities are."""
    if isinstance(spec, str):
        mine = [each for each in activities if each["direction"] == "out"]
        calls = [each for each in mine if each["channel"] == "phone"]
        visits = [each for each in mine if each["channel"] == "visit"]
        return {
            "calls": Fraction(len(calls)),
            "visits": Fraction(len(visits)),
            "conversations": Fraction(len([each for each in calls if each["reached"]])),
            "talk_minutes": Fraction(sum(each["duration_s"] or 0 for each in calls), 60),
            "customers_visited": Fraction(len({each["customer"] for each in visits if each["reached"]} - {None})),
        }[spec]
    if "parts" in spec:
        return sum((Fraction(weight) * count(part, activities) for part, weight in spec["parts"]), Fraction(0))
    found = chosen(spec, activities)
    return Fraction(len({each["customer"] for each in found} - {None}) if spec["distinct"] else len(found))


def shown(value: Fraction) -> Fraction:
    """With four decimals at most, a half up."""
    return Fraction((2 * value.numerator * 10**4 + value.denominator) // (2 * value.denominator), 10**4)


# -- what is made up


def some(pick: random.Random, words: list[str]) -> list[str]:
    return pick.sample(words, pick.choice([0, 1, 1, 2]))


def made_specs(pick: random.Random) -> dict[str, Spec]:
    """Three filters, and two scores of them and of the built-in ones."""
    specs: dict[str, Spec] = {
        f"own_{number}": {
            "channel": some(pick, CHANNELS),
            "outcome": some(pick, OUTCOMES),
            "touch": some(pick, TOUCHES),
            "direction": pick.choice(["out", "out", "in", "both"]),
            "distinct": pick.random() < 0.4,
        }
        for number in range(3)
    }
    for name in ("points", "marks"):
        parts = pick.sample([*BUILT_IN, *(each for each in specs if each.startswith("own"))], pick.randint(1, 4))
        weighted = [(part, pick.choice(WEIGHTS)) for part in parts]
        specs[name] = {"parts": [(specs.get(part, part), weight) for part, weight in weighted], "typed": weighted}
    return specs


def made_activities(pick: random.Random) -> list[Activity]:
    return [
        {
            "rep": pick.choice(REPS),
            "day": MONDAY - 20 * DAY + pick.randrange(25) * DAY,
            "channel": (channel := pick.choice(CHANNELS)),
            "direction": pick.choice(["out", "out", "in"]),
            "outcome": (outcome := pick.choice([*OUTCOMES, None])),
            "reached": int(outcome != "no-answer"),
            "customer": (customer := pick.choice([*CUSTOMERS, None])),
            "touch": pick.choice(TOUCHES) if customer else None,
            "duration_s": pick.choice([None, 7, 600]) if channel == "phone" else None,
        }
        for _each in range(pick.choice([0, 10, 120]))
    ]


def write(specs: dict[str, Spec], activities: list[Activity]) -> None:
    """Activities as rows, metrics by their commands."""
    file = File(opening.for_writing())
    file.connection.execute("BEGIN")
    reps = {name: file.rep(name, "2026-11-01") for name in REPS}
    for each in activities:
        customer = file.customer(each["customer"]) if each["customer"] else None
        file.activity(**{**each, "rep": reps[each["rep"]], "customer": customer, "day": str(each["day"])})
    file.connection.execute("COMMIT")
    file.connection.close()
    assert called("outcome", "add", "demo-given", "--reached").code == 0
    for name, spec in specs.items():
        if "parts" in spec:
            words = ["score", name, *(f"{part}={weight}" for part, weight in spec["typed"])]
        else:
            words = ["add", name, "--direction", spec["direction"], *(["--distinct", "customers"] * spec["distinct"])]
            words += [
                word
                for option in ("channel", "outcome", "touch")
                for each in spec[option]
                for word in (f"--{option}", each)
            ]
        assert called("metric", *words).code == 0, words


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The zone is pinned within this process too."""
    time.tzset()
    yield tmp_path
    monkeypatch.undo()
    time.tzset()


# -- the tests


def groups_of(by: str | None, activities: list[Activity], start: date, end: date) -> dict[str | None, list[Activity]]:
    """The activities of each group that has a row."""
    if by is None:
        return {None: activities}
    if by == "day":
        found = [start + number * DAY for number in range((end - start).days + 1)]
        return {str(day): [each for each in activities if each["day"] == day] for day in found}
    words = {each[by] for each in activities}
    return {word: [each for each in activities if each[by] == word] for word in words}


QUESTIONS = [
    (None, {}),
    ("rep", {}),
    ("day", {}),
    ("customer", {}),
    ("channel", {}),
    ("outcome", {}),
    (None, {"outcome": ["won", "demo-given"]}),
    ("rep", {"channel": ["phone", "visit"]}),
    ("day", {"rep": ["bob"]}),
]


def ask(specs: dict[str, Spec], by: str | None, only: dict[str, list[str]], start: date, end: date) -> list[Any]:
    words = ["report", "--since", str(start), "--until", str(end), "-f", "json"]
    words += ["--by", by] if by else []
    words += [word for option, values in only.items() for value in values for word in (f"--{option}", value)]
    words += [word for name in specs for word in ("--metric", name)]
    answer = called(*words)
    assert answer.code == 0, answer
    rows: list[Any] = json.loads(answer.out, parse_float=Fraction, parse_int=Fraction)["rows"]
    return rows


@pytest.mark.parametrize("seed", range(25))
def test_counts_are_those_of_the_slow_model(seed: int, place: Path) -> None:
    pick = random.Random(seed)  # noqa: S311  no secret
    specs, activities = made_specs(pick), made_activities(pick)
    write(specs, activities)
    for by, only in QUESTIONS:
        start = MONDAY - pick.randrange(15) * DAY
        end = start + pick.randrange(20) * DAY
        work = [each for each in activities if start <= each["day"] <= end]
        work = [each for each in work if all(each[name] in words for name, words in only.items())]
        groups = groups_of(by, work, start, end)
        expected = {
            (group, name): shown(count(spec, mine)) for group, mine in groups.items() for name, spec in specs.items()
        }
        found = {(row["group"], row["metric"]): row["actual"] for row in ask(specs, by, only, start, end)}
        assert found == expected, (by, only, start, end)


@pytest.mark.parametrize("seed", range(100, 106))
def test_targets_are_held_against_the_same_counts(seed: int, place: Path) -> None:
    pick = random.Random(seed)  # noqa: S311  no secret
    specs, activities = made_specs(pick), made_activities(pick)
    write(specs, activities)
    for name in specs:
        assert called("target", "set", name, "2.5", "--per", "day", "--from", str(MONDAY)).code == 0
    week = [each for each in activities if MONDAY <= each["day"] < MONDAY + 7 * DAY]
    answer = called("report", "--by", "rep", "-f", "json")
    rows = json.loads(answer.out, parse_float=Fraction, parse_int=Fraction)["rows"]
    assert [row["metric"] for row in rows[5:10]] == list(specs)
    for row in rows:
        if row["metric"] not in specs:
            continue
        mine = [each for each in week if each["rep"] == row["group"]]
        done = count(specs[row["metric"]], mine)
        before = count(specs[row["metric"]], [each for each in mine if each["day"] < TODAY])
        assert row["actual"] == shown(done)
        assert (row["target"], row["expected"]) == (Fraction("12.5"), Fraction("7.5"))
        expected = "met" if done >= 12.5 else "ahead" if done >= 7.5 else "on track" if done >= 5 else "behind"
        assert row["status"] == expected
        if done < 12.5:
            left = -((before - Fraction("12.5")) // 3) - (done - before)
            assert row["left_today"] == shown(max(Fraction(0), left))


def made_file(path: Path) -> tuple[File, int]:
    """Ann with a line, a filter for different customers, and scores with whole and with different things."""
    file = File(opening.for_writing(str(path / "own.db")))
    ann = file.rep("ann", joined="2026-11-01")
    for name, fields in {
        "demos": {"channel": "video", "direction": "out"},
        "met": {"outcome": "interested,won", "touch": "first", "distinct_by": "customers"},
        "points": {"parts": "calls=1 met=2.5 customers_visited=3 talk_minutes=0.1"},
    }.items():
        file.connection.execute(
            f"INSERT INTO metric (name, {', '.join(fields)}) VALUES ({', '.join('?' * (len(fields) + 1))})",
            (name, *fields.values()),
        )
    file.activity(ann, "2026-11-18", channel="video", customer=file.customer("Acme"), touch="first", outcome="won")
    return file, ann


def statements(connection: sqlite3.Connection) -> list[str]:
    """A list that every statement from now on is added to."""
    seen: list[str] = []
    connection.set_trace_callback(seen.append)
    return seen


def plan_of(connection: sqlite3.Connection, statement: str) -> list[str]:
    connection.set_trace_callback(None)
    return [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + statement)]


@pytest.mark.parametrize("by", [None, "rep", "day", "month", "customer", "channel", "outcome"])
def test_a_report_reads_the_days_of_its_period_only(by: str | None, tmp_path: Path) -> None:
    file, _ann = made_file(tmp_path)
    known = metrics_kept.catalogue(file.connection)
    metrics = [known[name] for name in ("demos", "met", "points")]
    question = Question(periods.containing("month", TODAY), TODAY, metrics, by)
    seen = statements(file.connection)
    report(file.connection, question)
    read = [each for each in seen if "FROM activity a" in each]
    assert read
    for statement in read:
        plan = [step for step in plan_of(file.connection, statement) if " a " in step]
        assert plan, statement
        assert all("SEARCH a USING" in step and "(day>? AND day<?)" in step for step in plan), (statement, plan)


def test_a_line_asks_for_own_metrics_only_where_a_target_is_for_one(tmp_path: Path) -> None:
    file, ann = made_file(tmp_path)

    def asked() -> int:
        seen = statements(file.connection)
        daily_count.line(file.connection, ann, "2026-11-18", TODAY)
        file.connection.set_trace_callback(None)
        return sum("FROM metric" in each for each in seen)

    assert asked() == 0
    file.target("calls", "40")
    assert asked() == 0
    file.target("met", "4")
    file.target("points", "4")
    assert asked() == 1
    said = daily_count.line(file.connection, ann, "2026-11-18", TODAY)
    assert said == "today: calls 0/40 · first contacts 1 · met 1/4 · points 2.5/4"


def test_a_team_meets_a_customer_once(tmp_path: Path) -> None:
    file, _ann = made_file(tmp_path)
    bob = file.rep("bob", joined="2026-11-01")
    file.activity(bob, "2026-11-18", customer=file.customer("Acme"), touch="first", outcome="interested")
    known = metrics_kept.catalogue(file.connection)
    metrics = [known["met"], known["points"]]
    found = report(file.connection, Question(periods.containing("week", TODAY), TODAY, metrics, "rep"))
    assert [(row.group, row.actual) for row in found.rows] == [
        *(("ann", 1), ("ann", Fraction(5, 2)), ("bob", 1), ("bob", Fraction(7, 2))),
    ]
    assert [row.actual for row in found.total] == [1, Fraction(7, 2)]


def test_what_a_dropped_metric_was_asked_for_stands_in_nobodys_way(tmp_path: Path) -> None:
    file, ann = made_file(tmp_path)
    file.target("gone_by_now", "4")
    assert daily_count.line(file.connection, ann, "2026-11-18", TODAY) == "today: first contacts 1"
    known = metrics_kept.catalogue(file.connection)
    period = periods.containing("week", TODAY)
    assert [metric.name for metric in known_metrics.by_default(file.connection, known, period, ())][5:] == []
