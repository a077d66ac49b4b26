"""Leave in reports, through the command line: what it takes from targets, and what stands under the table of it.

Ann is off from Wednesday noon of the week of 16 November 2026, Bob works it all; both have 40 calls a day.
Ann's days weigh Mon 1, Tue 1, Wed 1/2, Thu 0, Fri 0: T = 40 · 2.5 = 100, without leave 40 · 5 = 200.
"""

import json
from typing import Any

import pytest

from tests.conftest import Cli

AFTER = "2026-11-22T20:00:00+08:00"  # Sunday evening


@pytest.fixture
def week(cli: Cli) -> Cli:
    """Ann makes 3 calls on Monday, 2 on Thursday while on leave; Bob 4 on Friday."""
    cli("target", "set", "calls", "40", "--per", "day", "--from", "2026-11-02", now="2026-11-02T09:00:00+08:00")
    for rep in ("Ann", "Bob"):
        cli("rep", "set", rep, "--from", "2026-11-02")
    assert cli("day", "off", "2026-11-18", "--half", "pm", "--rep", "Ann").code == 0
    assert cli("day", "off", "2026-11-19..2026-11-20", "--rep", "Ann", "--reason", "skiing").code == 0
    for rep, day, calls in (("Ann", 16, 3), ("Ann", 19, 2), ("Bob", 20, 4)):
        lines = "".join(f"call Customer {day} {number} --rep {rep}\n" for number in range(calls))
        assert cli("log", "-", stdin=lines, now=f"2026-11-{day}T15:00:00+08:00").code == 0
    return cli


def rows(cli: Cli, *words: str, now: str = AFTER) -> dict[str | None, dict[str, Any]]:
    """The rows of calls, by group."""
    done = cli("report", *words, "--metric", "calls", "-f", "json", now=now)
    assert (done.err, done.code) == ("", 0)
    return {row["group"]: row for row in json.loads(done.out)["rows"]}


def test_a_week_with_leave_from_wednesday_noon(week: Cli) -> None:
    found = rows(week, "--by", "rep")
    ann, bob = found["Ann"], found["Bob"]
    assert (ann["target"], ann["target_raw"], bob["target"], bob["target_raw"]) == (100, 200, 200, 200)
    assert (ann["actual"], bob["actual"]) == (5, 4)  # what she did on Thursday counts in full
    assert (ann["attainment"], bob["attainment"]) == (0.05, 0.02)
    team = rows(week)[None]
    assert (team["actual"], team["target"], team["target_raw"]) == (9, 300, 400)


def test_each_day_weighs_what_is_left_of_it(week: Cli) -> None:
    found = rows(week, "--by", "day", "--rep", "Ann")
    assert [row["target"] for row in found.values()] == [40, 40, 20, 0, 0, 0, 0]
    wednesday = rows(week, "--rep", "Ann", now="2026-11-18T10:00:00+08:00")[None]
    # A0 = 3, W = 1/2, all of it today: need is 97 / (1/2) a day, left today 97 less the 2 that stand for Thursday
    assert (wednesday["expected"], wednesday["need"], wednesday["left_today"]) == (100, 194, 95)
    month = rows(week, "month", "--rep", "Ann")[None]
    assert (month["target"], month["target_raw"]) == (40 * 18.5, 40 * 21)  # from Monday the 2nd to Monday the 30th


def test_the_rank_by_attainment(week: Cli) -> None:
    done = week("report", "--by", "rep", "--rank", "attainment", "--metric", "calls", "-f", "csv", now=AFTER)
    header, *ranked = (line.split(",") for line in done.out.splitlines())
    found = [(row[header.index("group")], row[header.index("rank")]) for row in ranked]
    assert found == [("Ann", "1"), ("Bob", "2")]


NOTES = [
    (
        ("--by", "rep"),
        [
            "Ann: 2.5 of 5 days: calls 5 of 100 (5%), 3% of 200 without leave",
            "Team: 7.5 of 10 days: calls 9 of 300 (3%), 2% of 400 without leave",
        ],
    ),
    ((), ["7.5 of 10 days: calls 9 of 300 (3%), 2% of 400 without leave"]),
    (("--rep", "Ann"), ["2.5 of 5 days: calls 5 of 100 (5%), 3% of 200 without leave"]),
    (("--rep", "Ann", "--by", "rep"), ["Ann: 2.5 of 5 days: calls 5 of 100 (5%), 3% of 200 without leave"]),
    (("--rep", "Bob"), []),
    (("--by", "day"), []),
    (("--by", "rep", "--metric", "visits"), []),
    (("day", "--on", "2026-11-20", "--rep", "Ann"), ["0 of 1 day: calls 0 of 0, 0% of 40 without leave"]),
    (("--channel", "phone"), []),
]


@pytest.mark.parametrize(("words", "notes"), NOTES)
def test_attainment_with_and_without_leave_stands_under_the_table(
    week: Cli, words: tuple[str, ...], notes: list[str]
) -> None:
    done = week("report", *words, now=AFTER)
    assert (done.err, done.code) == ("", 0)
    assert [line for line in done.out.splitlines() if "without leave" in line] == notes
    markdown = week("report", *words, "-f", "md", now=AFTER)
    assert [line[2:] for line in markdown.out.splitlines() if "without leave" in line] == notes


def test_days_off_are_not_unreported_and_the_board_knows(week: Cli) -> None:
    done = week("report", "--by", "rep", now=AFTER)
    unreported = [line for line in done.out.splitlines() if line.startswith("Unreported")]
    # half a day is a working day; Thursday has work, Friday is off
    assert unreported == [
        "Unreported: Ann: 2026-11-17, 2026-11-18",
        "Unreported: Bob: 2026-11-16, 2026-11-17, 2026-11-18 and 1 more",
    ]
    week("day", "close", "2026-11-17", "--rep", "Ann", now=AFTER)
    assert "Unreported: Ann: 2026-11-18\n" in week("report", "--by", "rep", now=AFTER).out
    week("rep", "set", "Ann", "--from", "2026-11-16")
    assert week("today", "--rep", "Ann", now=AFTER).out.splitlines()[-1] == "Unreported: Wed 2026-11-18"


def test_an_answer_to_a_line_knows_leave(week: Cli) -> None:
    done = week("log", "call", "Delta", "--rep", "Ann", now="2026-11-18T15:04:00+08:00")
    assert done.out.endswith("today: calls 1/20 · first contacts 1\n")
    off = week("log", "call", "Delta", "--rep", "Ann", now="2026-11-20T15:04:00+08:00")
    assert off.out.endswith("today: calls 1 · follow-ups 1\n")
