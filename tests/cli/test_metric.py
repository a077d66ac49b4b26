"""`metric` through the real entry: adding, scoring, dropping, listing, and what own metrics do elsewhere."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.test_startup import leaked

DEMOS = ("metric", "add", "demos", "--channel", "video", "--outcome", "interested")


def answers(cli: Cli, *words: str, now: str | None = None) -> str:
    """What a command says that goes well."""
    done = cli(*words, now=now)
    assert (done.err, done.code) == ("", 0), done
    return done.out


def refusal(cli: Cli, *words: str) -> str:
    """What a command says that is refused."""
    done = cli(*words)
    assert (done.out, done.code) == ("", 2), done
    return done.err.removeprefix("error: ").rstrip("\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (DEMOS[2:], "demos · activities with channel video and outcome interested"),
        (
            ("Big", "Demos", "--channel", "call", "-o", "mb", "-o", "won"),
            "big_demos · activities with channel phone and outcome meeting-booked or won",
        ),
        (("x", "--touch", "attempt", "--touch", "first"), "x · activities with touch first or attempt"),
        (("touches", "--direction", "both"), "touches · activities, any direction"),
        (
            ("asked-us", "--direction", "in", "--channel", "visit", "--channel", "email"),
            "asked_us · activities with channel visit or email, incoming",
        ),
        (("met", "--distinct", "customers"), "met · different customers of activities"),
        (("客户拜访", "--channel", "visit"), "客户拜访 · activities with channel visit"),
        (("नमस्ते", "--channel", "visit"), "नमस्ते · activities with channel visit"),
        (("ＤＥＭＯ２",), "demo2 · activities"),
    ],
)
def test_add_says_what_it_counts(cli: Cli, words: tuple[str, ...], said: str) -> None:
    assert answers(cli, "metric", "add", *words) == f"new metric {said}\n"
    assert answers(cli, "metric", "add", *words) == f"{said}: unchanged\n"
    assert answers(cli, "metric", "list").splitlines()[-1].split("\t")[::3] == said.split(" · ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("points", "calls=1", "conversations=3", "visits=10"), "points · calls + 3 × conversations + 10 × visits"),
        (("my", "score", "talk=0.250", "first-contacts=02"), "my_score · 0.25 × talk_minutes + 2 × first_contacts"),
    ],
)
def test_score_says_what_it_counts(cli: Cli, words: tuple[str, ...], said: str) -> None:
    assert answers(cli, "metric", "score", *words) == f"new metric {said}\n"
    assert answers(cli, "metric", "score", *words).endswith(": unchanged\n")
    assert answers(cli, "metric", "list").splitlines()[-1].split("\t")[::3] == said.split(" · ")


NAME = "a metric's name is letters, digits and _, a letter first, as in big_demos, not "


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("add", "calls"), "calls is built in; choose another name"),
        (("add", "First", "Contacts"), "first_contacts is built in; choose another name"),
        (("add", "2nd"), NAME + "2nd"),
        (("add", "x'y"), NAME + "x'y"),
        (("add", "x\x1b[2J"), NAME + "'x\\x1b[2J'"),
        (("add", ""), NAME),
        (("add", "a" * 41), "a" * 41 + " is too long for a metric: 40 columns at most"),
        (("add", "客" * 21), "客" * 21 + " is too long for a metric: 40 columns at most"),
        (("add", "x", "--channel", "fax"), "no such channel: fax; there are phone, visit, "),
        (("add", "x", "-o", "no"), "the outcome no begins several: not-interested, no-answer, no-show"),
        (("add", "x", "-o", "x'; drop"), "no such outcome: x'; drop; there are connected, "),
        (("add", "x", "--direction", "up"), "--direction is out, in or both, not up"),
        (("add", "x", "--touch", "second"), "--touch is first, follow-up or attempt, not second"),
        (("add", "x", "--distinct", "reps"), "--distinct is customers, not reps"),
        (("score", "points"), "a score needs its parts: salescli metric score points calls=1 visits=10"),
        (("score", "calls=1"), NAME),
        (("score", "points", "sales=1"), "unknown metric sales; one of: calls, "),
        (("score", "points", "calls=0"), "a weight of 0 counts nothing: leave that metric out"),
        (("score", "points", "calls=-1"), "not a weight: -1; write a number above 0, such as 3 or 0.5"),
        (("score", "points", "calls="), "not a weight: ; write a number above 0, such as 3 or 0.5"),
        (("score", "points", "calls=٣"), "not a weight: ٣; write a number above 0, such as 3 or 0.5"),
        (("score", "points", "calls=0.00001"), "0.00001 is too fine: four decimals at most"),
        (("score", "points", "calls=1000001"), "1000001 is out of reach: 1000000 at most"),
        (("score", "points", "calls=1", "calls=2"), "calls is there twice: give it one weight"),
    ],
)
def test_what_is_refused_makes_no_file(cli: Cli, words: tuple[str, ...], error: str) -> None:
    assert refusal(cli, "metric", *words).startswith(error)
    assert cli("target", "list").code == 1
    assert len(answers(cli, "metric", "list").splitlines()) == 7


def test_a_known_name_keeps_what_it_counts(cli: Cli) -> None:
    answers(cli, *DEMOS)
    again = "another name, or first: salescli metric drop demos"
    known = f"demos is a metric already: activities with channel video and outcome interested; {again}"
    assert refusal(cli, *DEMOS, "--direction", "both") == known
    assert refusal(cli, "metric", "score", "DEMOS", "calls=1") == known
    answers(cli, "metric", "score", "points", "demos=2", "calls=1")
    assert answers(cli, "metric", "score", "points", "calls=1.0", "demos=2").endswith(": unchanged\n")
    assert refusal(cli, "metric", "score", "points", "calls=2", "demos=2").startswith("points is a metric already: ")
    assert refusal(cli, "metric", "score", "more", "points=1") == "points is a score itself: name what it is made of"


def test_an_added_outcome_can_be_counted_and_stays(cli: Cli) -> None:
    answers(cli, "outcome", "add", "demo-given", "--reached")
    assert answers(cli, "metric", "add", "shown", "-o", "demo").endswith(" · activities with outcome demo-given\n")


def test_drop_and_its_undo(cli: Cli) -> None:
    answers(cli, *DEMOS)
    answers(cli, "metric", "score", "points", "demos=2")
    assert refusal(cli, "metric", "drop", "demos") == (
        "the score points is made of demos; first: salescli metric drop points"
    )
    assert answers(cli, "metric", "drop", "Points") == "metric dropped: points · 2 × demos\n"
    assert answers(cli, "metric", "drop", "demos").startswith("metric dropped: demos · activities with ")
    assert refusal(cli, "metric", "drop", "demos") == "no metric of your own: demos; there is none yet"
    assert refusal(cli, "metric", "drop", "calls") == "calls is built in and stays"
    assert refusal(cli, "report", "--metric", "demos").startswith("unknown metric demos; one of: calls, ")
    assert answers(cli, "undo") == "undone metric: metric gone → demos\n"
    assert answers(cli, "undo") == "undone metric: metric gone → points\n"
    assert [line.split("\t")[0] for line in answers(cli, "metric", "list").splitlines()[-2:]] == ["demos", "points"]
    assert answers(cli, "redo") == "redone metric: metric points → gone\n"
    assert answers(cli, "metric", "add", "points") == "new metric points · activities\n"
    assert answers(cli, "undo") == "undone metric: metric points → gone\n"


def test_drop_waits_for_targets_to_end(cli: Cli) -> None:
    answers(cli, *DEMOS)
    answers(cli, "target", "set", "demos", "5", "--per", "week")
    answers(cli, "target", "set", "demos", "6", "--per", "week", "--rep", "Ann Li", "--from", "2026-12-01")
    asked = "a target of demos is in force; first: salescli target clear demos"
    assert refusal(cli, "metric", "drop", "demos") == asked
    answers(cli, "target", "clear", "demos")
    assert refusal(cli, "metric", "drop", "demos") == f"{asked} --rep 'Ann Li' --from 2026-12-01"
    answers(cli, "target", "clear", "demos", "--rep", "Ann Li", "--from", "2026-12-01")
    answers(cli, "metric", "drop", "demos")
    assert answers(cli, "target", "list", "-f", "csv").count("\n") == 1
    assert "demos" in answers(cli, "target", "history")


def test_targets_of_own_metrics(cli: Cli) -> None:
    answers(cli, *DEMOS)
    answers(cli, "metric", "score", "points", "calls=1", "demos=2.5", "talk_minutes=0.1")
    assert "points" not in answers(cli, "log", "call", "Acme", "-d", "12m", now="2026-11-16T09:00:00+08:00")
    assert answers(cli, "target", "set", "Demos", "5", "--per", "week", "--from", "2026-11-16") == (
        "target: demos · 5 a week · everyone · from 2026-11-16\n"
    )
    answers(cli, "target", "set", "points", "10", "--per", "day")
    line = answers(cli, "log", "video", "Acme", "-o", "interested")
    assert line.endswith(" today: follow-ups 1 · demos 1/5 this week · points 2.5/10\n")
    board = answers(cli)
    assert "  demos       1/5 this week" in board
    assert "  points      2.5/10" in board
    rows = json.loads(answers(cli, "report", "-f", "json"))["rows"]
    assert [row["metric"] for row in rows][5:] == ["demos", "points"]
    figures = ("actual", "target", "expected", "status", "left_today")
    assert [[row[name] for name in figures] for row in rows[5:]] == [
        [1, 5, 3, "behind", 1],
        [4.7, 30, 10, "on track", 7.5],
    ]
    assert answers(cli, "today", "-f", "csv").splitlines()[-1].startswith("day,2026-11-18,2026-11-18,,points,2.5,10,")
    listed = [line.split("\t")[:6] for line in answers(cli, "target", "list").splitlines()]
    assert listed[:2] == [
        ["", "demos", "5", "week", "2026-11-16", "everyone"],
        ["", "points", "10", "day", "2026-11-18", "everyone"],
    ]


def test_a_report_has_own_metrics_by_default_while_a_target_is_in_force(cli: Cli) -> None:
    answers(cli, *DEMOS)
    answers(cli, "log", "video", "Acme", "-o", "interested", now="2026-11-02T09:00:00+08:00")
    answers(cli, "log", "call", "Acme", "--rep", "Bob", "--new", now="2026-11-02T10:00:00+08:00")
    answers(cli, "target", "set", "demos", "1", "--per", "day", "--rep", "ann", "--from", "2026-11-09")
    answers(cli, "target", "clear", "demos", "--rep", "ann", "--from", "2026-11-16")

    def shown(*words: str) -> bool:
        return ",demos," in answers(cli, "report", *words, "-f", "csv")

    assert [shown("--on", day) for day in ("2026-11-02", "2026-11-09", "2026-11-18")] == [False, True, False]
    assert shown("month")
    assert shown("month", "--rep", "ann")
    assert shown("month", "--by", "customer")
    assert not shown("month", "--rep", "bob")
    assert shown("--metric", "demos", "--on", "2026-11-02")


def test_what_was_known_of_a_metric(cli: Cli) -> None:
    answers(cli, "log", "video", "Acme", "-o", "interested", now="2026-11-16T09:00:00+08:00")
    answers(cli, *DEMOS, now="2026-11-17T09:00:00+08:00")
    answers(cli, "target", "set", "demos", "5", "--per", "week", now="2026-11-17T09:01:00+08:00")
    answers(cli, "target", "clear", "demos")
    answers(cli, "metric", "drop", "demos")
    assert ",demos," not in answers(cli, "report", "-f", "csv")
    assert ",demos,1,4," in answers(cli, "report", "--as-of", "2026-11-17", "-f", "csv")
    assert ",demos," not in answers(cli, "report", "--as-of", "2026-11-16", "-f", "csv")


@pytest.mark.parametrize("form", ["table", "plain", "csv", "json", "jsonl", "md"])
def test_every_format(cli: Cli, form: str) -> None:
    answers(cli, "metric", "add", "Demos x")
    answers(cli, "log", "call", "Acme")
    shown = answers(cli, "report", "--metric", "demos_x", "--by", "rep", "-f", form)
    assert ("Demos x" if form in {"table", "md"} else "demos_x") in shown


def test_a_long_name_leaves_the_table_its_width(cli: Cli) -> None:
    answers(cli, "metric", "add", "a_rather_long_name_of_forty_columns_here")
    answers(cli, "log", "call", "Acme")
    answers(cli, "target", "set", "a_rather", "12", "--per", "day")
    for words, columns in (((), 80), (("--by", "rep"), 80), (("--by", "day"), 80), ((), 80)):
        lines = answers(cli, "report", *words).splitlines()
        assert max(map(len, lines)) <= columns, lines


def test_completion(cli: Cli) -> None:
    answers(cli, *DEMOS)
    assert answers(cli, "_complete", "zsh", "salescli", "report", "--metric", "d") == "words\ndemos\n"
    assert answers(cli, "_complete", "zsh", "salescli", "target", "set", "DE") == "words\ndemos\n"
    assert answers(cli, "_complete", "zsh", "salescli", "report", "--metric", "c").split()[1:] == [
        *("calls", "customers_visited", "conversations"),
    ]


def test_completion_in_a_file_of_before(cli: Cli, tmp_path: Path) -> None:
    answers(cli, *DEMOS)
    file = sqlite3.connect(tmp_path / "salescli.db")
    file.execute("DROP TABLE metric")
    file.execute("PRAGMA user_version = 1")
    file.close()
    assert answers(cli, "_complete", "zsh", "salescli", "report", "--metric", "vis") == "words\nvisits\n"


def test_doctor_names_what_cannot_be_understood(cli: Cli, tmp_path: Path) -> None:
    answers(cli, *DEMOS)
    assert answers(cli, "doctor").startswith("all is well")
    file = sqlite3.connect(tmp_path / "salescli.db", isolation_level=None)
    for name, channel, outcome, parts in (
        ("faxes", "fax", None, None),
        ("Loud", None, None, None),
        ("quote", None, "x' OR '1", None),
        ("strange", None, "danced", None),
        ("sum", None, None, "calls=1 nothing=2"),
        ("weights", None, None, "calls=many"),
    ):
        row = (name, channel, outcome, parts)
        file.execute("INSERT INTO metric (name, channel, outcome, parts) VALUES (?, ?, ?, ?)", row)
    file.close()
    done = cli("doctor")
    assert done.code == 1
    said = [line for line in done.out.splitlines() if line.startswith("problem: metric ")]
    assert [line.split()[2].rstrip(":") for line in said] == ["faxes", "Loud", "quote", "sum", "weights", "strange"]
    assert said[0].endswith("no report knows it: salescli metric drop faxes, then add it anew")
    assert said[-1].endswith("counts an outcome that there is not: danced; salescli outcome add danced")
    assert answers(cli, "log", "call", "Acme").startswith("#1 ")
    answers(cli, "report", "--metric", "demos", "--metric", "strange")
    assert answers(cli, "metric", "drop", "Loud") == "metric dropped: Loud · what was not understood\n"


def test_a_line_with_a_target_of_an_own_metric_loads_nothing_heavy(cli: Cli) -> None:
    answers(cli, *DEMOS)
    answers(cli, "metric", "score", "points", "calls=0.5", "talk_minutes=1")
    answers(cli, "log", "call", "Acme")
    answers(cli, "target", "set", "demos", "4", "--per", "day")
    answers(cli, "target", "set", "points", "4", "--per", "day")
    assert leaked("log", "call", "Acme") <= {"decimal"}  # fractions import it


def test_a_line_without_such_a_target_loads_no_own_metrics(cli: Cli) -> None:
    answers(cli, *DEMOS)
    answers(cli, "log", "call", "Acme")
    answers(cli, "target", "set", "calls", "4", "--per", "day")
    own = ("salescli.model.own_metrics", "salescli.store.metrics_kept")
    assert leaked("log", "call", "Acme", watched=own) == set()
