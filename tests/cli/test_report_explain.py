"""`report --explain` through the real entry: one worked week, its text as bytes, its JSON against the report's."""

import json
from typing import Any

import pytest

from tests.conftest import Cli

MONDAY, WEDNESDAY = "2026-11-16T09:00:00+08:00", "2026-11-18T15:04:00+08:00"
BEFORE = "2026-11-02T09:00:00+08:00"


@pytest.fixture
def week(cli: Cli) -> Cli:
    """40 calls a day, from Wednesday 30 for Bo; 5 visits a week; Ann has half of Thursday off, all have Friday."""
    for words in (
        ("target", "set", "calls", "40", "--per", "day", "--from", "2026-11-02"),
        ("target", "set", "visits", "5", "--per", "week", "--from", "2026-11-02"),
        ("log", "call", "Acme", "--rep", "Ann"),
        ("log", "call", "Bolt", "--rep", "Bo"),
        ("target", "set", "calls", "30", "--per", "day", "--rep", "Bo", "--from", "2026-11-18"),
        ("calendar", "add", "2026-11-20", "Company Day"),
        ("day", "off", "2026-11-19", "--half", "pm", "--reason", "dentist", "--rep", "Ann"),
    ):
        done = cli(*words, now=BEFORE)
        assert done.code == 0, done
    for name, when in (("Crane", MONDAY), ("Dyne", WEDNESDAY), ("Ertl", WEDNESDAY)):
        cli("log", "call", name, "--rep", "Ann", now=when)
    cli("log", "call", "Ford", "--rep", "Bo", now=WEDNESDAY)
    return cli


ANN = """\
Week 2026-W47 · 2026-11-16 to 2026-11-22 · 4 working days · as of 2026-11-18
  Time zone this machine's, UTC+08:00; a line is of the day that it was where it
            was logged
  Weeks     from Monday, named by ISO 8601; worked on mon tue wed thu fri,
            unless a rep has his own week
  Holidays  none: no country is set; salescli config set country DE

Ann
  Days      Ann: 3.5 days
            3 of 3: working days: Mon 2026-11-16 to Wed 2026-11-18
            0.5 of 1: leave in the afternoon (dentist): Thu 2026-11-19
            0 of 1: off: Company Day (stated in this file): Fri 2026-11-20
            0 of 2: not in the work week: Sat 2026-11-21 to Sun 2026-11-22

Calls: 3 of 140
  Counts    activities with channel phone; what the rep did, not what came in
  Targets   40 a day for everyone, from 2026-11-02: in force 2026-11-16
            to 2026-11-22
  Target    40 a day × 3.5 days = 140
            without leave 160
  By now    40 a day × 3 days = 120
  Status    behind: 3 is less than 80, the target through 2026-11-17
  Per day   ⌈(140 − 1) ÷ 1.5 days⌉ = 93
  Today     ⌈(140 − 1) × 1 ÷ 1.5 days⌉ − 2 = 91
  Forecast  1 + max(2, 0.5 × 1) + 0.5 × 0.5 = 3.25, at 1 ÷ 2 days = 0.5 a day
  Lines     3: #3-5
  See       salescli list --since 2026-11-16 --until 2026-11-22 --rep Ann
            --channel phone

Visits: 0 of 3.5
  Counts    activities with channel visit, met or not; what the rep did, not
            what came in
  Targets   5 a week for everyone, from 2026-11-02: in force 2026-11-16
            to 2026-11-22
  Target    5 a week ÷ 5 days = 1 a day × 3.5 days = 3.5
            without leave 4
  By now    5 a week ÷ 5 days = 1 a day × 3 days = 3
  Status    behind: 0 is less than 2, the target through 2026-11-17
  Per day   ⌈(3.5 − 0) ÷ 1.5 days⌉ = 3
  Today     ⌈(3.5 − 0) × 1 ÷ 1.5 days⌉ − 0 = 3
  Forecast  0 + max(0, 0 × 1) + 0 × 0.5 = 0, at 0 ÷ 2 days = 0 a day
  Lines     0
"""

TEAM = """\
Calls: 4 of 280
  Counts    activities with channel phone; what the rep did, not what came in
  Targets   40 a day for everyone, from 2026-11-02: in force 2026-11-16
            to 2026-11-22
            30 a day for Bo, from 2026-11-18: in force 2026-11-18 to 2026-11-22
  Reps      Ann: 3 of 140; 40 a day × 3.5 days = 140; by now 120; 93 a day; 91
            today; forecast 3.25
            Bo: 1 of 140; 40 a day × 2 days = 80, 30 a day × 2 days = 60; by now
            110; 70 a day; 69 today; forecast 1
  Target    140 + 140 = 280
            without leave 300
  By now    120 + 110 = 230
"""


def test_a_rep_in_words(week: Cli) -> None:
    done = week("report", "--explain", "--by", "rep", "--rep", "Ann", "--metric", "calls", "--metric", "visits")
    assert (done.out, done.err, done.code) == (ANN, "", 0)


def test_a_team_is_the_sum_of_its_reps(week: Cli) -> None:
    out = week("report", "--explain", "--metric", "calls").out
    assert TEAM in out
    assert "  Days      Bo: 4 days\n" in out
    assert "  Per day   93 + 70 = 163\n  Today     91 + 69 = 160\n  Forecast  3.25 + 1 = 4.25\n" in out
    assert "  Lines     4: #3-6\n" in out


