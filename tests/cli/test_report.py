"""`report` through the real entry: the worked example, periods, groups, filters, formats, refusals."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli

MONDAY, WEDNESDAY = "2026-11-16T09:00:00+08:00", "2026-11-18T15:04:00+08:00"
COLUMNS = "period,start,end,group,metric,actual,target,attainment,expected,status,need,left_today,forecast"
COLUMNS += ",target_raw,streak,longest_streak,before,rank"


@pytest.fixture
def week(cli: Cli) -> Cli:
    """A first call on Monday, six more on Wednesday; 40 calls a day and 5 visits a week from 2026-11-01."""
    cli("log", "call", "Acme", now=MONDAY)
    cli("target", "set", "calls", "40", "--per", "day", "--from", "2026-11-01", now=MONDAY)
    cli("target", "set", "visits", "5", "--per", "week", "--from", "2026-11-01", now=MONDAY)
    lines = "".join(f"call {name} -o na\n" for name in ("Bolt", "Crane", "Dorset", "Elm", "Foxglove", "Gable"))
    logged = cli("log", "-", stdin=lines)
    assert logged.code == 0, logged
    return cli


def rows(cli: Cli, *words: str, now: str = WEDNESDAY) -> list[dict[str, Any]]:
    done = cli("report", *words, "-f", "json", now=now)
    assert (done.err, done.code) == ("", 0)
    return json.loads(done.out)["rows"]


def of(found: list[dict[str, Any]], metric: str, group: str | None = None) -> dict[str, Any]:
    return next(row for row in found if row["metric"] == metric and row["group"] == group)


def test_the_worked_example(week: Cli) -> None:
    done = week("report", "week", "-f", "json")
    wrapped = json.loads(done.out)
    found = wrapped.pop("rows")
    assert wrapped == {
        "period": "week",
        "start": "2026-11-16",
        "end": "2026-11-22",
        "as_of": "2026-11-18",
        "working_days": 5,
    }
    assert [list(row) for row in found] == [COLUMNS.split(",")] * 5
    assert of(found, "calls") == {
        "period": "week",
        "start": "2026-11-16",
        "end": "2026-11-22",
        "group": None,
        "metric": "calls",
        "actual": 7,
        "target": 200,
        "attainment": 0.035,
        "expected": 120,
        "status": "behind",
        "need": 67,
        "left_today": 61,
        "forecast": 8,
        "target_raw": 200,
        "streak": 0,
        "longest_streak": 0,
        "before": None,
        "rank": None,
    }
    visits = of(found, "visits")
    assert (visits["actual"], visits["target"], visits["expected"], visits["status"]) == (0, 5, 3, "behind")
    assert week("report", "-f", "json") == done


def test_a_target_changed_on_wednesday_counts_from_wednesday_and_the_past_keeps_its_own(week: Cli) -> None:
    week("target", "set", "calls", "10", "--per", "day")
    assert of(rows(week), "calls")["target"] == 2 * 40 + 3 * 10
    week("target", "set", "calls", "99", "--per", "day", "--from", "2026-12-01")
    assert of(rows(week), "calls")["target"] == 110
    next_week = "2026-11-25T09:00:00+08:00"
    week("target", "set", "calls", "1", "--per", "day", now=next_week)
    assert of(rows(week, "--last", now=next_week), "calls")["target"] == 110
    assert of(rows(week, now=next_week), "calls")["target"] == 2 * 10 + 3 * 1


def test_a_rep_has_no_target_before_he_is_there(week: Cli) -> None:
    assert {row["target"] for row in rows(week, "--last")} == {0}
    week("log", "call", "Zeta", "--rep", "Bob", now="2026-11-20T09:00:00+08:00")
    found = rows(week, "--by", "rep", now="2026-11-20T10:00:00+08:00")
    assert of(found, "calls", "ann")["target"] == 200
    assert of(found, "calls", "Bob")["target"] == 40
    assert of(rows(week, now="2026-11-20T10:00:00+08:00"), "calls")["target"] == 240


def test_csv_and_an_empty_group(week: Cli, tmp_path: Path) -> None:
    done = week("report", "-f", "csv")
    assert done.out.splitlines()[:2] == [
        COLUMNS,
        "week,2026-11-16,2026-11-22,,calls,7,200,0.0350,120,behind,67,61,8,200,0,0,,",
    ]
    assert week("report", "--by", "rep", "-f", "csv", "--on", "2020-01-01").out == COLUMNS + "\n"
    written = week("report", "-O", str(tmp_path / "week.csv"))
    assert (written.out, written.err, written.code) == ("", "", 0)
    assert (tmp_path / "week.csv").read_bytes() == done.out.encode()
    excel = week("report", "-f", "csv", "--excel").out
    assert excel == "\ufeff" + done.out.replace("\n", "\r\n")
    lines = week("report", "-f", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == rows(week)
    plain = list(csv.reader(io.StringIO(week("report", "-f", "plain").out), delimiter="\t"))
    assert plain == list(csv.reader(io.StringIO(done.out)))[1:]


@pytest.mark.parametrize(
    ("words", "period", "start", "end"),
    [
        (("day",), "day", "2026-11-18", "2026-11-18"),
        (("day", "--last"), "day", "2026-11-17", "2026-11-17"),
        (("week", "--on", "2027-01-01"), "week", "2026-12-28", "2027-01-03"),
        (("month",), "month", "2026-11-01", "2026-11-30"),
        (("month", "--last", "--on", "2027-01-31"), "month", "2026-12-01", "2026-12-31"),
        (("quarter",), "quarter", "2026-10-01", "2026-12-31"),
        (("year", "--last"), "year", "2025-01-01", "2025-12-31"),
        (("--since", "2026-11-17", "--until", "2026-11-18"), "range", "2026-11-17", "2026-11-18"),
        (("--since", "2026-11-01"), "range", "2026-11-01", "2026-11-18"),
        (("--until", "2026-11-30"), "range", "2026-11-16", "2026-11-30"),
        (("--since", "monday", "--until", "yesterday"), "range", "2026-11-16", "2026-11-17"),
    ],
)
def test_periods(week: Cli, words: tuple[str, ...], period: str, start: str, end: str) -> None:
    found = rows(week, *words)
    assert {(row["period"], row["start"], row["end"]) for row in found} == {(period, start, end)}


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("fortnight",), 2, "error: no such period: fortnight; there are day, week, month, quarter, year"),
        (
            ("--by", "hour"),
            2,
            "error: no such grouping: hour; --by rep, day, week, month, customer, channel, outcome",
        ),
        (("--rep", "Nobody"), 3, "error: there is no rep Nobody; salescli rep list shows them"),
        (("-f", "pdf"), 2, "error: no such format: pdf; there are table, plain, csv, json, jsonl, md"),
        (("week", "--since", "2026-11-01"), 2, "error: either a period (week, --on, --last) or a range"),
        (("--since", "2026-11-02", "--until", "2026-11-01"), 2, "error: --since 2026-11-02 is after --until"),
        (
            ("--metric", "cals"),
            2,
            "error: unknown metric cals; one of: calls, first_contacts, follow_ups, visits",
        ),
        (("--metric", "c"), 2, "error: c begins several metrics: calls, customers_visited, conversations"),
        (("--channel", "pigeon"), 2, "error: no such channel: pigeon"),
        (("-o", "maybe"), 2, "error: no such outcome: maybe"),
        (("--on", "9999-12-31"), 2, "error: "),
        (("--on", "2026-13-01"), 2, "error: "),
    ],
)
def test_refusals(week: Cli, words: tuple[str, ...], code: int, error: str) -> None:
    done = week("report", *words)
    assert (done.out, done.code) == ("", code)
    assert done.err.startswith(error), done.err
    assert done.err.count("\n") == 1


def test_without_a_file(cli: Cli, tmp_path: Path) -> None:
    done = cli("report")
    assert (done.out, done.code) == ("", 1)
    assert done.err.startswith(f"error: there is no file at {tmp_path / 'salescli.db'} yet")
    assert not (tmp_path / "salescli.db").exists()


def test_groups(week: Cli) -> None:
    assert [row["group"] for row in rows(week, "--by", "day", "--metric", "calls")] == [
        f"2026-11-{day}" for day in range(16, 23)
    ]
    weeks = rows(week, "month", "--by", "week", "--metric", "calls")
    assert [(row["group"], row["target"]) for row in weeks] == [
        ("2026-W44", 0),
        ("2026-W45", 0),
        ("2026-W46", 0),
        ("2026-W47", 200),
        ("2026-W48", 200),
        ("2026-W49", 40),
    ]
    months = rows(week, "quarter", "--by", "month", "--metric", "calls")
    assert [(row["group"], row["actual"]) for row in months] == [
        ("2026-10", 0),
        ("2026-11", 7),
        ("2026-12", 0),
    ]
    outcomes = rows(week, "--by", "outcome", "--metric", "calls")
    assert [(row["group"], row["actual"], row["target"], row["status"]) for row in outcomes] == [
        ("no-answer", 6, None, None),
        (None, 1, None, None),
    ]
    customers = rows(week, "--by", "customer")
    assert len(customers) == 7 * 5
    assert [row["group"] for row in rows(week, "--by", "channel")] == ["phone"] * 5


def test_a_part_of_the_work_has_no_target(week: Cli) -> None:
    found = of(rows(week, "-o", "na", "--channel", "call"), "calls")
    assert (found["actual"], found["target"], found["status"], found["need"]) == (6, None, None, None)
    assert [row["actual"] for row in rows(week, "-o", "won", "-o", "lost")] == [0] * 5


def test_metrics_in_the_order_asked_for(week: Cli) -> None:
    week("log", "call", "Talker", "-d", "90s")
    found = rows(week, "--metric", "talk-minutes", "--metric", "conversations", "--metric", "talk_minutes")
    assert [(row["metric"], row["actual"]) for row in found] == [("talk_minutes", 1.5), ("conversations", 2)]


def test_users_text_is_text(week: Cli) -> None:
    week("log", "call", "=SUM(A1)", "--new")
    week("log", "call", "[red]x[/red] 客户", "--new")
    assert "'=SUM(A1)" in week("report", "--by", "customer", "-f", "csv").out
    assert '"=SUM(A1)"' in week("report", "--by", "customer", "-f", "json").out
    assert "[red]x[/red] 客户" in week("report", "--by", "customer").out


def test_the_table_fits_and_has_no_colour_into_a_pipe(week: Cli) -> None:
    for words in (
        (),
        ("--by", "rep"),
        ("--by", "day"),
        ("--by", "customer"),
        ("year",),
        ("month", "--by", "week"),
    ):
        done = week("report", *words, NO_COLOR="", COLUMNS="200", FORCE_COLOR="1")
        assert done.code == 0
        assert "\x1b" not in done.out
        assert max(map(len, done.out.splitlines())) <= 80, done.out


def test_an_output_that_cannot_be_written(week: Cli, tmp_path: Path) -> None:
    done = week("report", "-O", str(tmp_path / "none" / "week.csv"))
    assert (done.out, done.code) == ("", 1)
    assert done.err.startswith("error: cannot write ")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--by", "rep", "--by", "day"), "error: one --by at a time: rep, or day\n"),
        (("-f", "json", "--excel"), "error: --excel is for csv: add -f csv\n"),
    ],
)
def test_what_does_not_go_together(cli: Cli, words: tuple[str, ...], error: str) -> None:
    cli("log", "call", "Acme")
    assert cli("report", *words) == ("", error, 2)
