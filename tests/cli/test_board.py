"""The board: bare `salescli` and `today`."""

import pytest

from tests.conftest import Cli

BOARD = """\
Wed 2026-11-18 · ann

  calls              2/40           ▌·········  38 left today
  first contacts     3
  visits             1/5 this week  ██········  1 left today; 2 a day for 3 days
  customers visited  1

Due
  1  Bolt · overdue since Tue 2026-11-17 · quote
  2  Crane · today 18:00 · tried once

Unreported: Tue 2026-11-17
"""


@pytest.fixture
def day(cli: Cli) -> Cli:
    """A visit on Monday that asks for more, two calls on Wednesday; 40 calls a day, 5 visits a week."""
    monday = "2026-11-16T10:00:00+08:00"
    cli("target", "set", "calls", "40", "--per", "day", "--from", "2026-11-01", now=monday)
    cli("target", "set", "visits", "5", "--per", "week", "--from", "2026-11-01", now=monday)
    cli("log", "email", "Bolt", "--next", "tomorrow", "-n", "quote", now=monday)
    cli("log", "call", "Crane", "-o", "na", "--next", "wednesday 6pm", now=monday)
    for line in (
        ("visit", "Dorset"),
        ("call", "Elm"),
        ("call", "Foxglove"),
        ("message", "Crane", "-o", "na"),
    ):
        assert cli("log", *line).code == 0
    return cli


def test_the_board(day: Cli) -> None:
    done = day()
    assert (done.err, done.code) == ("", 0)
    assert done.out == BOARD
    assert day("today") == done
    assert day("today", "--rep", "ANN") == done


def test_the_teams_board_where_the_login_never_logged(day: Cli) -> None:
    day("log", "visit", "Gable", "--rep", "Bob")
    board = day("today", LOGNAME="zed", USER="zed").out
    assert board.startswith("Wed 2026-11-18 · everyone\n")
    assert "visits             2/8 this week" in board
    assert "Crane · today 18:00 · tried once · ann" in board
    assert "Unreported: ann: Tue 2026-11-17" in board
    assert "Crane" not in day("today", "--rep", "bob").out


def test_a_known_rep_who_never_logged_sees_the_team(day: Cli) -> None:
    assert day("rep", "set", "mia", "--no-targets").code == 0
    for command in ("today", "due"):
        assert day(command, LOGNAME="mia", USER="mia").out == day(command, LOGNAME="zed", USER="zed").out, command
    assert day("today", LOGNAME="mia", USER="mia").out.startswith("Wed 2026-11-18 · everyone\n")
    line = day("log", "call", "Gable", "--rep", "mia").out.split()[0]
    assert day(LOGNAME="mia", USER="mia").out.startswith("Wed 2026-11-18 · mia\n")
    day("delete", line.removeprefix("#"))
    assert day(LOGNAME="mia", USER="mia").out.startswith("Wed 2026-11-18 · everyone\n")


def test_an_unknown_rep(day: Cli) -> None:
    done = day("today", "--rep", "Nobody")
    assert (done.out, done.code) == ("", 3)
    assert done.err == "error: there is no rep Nobody; salescli rep list shows them\n"


def test_a_week_that_is_met_and_one_that_no_day_is_left_of(day: Cli) -> None:
    saturday = day(now="2026-11-21T10:00:00+08:00").out
    assert "visits  1/5 this week" in saturday
    assert "4 short; no working day is left" in saturday
    for name in ("Gable", "Hazel", "Ivory", "Jasper"):
        day("log", "visit", name)
    assert "5/5 this week  ████████████  met" in day().out


def test_days_that_have_no_room_are_counted(cli: Cli) -> None:
    cli("target", "set", "calls", "4", "--per", "day", "--from", "2026-11-02", "--rep", "ann")
    cli("log", "call", "Acme")
    last = cli().out.splitlines()[-1]
    assert last == "Unreported: Mon 2026-11-09, Tue 2026-11-10, Wed 2026-11-11 and 4 more"
    team = cli("today", LOGNAME="zed", USER="zed").out.splitlines()[-1]
    assert team == "Unreported: ann: Mon 2026-11-09, Tue 2026-11-10, Wed 2026-11-11 and 4 more"


@pytest.mark.parametrize("ending", ["rep set ann --until 2026-11-17", "target clear visits --from 2026-11-18"])
def test_a_weekly_target_that_ended_counts_to_the_end_of_its_week(day: Cli, ending: str) -> None:
    assert day(*ending.split()).code == 0
    answer = day("log", "visit", "Gable").out
    assert "visits 2/2 this week" in answer
    assert "visits             2/2 this week" in day().out
    assert "visits" not in day(now="2026-11-23T10:00:00+08:00").out
    later = day("log", "visit", "Hazel", now="2026-11-23T10:00:00+08:00").out
    assert "visits 1 · " in later
    assert "visits             1\n" in day(now="2026-11-23T10:00:00+08:00").out


def test_without_a_file(cli: Cli) -> None:
    done = cli()
    assert (done.err, done.code) == ("", 0)
    assert done.out.count("  salescli ") == 3
    done = cli("today")
    assert (done.out, done.code) == ("", 1)
    assert done.err.startswith("error: there is no file at ")


def test_an_empty_day(cli: Cli) -> None:
    cli("log", "call", "Acme")
    cli("undo")
    assert "Nothing is logged for today yet: salescli log call Acme Corp" in cli().out


def test_users_text_does_not_reach_the_terminal_as_it_is(cli: Cli) -> None:
    cli("log", "call", "客户甲", "-o", "na", "--next", "today", "-n", "[b]x\x1b[31m\nline", "--new")
    board = cli().out
    assert "\x1b" not in board
    assert "[b]x\\x1b[31m ⏎ line" in board