def test_markdown(week: Cli) -> None:
    out = week("report", "--explain", "--by", "rep", "--rep", "Ann", "--metric", "calls", "-f", "md").out
    assert out.startswith("## Week 2026-W47 · ")
    assert "\n### Ann\n\n- **Days**: Ann: 3.5 days\n  - 3 of 3: working days: Mon 2026-11-16" in out
    assert "\n#### Calls: 3 of 140\n\n- **Counts**: activities" in out
    assert "- **Target**: 40 a day × 3.5 days = 140\n  - without leave 160\n" in out


@pytest.mark.parametrize("words", [(), ("--by", "rep"), ("--by", "day"), ("--by", "channel"), ("-o", "connected")])
def test_json_has_the_figures_of_the_report(week: Cli, words: tuple[str, ...]) -> None:
    found = json.loads(week("report", *words, "--explain", "-f", "json").out)
    told = json.loads(week("report", *words, "-f", "json").out)
    for name in ("period", "start", "end", "as_of", "working_days"):
        assert found[name] == told[name]
    rows: list[dict[str, Any]] = []
    for group in found["groups"]:
        for figure in group["figures"]:
            assert sum(part["counted"] * part["times"] for part in figure["counted"]) == figure["actual"]
            for part in figure["counted"]:
                assert sum(last - first + 1 for first, last in part["ids"]) == part["activities"]
            for rep in figure["reps"]:
                assert sum(term["sum"] for term in rep["terms"]) == rep["target"]
            whole = {name: told[name] for name in ("period", "start", "end")} | {"group": group["group"]}
            rows.append(whole | {name: figure[name] for name in figure if name in told["rows"][0]})
    assert rows == told["rows"]
    assert (found["week_start"], found["utc_offset"], found["tz"]) == ("monday", "+08:00", None)


def test_a_ramp_shows_its_amounts_by_date(cli: Cli) -> None:
    cli("target", "set", "calls", "10..40", "--per", "day", "--from", "2026-11-16", "--until", "2026-11-19", now=MONDAY)
    cli("log", "call", "Acme", now=MONDAY)
    out = cli("report", "--explain", "--metric", "calls").out
    assert "  Targets   10..40 a day for everyone, from 2026-11-16, the last amount" in out
    assert "2026-11-16: 10 a day × 1 day = 10\n            2026-11-17: 20 a day × 1 day = 20\n" in out
    assert "2026-11-19 to 2026-11-22: 40 a day × 2 days = 80\n" in out
    assert "            10 + 20 + 30 + 80 = 140\n" in out


def test_days_of_holidays_and_made_up_ones(cli: Cli) -> None:
    assert cli("config", "set", "country", "CN").code == 0
    cli("target", "set", "calls", "10", "--per", "day", "--from", "2026-02-01", now="2026-02-02T09:00:00+08:00")
    cli("log", "call", "Acme", now="2026-02-02T09:00:00+08:00")
    out = cli("report", "month", "--on", "2026-02-10", "--explain", "--metric", "calls").out
    flowed = " ".join(out.split())
    assert "worked: " in flowed
    assert "Sat 2026-02-14" in flowed
    assert "off: Chinese New Year" in flowed
    assert "Holidays of CN: 2026: holidays " in flowed
    assert "before joining on" in flowed


def test_a_score_is_made_of_its_parts(week: Cli) -> None:
    assert week("metric", "score", "points", "calls=1", "first_contacts=2.5").code == 0
    out = week("report", "--explain", "--metric", "points", "--rep", "Ann").out
    assert "  Lines     1 × calls 3 = 3; 3: #3-5\n            2.5 × first contacts 3 = 7.5; 3: #3-5\n" in out


def test_as_it_was_known(week: Cli) -> None:
    week("delete", "3", now=WEDNESDAY)
    week("target", "set", "calls", "50", "--per", "day", "--from", "2026-11-02", now=WEDNESDAY)
    then = week(
        "report", "--explain", "--metric", "calls", "--as-of", "2026-11-17", now="2026-11-19T09:00:00+08:00"
    ).out
    assert "40 a day" in then
    assert "50 a day" not in then
    assert "  Lines     1: #3\n" in then
    now = week("report", "--explain", "--metric", "calls", now="2026-11-19T09:00:00+08:00").out
    assert "50 a day" in now
    assert "  Lines     3: #4-6\n" in now


@pytest.mark.parametrize("form", ["csv", "plain", "jsonl"])
def test_rows_alone_do_not_explain(week: Cli, form: str) -> None:
    done = week("report", "--explain", "-f", form)
    assert (done.out, done.code) == ("", 2)
    assert done.err == (
        f"error: --explain is no table of rows: -f json for programs, -f table or -f md to read; not {form}\n"
    )


def test_names_stay_text(cli: Cli) -> None:
    for name in ("$(id) `x`", "[bold]A*", "王 芳"):
        assert cli("log", "call", name, "--new").code == 0
    out = cli("report", "--explain", "--by", "customer", "--metric", "calls").out
    assert "--customer '$(id) `x`'" in " ".join(out.split())
    assert "\n[bold]A*\n" in out
    assert "--customer '王 芳'" in " ".join(out.split())
    told = cli("report", "--explain", "--by", "customer", "--metric", "calls", "-f", "md").out
    assert "### \\[bold\\]A\\*" in told


def test_with_check_the_code_still_says(week: Cli) -> None:
    done = week("report", "--explain", "--check", "--metric", "calls")
    assert (done.code, done.err) == (4, "behind: calls 4 of 230 by now\n")
    assert done.out == week("report", "--explain", "--metric", "calls").out


def test_a_file_without_anybody(cli: Cli) -> None:
    cli("target", "set", "calls", "2", "--per", "day")
    done = cli("report", "--explain", "--metric", "calls")
    assert (done.err, done.code) == ("", 0)
    assert done.out.endswith("  Target    none is in force on a working day\n  Lines     0\n")
