"""Edit, delete, undo and redo through the real command."""

import pathlib
import sqlite3

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
