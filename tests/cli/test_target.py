"""`target` and `metric` through the real entry."""

import json

import pytest

from tests.conftest import Cli


def test_set_says_what_was_understood(cli: Cli) -> None:
    done = cli("target", "set", "Calls", "040.50", "--per", "day", "--from", "2026-11-01")
    assert (done.out, done.err, done.code) == (
        "target: calls · 40.5 a day · everyone · from 2026-11-01\n",
        "",
        0,
    )
    assert cli("target", "set", "calls", "30", "--per", "week").out == (
        "target: calls · 30 a week · everyone · from 2026-11-18 (before: 40.5 a day)\n"
    )
    assert cli("target", "set", "first-contacts", "3", "--per", "month", "--rep", "Bob").out == (
        "target: first contacts · 3 a month · Bob · from 2026-11-18 · new rep\n"
    )
    assert cli("target", "set", "calls", "9", "--per", "day", "--rep", "bob").out == (
        "target: calls · 9 a day · Bob · from 2026-11-18 (instead of everyone's 30 a week)\n"
    )


def test_set_for_a_rep_without_targets_says_so(cli: Cli) -> None:
    cli("rep", "set", "mgr", "--no-targets")
    done = cli("target", "set", "calls", "4", "--per", "day", "--rep", "mgr")
    assert done.out.endswith(" · targets do not apply to mgr until salescli rep set mgr --targets\n")


def test_list_shows_what_is_to_come(cli: Cli) -> None:
    cli("target", "set", "calls", "40", "--per", "day")
    cli("target", "set", "calls", "50", "--per", "day", "--from", "2026-12-01")
    cli("target", "clear", "calls", "--from", "2027-01-01")
    assert cli("target", "list").out == (
        "\tcalls\t40\tday\t2026-11-18\teveryone\t2026-11-30\t\t\n"
        "\tcalls\t50\tday\t2026-12-01\teveryone\t2026-12-31\t\t\n"
    )


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            ("calls", "many", "--per", "day"),
            "error: not a number to aim at: many; write one such as 40 or 2.5\n",
        ),
        (
            ("calls", "1e9", "--per", "day"),
            "error: not a number to aim at: 1e9; write one such as 40 or 2.5\n",
        ),
        (("calls", "٤٠", "--per", "day"), "error: not a number to aim at: ٤٠; write one such as 40 or 2.5\n"),
        (("calls", "9999999", "--per", "day"), "error: 9999999 is out of reach: 1000000 at most\n"),
        (("calls", "0.00001", "--per", "day"), "error: 0.00001 is too fine: four decimals at most\n"),
        (("calls", "40", "--per", "year"), "error: --per is day, week or month, not year\n"),
        (("calls", "40"), "error: missing option '--per'; see salescli target set --help\n"),
        (("calls", "-4", "--per", "day"), "error: -4 is out of reach: a target is 0 to 1000000\n"),
        (
            ("sales", "40", "--per", "day"),
            "error: unknown metric sales; one of: calls, first_contacts, follow_ups",
        ),
        (("calls", "40", "--per", "day", "--from", "someday"), 'error: "someday" is no time'),
        (("calls", "40", "--per", "day", "--rep", "a;b"), "error: "),
        (
            ("calls", "40", "--per", "day", "--until", "2027-01-31"),
            "error: --until is for a ramp, such as 20..40; a target ends by salescli target clear METRIC --from DAY\n",
        ),
        (
            ("calls", "20..40", "--per", "day"),
            "error: 20..40 until when? Say the day on which it comes to 40: --until 2027-01-31\n",
        ),
        (
            ("calls", "20..40", "--per", "day", "--from", "2027-02-01", "--until", "2027-01-31"),
            "error: --from 2027-02-01 is after --until 2027-01-31: turn them round\n",
        ),
        (
            ("calls", "20..", "--per", "day", "--until", "2027-01-31"),
            "error: not a ramp: 20..; write one such as 20..40\n",
        ),
        (("calls", "20...40", "--per", "day", "--until", "2027-01-31"), "error: not a ramp: 20...40; "),
        (("calls", "20 ..40", "--per", "day", "--until", "2027-01-31"), "error: not a ramp: 20 ..40; "),
        (("calls", "20–40", "--per", "day", "--until", "2027-01-31"), "error: not a number to aim at: 20–40; "),
        (("calls", "20…40", "--per", "day", "--until", "2027-01-31"), "error: not a number to aim at: 20…40; "),
        (("calls", "20..many", "--per", "day", "--until", "2027-01-31"), "error: not a number to aim at: many; "),
        (("calls", "20..-40", "--per", "day", "--until", "2027-01-31"), "error: -40 is out of reach: "),
    ],
)
def test_what_set_refuses_makes_no_file(cli: Cli, words: tuple[str, ...], error: str) -> None:
    done = cli("target", "set", *words)
    assert (done.out, done.code) == ("", 2)
    assert done.err.startswith(error)
    assert cli("target", "list").code == 1


