"""Edit, delete, undo and redo through the real command."""

import pathlib
import sqlite3
import subprocess
import sys

from tests.conftest import Cli


def test_an_edit_says_before_and_after_and_can_be_taken_back(cli: Cli, tmp_path: pathlib.Path) -> None:
    cli("call", "Acme", "-n", "old", "-d", "12m")
    edited = cli("edit", "last", "-n", "new", "text", "-o", "won", "--no-duration", "--channel", "visit")
    assert edited.code == 0
    assert "channel phone → visit" in edited.out
    assert "outcome none → won" in edited.out
    assert "duration 12m → none" in edited.out
    assert "note old → new text" in edited.out
    assert "note new text → old" in cli("undo").out
    assert "note old → new text" in cli("redo").out
    with sqlite3.connect(tmp_path / "salescli.db") as connection:
        assert connection.execute("SELECT channel, note, duration_s FROM activities").fetchall() == [
            ("visit", "new text", None)
        ]
        assert connection.execute("SELECT rev, op FROM revision ORDER BY id").fetchall() == [
            (1, "put"),
            (2, "put"),
            (3, "put"),
            (4, "put"),
        ]


def test_an_edit_to_another_customer_takes_the_due_along(cli: Cli) -> None:
    cli("call", "Acme", "--next", "tomorrow")
    cli("call", "Beta")
    assert "customer Acme → Beta" in cli("edit", "1", "--customer", "Beta").out
    assert "\tBeta\t" in cli("due", "--all").out
    cli("undo")
    assert "\tAcme\t" in cli("due", "--all").out


def test_undo_takes_back_what_the_line_made_and_leaves_what_others_use(cli: Cli, tmp_path: pathlib.Path) -> None:
    cli("call", "Acme", "-p", "Wang", "--next", "friday")
    undone = cli("undo")
    assert undone.out.splitlines() == [
        "undone log: #1 call · Acme · reached (assumed) · 2026-11-18 15:04 → gone",
        "  due Acme 2026-11-20 → gone",
        "  person Wang → gone",
        "  customer Acme → gone",
        "  rep ann → gone",
    ]
    assert "new customer · new rep ann" in cli("call", "Acme").out
    cli("call", "Acme")
    assert cli("undo", "2").out.splitlines() == [
        "undone log: #2 call · Acme · reached (assumed) · 2026-11-18 15:04 → gone"
    ]
    assert "new" not in cli("call", "Acme").out


def test_undo_goes_back_one_by_one_and_redo_forward_until_a_new_change(cli: Cli) -> None:
    for name in ("Acme", "Beta", "Gamma"):
        cli("call", name)
    assert "#3 call · Gamma" in cli("undo").out
    assert "#2 call · Beta" in cli("undo").out
    assert "#2 gone → call · Beta" in cli("redo").out
    assert "#3 gone → call · Gamma" in cli("redo").out
    assert cli("redo").code == 3
    cli("undo")
    cli("call", "Delta")
    assert cli("redo").err == "error: there is no undo to take back since the newest change\n"


def test_settings_are_passed_over_and_said_so(cli: Cli) -> None:
    cli("call", "Acme")
    cli("config", "set", "tz", "Asia/Tokyo")
    assert "passed over, since undo does not take it back: config" in cli("undo").out
    assert cli("undo").err == "error: there is nothing to undo\n"


def test_without_an_id_or_a_file_they_refuse(cli: Cli, tmp_path: pathlib.Path) -> None:
    for words in (["undo"], ["redo"], ["delete", "1"], ["edit", "1", "-n", "x"], ["due"]):
        refused = cli(*words)
        assert refused.code == 1
        assert str(tmp_path / "salescli.db") in refused.err
    cli("call", "Acme")
    assert cli("delete").code == 2
    assert cli("edit").code == 2
    assert cli("edit", "1").code == 2
    assert cli("delete", "99").code == 3
    assert cli("edit", "99", "-n", "x").code == 3
    assert cli("edit", "x", "-n", "x").code == 2
    assert cli("undo", "99").code == 3


def test_undo_of_one_line_of_many_takes_back_that_one(cli: Cli) -> None:
    cli("log", "-", stdin="call Acme\nvisit Beta\ncall Acme -o na\n")
    assert cli("undo", "2").out.splitlines() == [
        "undone log: #2 visit · Beta · reached (assumed) · 2026-11-18 15:04 → gone",
        "  customer Beta → gone",
    ]
    assert [line.split("\t")[0] for line in cli("list").out.splitlines()] == ["1", "3"]
    assert cli("undo", "2").code == 3
    cli("undo")
    assert cli("list").out == ""
    cli("redo")
    cli("redo")
    assert [line.split("\t")[0] for line in cli("list").out.splitlines()] == ["1", "2", "3"]


def test_an_older_change_taken_back_leaves_newer_ones(cli: Cli) -> None:
    cli("call", "Acme", "--next", "fri")
    assert "new customer" in cli("edit", "1", "--customer", "Beta").out
    cli("due", "snooze", "1", "2026-12-05")
    assert "customer Beta → Acme" in cli("undo", "1").out
    assert cli("due", "--all").out == "1\t2026-12-05\t\tAcme\tann\t\t0\t1\n"
    cli("undo")
    assert cli("due", "--all").out == "1\t2026-11-20\t\tAcme\tann\t\t0\t1\n"
    assert cli("doctor").code == 0


def test_a_rep_that_a_newer_change_names_stays(cli: Cli) -> None:
    cli("call", "Acme", "--next", "fri")
    cli("edit", "1", "--rep", "Bob", "--new")
    cli("due", "move", "--from", "Bob", "--to", "ann")
    cli("undo", "1")
    cli("undo")
    assert cli("due", "--all", "--rep", "Bob").out == "1\t2026-11-20\t\tAcme\tBob\t\t0\t1\n"


def test_a_change_that_changes_nothing_is_none(cli: Cli) -> None:
    cli("call", "Acme", "-o", "ni")
    cli("call", "Beta")
    cli("undo")
    assert cli("edit", "1", "-o", "ni").out.endswith(": unchanged\n")
    assert "gone → call · Beta" in cli("redo").out


def test_an_edit_says_what_becomes_of_the_due(cli: Cli) -> None:
    cli("call", "Acme")
    assert "due none → 2026-11-19" in cli("edit", "1", "--next", "tomorrow").out
    assert "due 2026-11-19 → none" in cli("edit", "1", "--no-next").out
    assert "due gone → Acme 2026-11-19" in cli("undo", "1").out


def test_after_a_merge_the_kept_name_is_said(cli: Cli) -> None:
    cli("call", "Acme")
    cli("call", "Beta")
    cli("customer", "merge", "Beta", "--into", "Acme")
    assert cli("edit", "2", "-n", "hi").out.startswith("#2 call · Acme")
    assert "customer Beta: part of Acme → none" in cli("undo").out + cli("undo").out


def test_what_cannot_be_printed_is_kept_and_said_so(cli: Cli, tmp_path: pathlib.Path) -> None:
    command = f"{sys.executable} -m salescli call Acme"
    full = subprocess.run(f"{command} >/dev/full", shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert full.returncode == 1
    assert "the answer could not be printed" in full.stderr
    assert "stands" in full.stderr
    closed = subprocess.run(f"{command} >&-", shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert (closed.returncode, closed.stderr) == (0, "")
    with sqlite3.connect(tmp_path / "salescli.db") as connection:
        assert connection.execute("SELECT count(*) FROM activities").fetchone() == (2,)
