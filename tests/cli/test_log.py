"""Logging through the real command: derived touch, the answer, what is refused and changes nothing."""

import pathlib
import sqlite3
import subprocess
import sys

import pytest

from tests.conftest import Cli


def touch_of(answer: str) -> str:
    """The touch in a log line's answer."""
    return answer.split(" · ")[2]


def touches(path: pathlib.Path) -> dict[int, str]:
    """id -> touch of what stands."""
    with sqlite3.connect(path) as connection:
        return dict(connection.execute("SELECT id, touch FROM activities"))


def test_touch_follows_history_whatever_the_order_of_arrival(cli: Cli, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "salescli.db"
    first = cli("log", "call", "Acme", "Corp")
    assert (first.code, first.err) == (0, "")
    assert first.out == (
        "#1 call · Acme Corp · first contact · reached (assumed) · 15:04 · new customer · new rep ann"
        "    today: calls 1 · first contacts 1\n"
    )
    assert touch_of(cli("log", "call", "acme  CORP").out) == "follow-up"
    assert touch_of(cli("log", "call", "Beta", "-o", "no-answer").out) == "attempt"
    assert touch_of(cli("log", "call", "Beta").out) == "first contact"
    assert touch_of(cli("log", "call", "Acme", "Corp", "--at", "2026-11-17 09:00").out) == "first contact"
    late = {1: "follow-up", 2: "follow-up", 3: "attempt", 4: "first", 5: "first"}
    assert touches(file) == late
    assert cli("delete", "5").code == 0
    assert touches(file) == {1: "first", 2: "follow-up", 3: "attempt", 4: "first"}
    assert cli("undo").code == 0
    assert touches(file) == late
    assert cli("log", "visit", "Gamma", "--incoming").code == 0
    assert touch_of(cli("call", "Gamma").out) == "follow-up"


def test_short_verbs_and_stated_touch(cli: Cli) -> None:
    assert cli("first-contact", "Acme", "--via", "visit").out.startswith("#1 visit · Acme · first contact")
    assert "contacted before: #1 on 2026-11-18 by ann" in cli("log", "first-contact", "Acme").out
    assert "kept as an attempt: nobody was reached" in cli("log", "follow-up", "Beta", "-o", "vm").out
    assert touch_of(cli("call", "Delta", "--touch", "follow-up").out) == "follow-up"
    assert touch_of(cli("email", "Beta").out) == "first contact"


def test_a_note_takes_its_words(cli: Cli, tmp_path: pathlib.Path) -> None:
    answer = cli("log", "call", "Acme", "Corp", "-n", "asked", "for", "a", "quote").out
    assert "“asked for a quote”" in answer
    cli("log", "call", "Acme", "Corp", "-n", "price", "is", "-5%", "now", "-p", "Wang", "Li", "-p", "Eve")
    with sqlite3.connect(tmp_path / "salescli.db") as connection:
        rows = connection.execute("SELECT customer, note, person FROM activities ORDER BY id").fetchall()
    assert rows == [("Acme Corp", "asked for a quote", None), ("Acme Corp", "price is -5% now", "Wang Li; Eve")]


def test_a_due_is_asked_for_tried_and_closed(cli: Cli) -> None:
    assert "next Thu 2026-11-19 10:00" in cli("call", "Acme", "--next", "thu 10am").out
    tomorrow = "2026-11-19T16:00:00+08:00"
    assert cli("due", now=tomorrow).out == "1\t2026-11-19\t10:00\tAcme\tann\t\t0\t1\n"
    assert "still due Thu 2026-11-19 10:00" in cli("call", "Acme").out
    assert "still due Thu 2026-11-19 10:00, tried once" in cli("call", "Acme", "-o", "na", now=tomorrow).out
    assert "closes the due of 2026-11-19" in cli("call", "Acme", "--incoming", now=tomorrow).out
    assert cli("due", now=tomorrow).out == ""
    assert cli("due", "done", "1", now=tomorrow).code == 3


def test_dues_by_hand(cli: Cli) -> None:
    cli("call", "Acme", "--next", "friday", "-n", "the quote")
    cli("call", "Beta", "--rep", "Bob")
    assert cli("due", "snooze", "1", "next", "week").out == ("1 Acme · Fri 2026-11-20 · the quote → Wed 2026-11-25\n")
    assert cli("due", "move", "--from", "ann", "--to", "bob").out == "1 due: ann → bob\n"
    assert cli("due", "--all", "--rep", "bob").out == "1\t2026-11-25\t\tAcme\tBob\tthe quote\t0\t1\n"
    assert cli("due", "done", "1").out == "done: 1 Acme · Wed 2026-11-25 · the quote\n"
    assert cli("undo").code == 0
    assert cli("due", "--all", "--rep", "bob").out != ""


def test_lines_from_stdin_are_all_or_nothing(cli: Cli, tmp_path: pathlib.Path) -> None:
    refused = cli("log", "-", stdin="call AT&T -o na\ncall Acme -o nonsense\n")
    assert refused.code == 2
    assert refused.out == ""
    assert refused.err.startswith("error: line 2: no such outcome: nonsense")
    assert not (tmp_path / "salescli.db").exists()
    done = cli("log", "-", stdin="call AT&T -o na\n\nlog visit O'Brien -n don't know\n")
    assert [line[:24] for line in done.out.splitlines()] == ["#1 call · AT&T · attempt", "#2 visit · O'Brien · fir"]
    near = cli("log", "-", stdin="call Acme Trading\ncall Acme Tradng\n")
    assert near.code == 2
    assert "line 2: Acme Tradng is near the known customer Acme Trading" in near.err
    assert touches(tmp_path / "salescli.db") == {1: "attempt", 2: "first"}


HELD_BACK = [
    (["call", "Acme", "Crop"], "Acme Corp"),
    (["call", "Acme"], "Acme Corp"),
    (["call", "Acme", "Corp", "Ltd"], "Acme Corp"),
    (["call", "Acme", "no-answer"], "Acme -o no-answer"),
    (["call", "Acme", "vm"], "Acme -o vm"),
    (["call", "Acme", "yesterday", "3pm"], "Acme --at yesterday 3pm"),
    (["call", "Acme", "12m"], "Acme -d 12m"),
    (["call", "Acme Corp", "--rep", "Anie"], "Annie"),
]


@pytest.mark.parametrize(("typed", "named"), HELD_BACK)
def test_a_name_near_a_known_one_is_held_back(cli: Cli, typed: list[str], named: str) -> None:
    cli("call", "Acme", "Corp", "--rep", "Annie")
    held = cli("log", *typed)
    assert (held.code, held.out) == (2, "")
    assert named in held.err
    assert held.err.count("\n") == 1
    assert "new " in cli("log", *typed, "--new").out


BAD = [
    (["log", "Acme"], 2, "error: log what? salescli log call Acme\n"),
    (["log", "cal", "Acme"], 2, "error: log what? salescli log call Acme\n"),
    (["log", "call"], 2, "error: log call whom? salescli log call Acme\n"),
    (["call", "Acme", "-o", "nonsense"], 2, "error: no such outcome: nonsense"),
    (["call", "Acme", "-o", "no"], 2, "error: the outcome no begins several: not-interested, no-answer, no-show\n"),
    (["call", ""], 2, "error: the name of the customer is empty\n"),
    (["call", "  "], 2, "error: the name of the customer is empty\n"),
    (["call", "Ac\x1b[31mme"], 2, "error: the name of the customer has control characters"),
    (["call", "Ac\u202eme"], 2, "error: the name of the customer has control characters"),
    (["call", "A; B"], 2, "error: a name holds no semicolon"),
    (["call", "Acme", "-d", "-5m"], 2, "error: "),
    (["call", "Acme", "-d", "99h"], 2, "error: "),
    (["call", "Acme", "--at", "15:30"], 2, "error: 15:30 is still to come: --at yesterday 15:30?\n"),
    (["call", "Acme", "--at", "03/04/2026"], 2, "error: "),
    (["call", "Acme", "--at", "31 February"], 2, "error: "),
    (["call", "Acme", "--next", "yesterday"], 2, "error: "),
    (["call", "Acme", "--touch", "third"], 2, "error: --touch is first or follow-up, not third\n"),
    (["first-contact", "Acme", "--via", "pigeon"], 2, "error: no such channel: pigeon"),
    (["call", "Acme", "-p", "A; B"], 2, "error: a name holds no semicolon"),
    (["call", "Acme", "--number", "\x1b"], 2, "error: "),
    (["frobnicate"], 2, "error: no such command: frobnicate; see salescli --help\n"),
]


@pytest.mark.parametrize(("typed", "code", "message"), BAD)
def test_bad_input_is_one_line_and_makes_no_file(
    cli: Cli, tmp_path: pathlib.Path, typed: list[str], code: int, message: str
) -> None:
    refused = cli(*typed)
    assert (refused.code, refused.out) == (code, "")
    assert refused.err.startswith(message)
    assert refused.err.count("\n") == 1
    assert "\x1b" not in refused.err
    assert not (tmp_path / "salescli.db").exists()


@pytest.mark.parametrize("text", ["[red]", "[/]", ":smile:", "\x1b[31mred\x1b[0m", "\u202etfel", "x" * 10_000, "🙂"])
def test_a_note_is_kept_as_given_and_shown_harmless(cli: Cli, tmp_path: pathlib.Path, text: str) -> None:
    logged = cli("call", "Acme", "-n", text)
    assert logged.code == 0
    assert "\x1b" not in logged.out
    assert "\u202e" not in logged.out
    with sqlite3.connect(tmp_path / "salescli.db") as connection:
        assert connection.execute("SELECT note FROM activities").fetchone() == (text,)


def test_quiet_says_nothing_when_all_went_well(cli: Cli) -> None:
    assert cli("call", "Acme", "-q") == ("", "", 0)
    assert cli("--quiet", "call", "Acme") == ("", "", 0)
    assert cli("-q", "call", "Acme", "-o", "zzz").code == 2


def test_the_zone_is_the_setting_then_the_machine(cli: Cli, tmp_path: pathlib.Path) -> None:
    cli("call", "Acme", "--at", "2026-11-17 09:00")
    cli("call", "Acme", "--at", "2026-11-17T09:00+02:00")
    cli("config", "set", "tz", "America/New_York")
    cli("call", "Acme", "--at", "2026-11-17 09:00")
    with sqlite3.connect(tmp_path / "salescli.db") as connection:
        rows = connection.execute("SELECT at, day FROM activities ORDER BY id").fetchall()
    assert rows == [
        ("2026-11-17T09:00:00+08:00", "2026-11-17"),
        ("2026-11-17T09:00:00+02:00", "2026-11-17"),
        ("2026-11-17T09:00:00-05:00", "2026-11-17"),
    ]


@pytest.mark.parametrize("before", [[], ["log"]])
def test_help_after_a_name_or_a_note_shows_help_and_writes_nothing(
    cli: Cli, tmp_path: pathlib.Path, before: list[str]
) -> None:
    for rest in (["Acme", "-n", "x", "--help"], ["Acme", "-h"], ["Acme", "--new", "-h"], ["-h"]):
        shown = cli(*before, "call", *rest)
        assert (shown.code, shown.err) == (0, "")
        assert "--outcome" in shown.out
    assert "--no-note" in cli("edit", "1", "-n", "x", "--help").out
    assert not (tmp_path / "salescli.db").exists()
    assert "“-h is text”" in cli(*before, "call", "Acme", "-n", "-h", "is", "text").out


def test_a_due_of_another_zone_is_kept_in_the_readers(cli: Cli) -> None:
    assert "next Fri 2026-11-20 17:00" in cli("call", "Acme", "--next", "2026-11-20T10:00+01:00").out
    assert "next Sat 2026-11-21 05:00" in cli("call", "Beta", "--next", "2026-11-20T22:00+01:00").out
    assert cli("due", "--all").out.splitlines() == [
        "1\t2026-11-20\t17:00\tAcme\tann\t\t0\t1",
        "2\t2026-11-21\t05:00\tBeta\tann\t\t0\t2",
    ]


def test_an_empty_rep_is_refused(cli: Cli) -> None:
    for typed in (["--rep", ""], ["--rep="]):
        refused = cli("call", "Acme", *typed)
        assert (refused.code, refused.out) == (2, "")
        assert refused.err == "error: the name of the rep is empty\n"
    assert "new rep ann" in cli("call", "Acme", SALESCLI_REP="").out


def test_a_stated_touch_and_a_channel_go_with_their_verbs(cli: Cli) -> None:
    assert "the verb states the touch already" in cli("log", "first-contact", "Acme", "--touch", "first").err
    assert "--via goes with first-contact and follow-up" in cli("call", "Acme", "--via", "visit").err


def test_lines_from_stdin_take_comments_a_rep_and_quiet(cli: Cli, tmp_path: pathlib.Path) -> None:
    lines = "# Monday\n\n  # more\ncall Acme -n # 5 is text\ncall Beta --rep Ann\n"
    assert cli("log", "-", "--rep", "Bob", "-q", stdin=lines) == ("", "", 0)
    with sqlite3.connect(tmp_path / "salescli.db") as connection:
        rows = connection.execute("SELECT rep, customer, note FROM activities ORDER BY id").fetchall()
    assert rows == [("Bob", "Acme", "# 5 is text"), ("Ann", "Beta", None)]
    for typed in (["--rep", ""], ["-x"], ["Acme"], ["-h"], ["-o", "na"]):
        assert cli("log", "-", *typed, stdin=lines).code == 2
    assert cli("log", "-", "Acme", stdin=lines).err.startswith("error: log - takes --rep NAME and -q alone")


def test_a_quote_left_open_is_named_with_its_line(cli: Cli, tmp_path: pathlib.Path) -> None:
    refused = cli("log", "-", stdin='call 5" Pipes\ncall "Unclosed -n x\n')
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "error: line 2: the quote before Unclosed -n x is not closed; type its end, or leave it out;"
        " nothing was logged\n"
    )
    assert not (tmp_path / "salescli.db").exists()


def test_closed_streams_are_said_or_passed_over(cli: Cli, tmp_path: pathlib.Path) -> None:
    assert cli("call", "Acme").code == 0
    command = f"{sys.executable} -m salescli"
    closed = subprocess.run(["sh", "-c", f"{command} log - <&-"], capture_output=True, text=True, check=False)
    assert (closed.returncode, closed.stdout) == (1, "")
    assert closed.stderr == "error: stdin is closed: no line can come in\n"
    for streams in (">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"):
        done = subprocess.run(["sh", "-c", f"{command} call Acme {streams}"], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
    assert len(touches(tmp_path / "salescli.db")) == 5
