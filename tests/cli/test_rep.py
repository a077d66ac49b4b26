"""`rep` and `outcome` from the command line."""

import json
from collections.abc import Callable

import pytest

Cli = Callable[..., tuple[str, str, int]]


def said(cli: Cli, *words: str) -> str:
    """The answer to a command that has to succeed."""
    out, err, code = cli(*words)
    assert code == 0, err
    return out


def test_set_makes_a_rep_and_then_changes_him(cli: Cli) -> None:
    assert said(cli, "rep", "set", "Anna", "Li", "--from", "2026-11-02") == "new rep Anna Li · from none → 2026-11-02\n"
    assert said(cli, "rep", "set", "anna", "li", "--no-targets", "--until", "2026-12-31") == (
        "Anna Li: until none → 2026-12-31, targets yes → no\n"
    )
    assert said(cli, "rep", "set", "Anna Li", "--until", "none", "--targets") == (
        "Anna Li: until 2026-12-31 → none, targets no → yes\n"
    )
    assert said(cli, "rep", "set", "Anna Li") == "Anna Li: unchanged\n"
    assert cli("rep", "set", "Anna Li", "--until", "2026-11-01").code == 2


def test_a_rep_can_have_a_work_week_of_his_own(cli: Cli) -> None:
    said(cli, "target", "set", "calls", "40", "--per", "day", "--from", "2026-11-02")
    said(cli, "target", "set", "visits", "4", "--per", "week", "--from", "2026-11-02")
    assert said(cli, "rep", "set", "Anna Li", "--from", "2026-11-02", "--work-week", "Mon-Thu") == (
        "new rep Anna Li · from none → 2026-11-02 · work week file → mon-thu\n"
    )
    assert said(cli, "rep", "set", "Bob", "--from", "2026-11-02").startswith("new rep Bob")
    assert said(cli, "rep", "list") == ("Anna Li\t\t2026-11-02\t\t1\t0\t\tmon-thu\nBob\t\t2026-11-02\t\t1\t0\t\t\n")
    rows = said(cli, "report", "--by", "rep", "-f", "csv").splitlines()
    targets = {tuple(row.split(",")[3:5]): row.split(",")[6] for row in rows[1:]}
    assert targets["Anna Li", "calls"] == "160"  # four days of 40
    assert targets["Bob", "calls"] == "200"
    assert targets["Anna Li", "visits"] == targets["Bob", "visits"] == "4"  # a week is a week
    assert said(cli, "rep", "set", "Anna Li", "--work-week", "file") == "Anna Li: work week mon-thu → file\n"
    assert said(cli, "rep", "set", "Anna Li", "--work-week", "FILE") == "Anna Li: unchanged\n"
    said(cli, "undo")
    assert "mon-thu" in said(cli, "rep", "list", "-f", "json")
    out, err, code = cli("rep", "set", "Anna Li", "--work-week", "mon-noon")
    assert (out, code) == ("", 2)
    assert err == "error: not a work week: mon-noon; write mon-fri, sun-thu or mon,wed,fri\n"


def test_a_near_rep_is_held_back(cli: Cli) -> None:
    said(cli, "rep", "set", "Anna Li")
    out, err, code = cli("rep", "set", "Ana Li")
    assert (out, code) == ("", 2)
    assert err == "error: Ana Li is near the known rep Anna Li: type that name, or --new if it is another\n"
    assert said(cli, "rep", "set", "Ana Li", "--new") == "new rep Ana Li\n"


def test_rename_keeps_the_old_name(cli: Cli) -> None:
    said(cli, "log", "call", "Acme")
    assert said(cli, "rep", "rename", "ann", "--to", "Anna", "Li") == "ann → Anna Li\n"
    assert "new rep" not in said(cli, "log", "call", "Acme", "--rep", "ann")
    assert json.loads(said(cli, "rep", "list", "-f", "json")) == [
        {
            "rep": "Anna Li",
            "aliases": "ann",
            "from": "2026-11-18",
            "until": None,
            "targets": 1,
            "activities": 2,
            "last_day": "2026-11-18",
            "work_week": None,
        }
    ]
    said(cli, "rep", "set", "Bob")
    assert cli("rep", "rename", "Anna Li", "Bob").code == 2
    assert cli("rep", "rename", "Nobody", "Bobby").code == 3


def test_merge_takes_the_earlier_joining_and_undo_parts_them(cli: Cli) -> None:
    said(cli, "log", "call", "Acme")
    said(cli, "rep", "set", "Anna Li", "--from", "2026-11-02")
    assert said(cli, "rep", "merge", "ann", "--into", "Anna", "Li") == "ann → Anna Li: 1 activity\n"
    assert said(cli, "rep", "list") == "Anna Li\tann\t2026-11-02\t\t1\t1\t2026-11-18\t\n"
    said(cli, "undo")
    assert said(cli, "rep", "list").count("\n") == 2
    assert cli("rep", "merge", "ann", "ann").code == 2


def test_outcomes(cli: Cli) -> None:
    none = cli("outcome", "list")
    assert (none.out, none.code) == ("", 1)
    assert none.err.startswith("error: there is no file at ")
    assert said(cli, "outcome", "add", "Demo-Given", "--reached") == "new outcome demo-given · reached\n"
    assert said(cli, "outcome", "list").splitlines()[0] == "connected\t\t1\t1"
    assert said(cli, "outcome", "add", "demo-given", "--reached") == "demo-given · reached: unchanged\n"
    assert said(cli, "outcome", "list").splitlines()[-1] == "demo-given\t\t1\t0"
    assert "demo-given" in said(cli, "log", "call", "Acme", "-o", "demo")


REFUSED = [
    (("demo", "--not-reached"), "demo means reached already"),
    (("won", "--not-reached"), "won means reached already"),
    (("na", "--reached"), "na is the code of no-answer"),
    (("demo",), "was somebody reached?"),
    (("demo", "--reached", "--not-reached"), "was somebody reached?"),
    (("two", "words", "--reached"), "an outcome is one word"),
    ((), "add which?"),
]


@pytest.mark.parametrize(("words", "text"), REFUSED)
def test_refused_outcomes(cli: Cli, words: tuple[str, ...], text: str) -> None:
    said(cli, "outcome", "add", "demo", "--reached")
    out, err, code = cli("outcome", "add", *words)
    assert (out, code) == ("", 2)
    assert err.startswith(f"error: {text}")


def test_two_words_that_are_one_known_name_are_not_two(cli: Cli) -> None:
    cli("rep", "set", "Anna Lee")
    cli("customer", "add", "Acme Corp")
    for words in (
        ("rep", "rename", "Anna", "Lee"),
        ("rep", "merge", "Anna", "Lee"),
        ("customer", "merge", "Acme", "Corp"),
    ):
        done = cli(*words)
        assert (done.out, done.code) == ("", 2)
        assert done.err.startswith("error: which two? "), done.err


@pytest.mark.parametrize("name", ["Acme Corp", "already there"])
def test_an_alias_that_is_there_changes_nothing(cli: Cli, name: str) -> None:
    cli("customer", "add", "Acme Corp", "--alias", "already there")
    assert cli("customer", "alias", "Acme Corp", "--add", name).out == "Acme Corp: unchanged\n"