def test_an_own_target_ends_and_everyones_comes_back(cli: Cli) -> None:
    cli("target", "set", "calls", "40", "--per", "day", "--from", "2026-11-01")
    cli("target", "set", "calls", "50", "--per", "day", "--from", "2026-11-02", "--rep", "Bob")
    cleared = cli("target", "clear", "calls", "--rep", "Bob", "--from", "2026-11-09")
    assert cleared.out == ("target ended: calls · 50 a day · Bob · from 2026-11-09 (now everyone's 40 a day)\n")
    weeks = {"2026-11-02": 250, "2026-11-09": 200}
    for day, target in weeks.items():
        done = cli("report", "--rep", "Bob", "--on", day, "--metric", "calls", "-f", "json")
        assert json.loads(done.out)["rows"][0]["target"] == target
    again = cli("target", "clear", "calls", "--rep", "Bob")
    assert (again.out, again.code) == ("", 3)
    assert again.err == "error: Bob has no own target of calls; salescli target list shows what is in force\n"
    assert cli("target", "clear", "calls").out == ("target ended: calls · 40 a day · everyone · from 2026-11-18\n")
    assert cli("target", "clear", "visits").err == (
        "error: there is no target of visits for everyone; salescli target list\n"
    )
    assert cli("target", "clear", "calls", "--rep", "Zoe").code == 3


def test_lists(cli: Cli) -> None:
    cli("target", "set", "calls", "40", "--per", "day", "--from", "2026-11-01")
    cli("target", "set", "calls", "2.5", "--per", "week", "--rep", "Bob")
    cli("target", "set", "visits", "5", "--per", "week", "--from", "2026-12-01")
    assert cli("target", "list").out.splitlines() == [
        "\tcalls\t40\tday\t2026-11-01\teveryone\t\t\t",
        "\tvisits\t5\tweek\t2026-12-01\teveryone\t\t\t",
        "Bob\tcalls\t2.5\tweek\t2026-11-18\town\t\t\t",
        "Bob\tvisits\t5\tweek\t2026-12-01\teveryone\t\t\t",
    ]
    assert cli("target", "list", "-f", "csv").out.startswith(
        "rep,metric,amount,per,from,whose,until,ramp,ramp_until\n,calls,40,day,2026-11-01,everyone,,,\n"
    )
    bobs = {"rep": "Bob", "metric": "calls", "amount": 2.5, "per": "week", "from": "2026-11-18", "whose": "own"}
    assert json.loads(cli("target", "list", "--rep", "bob", "-f", "json").out)[0] == {
        **bobs,
        "until": None,
        "ramp": None,
        "ramp_until": None,
    }
    cli("target", "clear", "calls", "--rep", "Bob")
    at = "2026-11-18T07:04:00Z"
    assert cli("target", "history").out.splitlines() == [
        f"{at}\tcalls\t40\tday\t\t2026-11-01\t\t",
        f"{at}\tcalls\t2.5\tweek\tBob\t2026-11-18\t\t",
        f"{at}\tvisits\t5\tweek\t\t2026-12-01\t\t",
        f"{at}\tcalls\t\tweek\tBob\t2026-11-18\t\t",
    ]
    assert cli("target", "list", "-f", "pdf").code == 2


def test_nothing_in_force_is_said_on_stderr(cli: Cli) -> None:
    cli("log", "call", "Acme")
    done = cli("target", "list")
    assert (done.out, done.code) == ("", 0)
    assert done.err.startswith("No target is in force")
    assert cli("target", "list", "-f", "csv").out == "rep,metric,amount,per,from,whose,until,ramp,ramp_until\n"


def test_a_near_rep_is_held_back(cli: Cli) -> None:
    cli("target", "set", "calls", "40", "--per", "day", "--rep", "Margaret")
    held = cli("target", "set", "calls", "40", "--per", "day", "--rep", "Margarat")
    assert (held.out, held.code) == ("", 2)
    assert "Margaret" in held.err
    assert cli("target", "set", "calls", "40", "--per", "day", "--rep", "Margarat", "--new").out.endswith(
        " · new rep\n"
    )


def test_undo_takes_a_target_back(cli: Cli) -> None:
    cli("target", "set", "calls", "40", "--per", "day")
    cli("target", "set", "calls", "50", "--per", "day")
    assert cli("undo").code == 0
    assert cli("target", "list").out == "\tcalls\t40\tday\t2026-11-18\teveryone\t\t\t\n"
    assert cli("redo").code == 0
    assert cli("target", "list").out == "\tcalls\t50\tday\t2026-11-18\teveryone\t\t\t\n"


def test_the_first_own_target_joins_a_rep(cli: Cli) -> None:
    cli("target", "set", "calls", "40", "--per", "day", "--rep", "Bob", "--from", "2026-11-18")
    done = cli("report", "--by", "rep", "--metric", "calls", "-f", "csv")
    assert done.out.splitlines()[1].startswith("week,2026-11-16,2026-11-22,Bob,calls,0,120,")


