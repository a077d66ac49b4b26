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
        "\tcalls\t40\tday\t2026-11-18\teveryone\t2026-11-30\n\tcalls\t50\tday\t2026-12-01\teveryone\t2026-12-31\n"
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
        "\tcalls\t40\tday\t2026-11-01\teveryone\t",
        "\tvisits\t5\tweek\t2026-12-01\teveryone\t",
        "Bob\tcalls\t2.5\tweek\t2026-11-18\town\t",
        "Bob\tvisits\t5\tweek\t2026-12-01\teveryone\t",
    ]
    assert cli("target", "list", "-f", "csv").out.startswith(
        "rep,metric,amount,per,from,whose,until\n,calls,40,day,2026-11-01,everyone,\n"
    )
    bobs = {"rep": "Bob", "metric": "calls", "amount": 2.5, "per": "week", "from": "2026-11-18", "whose": "own"}
    assert json.loads(cli("target", "list", "--rep", "bob", "-f", "json").out)[0] == {**bobs, "until": None}
    cli("target", "clear", "calls", "--rep", "Bob")
    at = "2026-11-18T07:04:00Z"
    assert cli("target", "history").out.splitlines() == [
        f"{at}\tcalls\t40\tday\t\t2026-11-01",
        f"{at}\tcalls\t2.5\tweek\tBob\t2026-11-18",
        f"{at}\tvisits\t5\tweek\t\t2026-12-01",
        f"{at}\tcalls\t\tweek\tBob\t2026-11-18",
    ]
    assert cli("target", "list", "-f", "pdf").code == 2


def test_nothing_in_force_is_said_on_stderr(cli: Cli) -> None:
    cli("log", "call", "Acme")
    done = cli("target", "list")
    assert (done.out, done.code) == ("", 0)
    assert done.err.startswith("No target is in force")
    assert cli("target", "list", "-f", "csv").out == "rep,metric,amount,per,from,whose,until\n"


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
    assert cli("target", "list").out == "\tcalls\t40\tday\t2026-11-18\teveryone\t\n"
    assert cli("redo").code == 0
    assert cli("target", "list").out == "\tcalls\t50\tday\t2026-11-18\teveryone\t\n"


def test_the_first_own_target_joins_a_rep(cli: Cli) -> None:
    cli("target", "set", "calls", "40", "--per", "day", "--rep", "Bob", "--from", "2026-11-18")
    done = cli("report", "--by", "rep", "--metric", "calls", "-f", "csv")
    assert done.out.splitlines()[1].startswith("week,2026-11-16,2026-11-22,Bob,calls,0,120,")


def test_metrics_are_listed_with_their_definitions(cli: Cli) -> None:
    done = cli("metric", "list")
    assert done.code == 0
    assert done.out.splitlines()[0] == "calls\tcalls\tcalls\tactivities with channel phone"
    assert len(done.out.splitlines()) == 7