def test_metrics_are_listed_with_their_definitions(cli: Cli) -> None:
    done = cli("metric", "list")
    assert done.code == 0
    assert done.out.splitlines()[0] == "calls\tcalls\tcalls\tactivities with channel phone"
    assert len(done.out.splitlines()) == 7


def test_a_ramp_goes_up_working_day_by_working_day(cli: Cli) -> None:
    """From Tuesday 1 to Friday 11 December 2026: n = 9 working days, 20 + 20 · k / 8 = 20, 22.5, 25, … 40."""
    cli("target", "set", "calls", "30", "--per", "day", "--from", "2026-11-02")
    words = ("target", "set", "calls", "20..40", "--per", "day", "--from", "2026-12-01", "--until", "2026-12-11")
    done = cli(*words, "--rep", "Ann")
    line = "target: calls · from 20 a day to 40 a day by 2026-12-11 · Ann · from 2026-12-01"
    assert (done.out, done.err, done.code) == (f"{line} (instead of everyone's 30 a day) · new rep\n", "", 0)
    report = cli("report", "--rep", "Ann", "--since", "2026-12-01", "--until", "2026-12-14", "--by", "day", "-f", "csv")
    targets = [row.split(",")[6] for row in report.out.splitlines()[1:] if row.split(",")[4] == "calls"]
    # 22.5 and 27.5 … are rounded half up; the weekend asks nothing; on the 14th, 40 holds
    assert targets == ["20", "23", "25", "28", "0", "0", "30", "33", "35", "38", "40", "0", "0", "40"]
    now = "2026-12-04T10:00:00+08:00"
    ramp = "20..40\t2026-12-11"
    assert cli("target", "list", "--rep", "Ann", now=now).out == f"Ann\tcalls\t28\tday\t2026-12-01\town\t\t{ramp}\n"
    later = cli("target", "list", "--rep", "Ann", now="2027-03-01T10:00:00+08:00")
    assert later.out.startswith("Ann\tcalls\t40\tday\t")
    assert cli("target", "history").out.splitlines()[-1].endswith(f"\tcalls\t20\tday\tAnn\t2026-12-01\t{ramp}")
    ended = cli("target", "clear", "calls", "--rep", "Ann", "--from", "2026-12-07")
    assert ended.out == line.replace("target: ", "target ended: ").replace("from 2026-12-01", "from 2026-12-07") + (
        " (now everyone's 30 a day)\n"
    )


def test_a_ramp_goes_down_too_and_is_exported_and_undone(cli: Cli) -> None:
    down = cli("target", "set", "visits", "10..4.5", "--per", "week", "--until", "31 jan")
    assert down.out == "target: visits · from 10 a week to 4.5 a week by 2027-01-31 · everyone · from 2026-11-18\n"
    again = cli("target", "set", "visits", "3", "--per", "week")
    assert again.out.endswith(" (before: from 10 a week to 4.5 a week by 2027-01-31)\n")
    assert cli("undo").code == 0
    header, row = cli("export", "targets", "-f", "csv").out.splitlines()
    assert header == "id,uid,metric,amount,per,rep,from,recorded_at,ramp_to,ramp_until"
    assert row.endswith(",visits,10,week,,2026-11-18,2026-11-18T07:04:00Z,4.5,2027-01-31")
    assert cli("undo").code == 0
    assert cli("target", "list").out == ""


def test_a_day_without_a_year_is_the_next_one(cli: Cli) -> None:
    assert cli("target", "set", "calls", "40", "--per", "day", "--from", "fri").out.endswith("from 2026-11-20\n")
    assert cli("target", "set", "calls", "50", "--per", "day", "--from", "24 dec").out.endswith(
        "from 2026-12-24 (before: 40 a day)\n"
    )
    assert cli("target", "set", "visits", "5", "--per", "week", "--from", "last monday").out.endswith("2026-11-16\n")


def test_a_ramp_counts_its_days_off_wherever_the_report_begins(cli: Cli) -> None:
    cli("target", "set", "calls", "0..40", "--per", "day", "--from", "2026-12-01", "--until", "2027-01-29")
    cli("rep", "set", "Ann", "--from", "2026-12-01")
    for day in range(1, 12):
        assert cli("calendar", "add", f"2026-12-{day:02}", "works holiday").code == 0
    whole = cli(
        "report", "--since", "2026-12-01", "--until", "2027-01-12", "--by", "day", "--metric", "calls", "-f", "csv"
    )
    alone = cli("report", "day", "--on", "2027-01-12", "--metric", "calls", "-f", "csv")
    # 44 weekdays less 9 are n = 35, and the 12th of January has k = 21 of them before it: 40 · 21 / 34 = 24.7
    assert whole.out.splitlines()[-1].split(",")[6] == alone.out.splitlines()[-1].split(",")[6] == "25"
