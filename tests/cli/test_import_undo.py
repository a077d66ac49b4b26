"""`salescli import list` and `import undo N`: what one import wrote goes, and nothing else."""

import csv
import io
import json
import sqlite3
from pathlib import Path

from tests.conftest import Cli

CALLS = """Date,Customer,Rep,Note
2026-11-02 10:00,Acme,Ann,one
2026-11-02 11:00,Acme,Bob,two
2026-11-03 11:00,Beta,Bob,three
"""
IDS = "id,start time,customer,rep,outcome,note\n"


def made(tmp_path: Path, text: str, name: str = "calls.csv") -> str:
    (tmp_path / name).write_text(text)
    return str(tmp_path / name)


def ask(tmp_path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(tmp_path / "salescli.db")
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def healthy(cli: Cli) -> None:
    done = cli("doctor")
    assert done.code == 0, done.out + done.err


def standing(tmp_path: Path) -> dict[str, list[object]]:
    """What stands of everything that an import makes."""
    tables = {"activity": "note", "customer": "name", "customer_name": "name", "rep": "name", "rep_name": "name",
              "person": "name", "outcome": "word"}  # fmt: skip
    return {
        table: [
            value
            for (value,) in ask(
                tmp_path,
                f"SELECT {column} FROM {table} WHERE {'deleted' if table == 'activity' else 'gone'} = 0 ORDER BY id",
            )
        ]
        for table, column in tables.items()
    }


def test_a_whole_import_goes_and_comes_again(cli: Cli, tmp_path: Path) -> None:
    path = made(tmp_path, CALLS)
    assert cli("log", "call", "Gamma", "-n", "own").code == 0
    before, report = standing(tmp_path), cli("report", "year", "-f", "csv").out
    cli("import", path)
    after = standing(tmp_path)
    done = cli("import", "undo", "1")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "import 1 taken back: 3 deleted · 0 put back · 0 stay · reps 1 · customers 2 · persons 0 · outcomes 0\n"
    )
    assert standing(tmp_path) == before
    assert cli("report", "year", "-f", "csv").out == report
    healthy(cli)
    twice = cli("import", "undo", "1")
    assert (twice.out, twice.code) == ("", 1)
    assert "taken back already" in twice.err
    again = cli("import", path)
    assert again.out.startswith("read 3 = new 3 + same 0 + changed 0 + skipped 0 + rejected 0 · new reps 1")
    assert standing(tmp_path) == after
    assert cli("import", path).out.startswith("read 3 = new 0 + same 3")
    healthy(cli)
    assert cli("import", "undo", "2").code == 0
    assert standing(tmp_path) == before
    healthy(cli)


def test_what_was_done_here_since_stays(cli: Cli, tmp_path: Path) -> None:
    row = "7,2026-11-02 10:00:00,Acme,Ann,no-answer,old\n8,2026-11-02 11:00:00,Beta,Bob,won,x\n"
    row += "9,2026-11-02 12:00:00,Delta,Cid,won,x\n10,2026-11-02 13:00:00,Echo,Dan,won,due\n"
    path = made(tmp_path, IDS + row)
    cli("import", path, "--source", "s")
    assert cli("edit", "1", "-n", "mine").code == 0
    assert cli("delete", "2").code == 0
    assert cli("edit", "4", "--next", "tomorrow").code == 0
    done = cli("import", "undo", "1")
    assert done.code == 0
    assert "2 were changed here since and stay" in done.err
    assert "1 were deleted here since and stay deleted" in done.err
    assert done.out.startswith("import 1 taken back: 1 deleted · 0 put back · 2 stay · reps 1 · customers 1")
    assert standing(tmp_path)["activity"] == ["mine", "due"]
    healthy(cli)
    again = cli("import", path, "--source", "s")
    assert again.out.startswith("read 4 = new 1 + same 2 + changed 0 + skipped 1")
    assert standing(tmp_path)["activity"] == ["mine", "x", "due"]
    assert cli("undo").out.startswith("undone edit")
    assert cli("undo").out.startswith("undone delete")
    healthy(cli)


def test_what_it_changed_goes_back(cli: Cli, tmp_path: Path) -> None:
    first = made(tmp_path, IDS + "7,2026-11-02 10:00:00,Acme,Ann,no-answer,old\n", "1.csv")
    second = made(tmp_path, IDS + "7,2026-11-03 10:00:00,Beta,Bob,won,new\n", "2.csv")
    cli("import", first, "--source", "s")
    cli("edit", "1", "-n", "mine")
    before = cli("export", "activities").out
    assert cli("import", second, "--source", "s").out.startswith("read 1 = new 0 + same 0 + changed 1")
    changed = cli("export", "activities").out
    done = cli("import", "undo", "2")
    assert done.out.startswith("import 2 taken back: 0 deleted · 1 put back · 0 stay · reps 1 · customers 1")
    assert cli("export", "activities").out == before
    healthy(cli)
    assert cli("import", first, "--source", "s").out.startswith("read 1 = new 0 + same 1")
    assert cli("import", second, "--source", "s").out.startswith("read 1 = new 0 + same 0 + changed 1")
    assert cli("export", "activities").out == changed
    healthy(cli)


def test_imports_are_taken_back_in_any_order(cli: Cli, tmp_path: Path) -> None:
    first = made(tmp_path, IDS + "7,2026-11-02 10:00:00,Acme,Ann,no-answer,old\n", "1.csv")
    second = made(tmp_path, IDS + "7,2026-11-03 10:00:00,Acme,Ann,won,new\n", "2.csv")
    cli("import", first, "--source", "s")
    cli("import", second, "--source", "s")
    done = cli("import", "undo", "1")
    assert "1 were changed by a later import and stay" in done.err
    assert standing(tmp_path)["activity"] == ["new"]
    assert cli("import", "undo", "2").code == 0
    assert {name: rows for name, rows in standing(tmp_path).items() if rows} == {}
    healthy(cli)


def test_rows_that_a_later_import_had_too_are_said(cli: Cli, tmp_path: Path) -> None:
    cli("import", made(tmp_path, CALLS))
    cli("import", made(tmp_path, CALLS + "2026-11-04 11:00,Acme,Bob,four\n", "more.csv"))
    done = cli("import", "undo", "1")
    assert "import 2 found rows here already, maybe these: import" in done.err
    assert "more.csv again" in done.err
    assert standing(tmp_path)["customer"] == ["Acme"]
    assert cli("import", made(tmp_path, CALLS)).out.startswith("read 3 = new 3")
    healthy(cli)


def test_what_other_work_uses_stays(cli: Cli, tmp_path: Path) -> None:
    cli("outcome", "add", "demoed", "--reached")
    own = ("id,uid,rep,customer,person,channel,direction,stated,outcome,reached,at,logged_at,source,source_id,known\n"
           ",,Ann,Acme,Eve,phone,out,,pitched,1,2026-11-02T10:00:00+08:00,2026-11-02T10:00:00+08:00,,,1\n"
           ",,Bob,Beta,Fay,phone,out,,pitched,1,2026-11-02T11:00:00+08:00,2026-11-02T10:00:00+08:00,,,0\n")  # fmt: skip
    assert cli("import", made(tmp_path, own)).code == 0
    assert cli("target", "set", "calls", "5", "--per", "day", "--rep", "Bob").code == 0
    assert cli("log", "call", "Acme", "-p", "Eve").code == 0
    assert cli("import", "undo", "1").out.startswith("import 1 taken back: 2 deleted")
    left = standing(tmp_path)
    assert (left["customer"], left["person"], left["outcome"]) == (["Acme"], ["Eve"], ["demoed"])
    assert "Bob" in left["rep"]
    healthy(cli)


def test_undo_names_it(cli: Cli, tmp_path: Path) -> None:
    path = made(tmp_path, CALLS)
    cli("import", path)
    assert "there is nothing to undo; an import is taken back by salescli import undo 1" in cli("undo").err
    cli("log", "call", "Acme")
    cli("import", made(tmp_path, CALLS + "2026-11-04 11:00,Acme,Bob,four\n", "more.csv"))
    assert "salescli import undo 2" in cli("undo").out
    cli("redo")
    cli("import", "undo", "2")
    assert "passed over" not in cli("undo").out


def test_the_list(cli: Cli, tmp_path: Path) -> None:
    assert cli("import", "list").code == 1
    path = made(tmp_path, CALLS, "a: b = c.csv")
    cli("import", path)
    cli("import", path, now="2026-11-19T10:00:00+08:00")
    cli("import", "undo", "1", now="2026-11-20T10:00:00+08:00")
    rows = list(csv.DictReader(io.StringIO(cli("import", "list", "-f", "csv").out)))
    assert rows == [
        {"number": "1", "recorded_at": "2026-11-18T07:04:00Z", "format": "csv", "file": path, "read": "3", "new": "3",
         "same": "0", "changed": "0", "skipped": "0", "rejected": "0", "undone_at": "2026-11-20T02:00:00Z"},
        {"number": "2", "recorded_at": "2026-11-19T02:00:00Z", "format": "csv", "file": path, "read": "3", "new": "0",
         "same": "3", "changed": "0", "skipped": "0", "rejected": "0", "undone_at": ""},
    ]  # fmt: skip
    assert json.loads(cli("import", "list", "-f", "json").out)[1]["undone_at"] is None
    assert "a: b = c.csv" in cli("import", "list").out


def test_what_is_refused(cli: Cli, tmp_path: Path) -> None:
    assert cli("import", "undo", "1").code == 1  # no file, and none made
    assert not (tmp_path / "salescli.db").exists()
    cli("import", made(tmp_path, CALLS))
    for words, code in ((["2"], 3), (["0"], 2), (["x"], 2), ([], 2), (["1", "2"], 2), (["99999999999999999999"], 3)):
        done = cli("import", "undo", *words)
        assert (done.out, done.code) == ("", code), (words, done.err)
    made(tmp_path, CALLS, "list")
    assert cli("import", str(tmp_path / "list")).out.startswith("read 3 = new 0 + same 3")
    assert cli("import", "list", "-h").out.startswith("Usage: salescli import list [OPTIONS]")
    assert "import undo N" in cli("import", "-h").out


def test_importing_again_says_that_rows_come_back(cli: Cli, tmp_path: Path) -> None:
    path = made(tmp_path, CALLS)
    cli("import", path)
    cli("import", "undo", "1")
    done = cli("import", path)
    assert done.out.startswith("read 3 = new 3 + same 0")
    assert "3 of the new were here before an import was taken back, and are here again" in done.err
    assert "before an import" not in cli("import", path).err


def test_a_later_import_of_the_standard_input_is_named_as_such(cli: Cli, tmp_path: Path) -> None:
    cli("import", made(tmp_path, CALLS))
    assert cli("import", "-", stdin=CALLS).code == 0
    assert cli("import", "undo", "1").err == (
        "import 2 found rows here already, maybe these: import its standard input again, should they stay\n"
    )


def test_undo_says_what_it_passed_over(cli: Cli, tmp_path: Path) -> None:
    other = {"SALESCLI_DB": str(tmp_path / "other.db")}
    cli("log", "call", "Acme", **other)
    assert cli("merge", str(tmp_path / "other.db")).code == 0
    said = cli("undo").err
    assert said.startswith(
        "error: there is nothing to undo; a merge of files stays: a copy of before it (salescli backup)"
    )
    cli("import", made(tmp_path, CALLS))
    assert "there is nothing to undo; an import is taken back by salescli import undo 1; a merge" in cli("undo").err


def test_undo_of_an_imported_line_names_its_import(cli: Cli, tmp_path: Path) -> None:
    cli("import", made(tmp_path, CALLS.replace("Beta", "Gamma"), "other.csv"))
    cli("import", made(tmp_path, CALLS))
    said = "#4 has no change to undo; it came by import 2: salescli delete 4, or salescli import undo 2"
    assert cli("undo", "4").err == f"error: {said}\n"
    cli("import", "undo", "2")
    assert cli("undo", "4").err == "error: #4 has no change to undo\n"


def test_later_imports_that_can_have_had_its_rows_are_said_the_same_file_first(cli: Cli, tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nN:Sand;Eva;;;\nFN:Eva Sand\nORG:Acme\nEND:VCARD\n"
    contacts, calls = made(tmp_path, card, "contacts.vcf"), made(tmp_path, CALLS)
    cli("import", calls)
    for _time in range(4):
        assert cli("import", contacts).code == 0
    cli("import", made(tmp_path, CALLS + "2026-11-04 11:00,Acme,Bob,four\n", "more.csv"))
    cli("import", calls)
    done = cli("import", "undo", "1")
    assert [line.split(" found")[0] for line in done.err.splitlines()] == ["import 7", "import 6"]
    assert [line.split(" found")[0] for line in cli("import", "undo", "2").err.splitlines() if " found" in line] == [
        "import 3", "import 4", "import 5"
    ]  # fmt: skip


def test_an_own_export_may_have_had_the_rows_of_any_import(cli: Cli, tmp_path: Path) -> None:
    cli("import", made(tmp_path, CALLS))
    cli("import", made(tmp_path, cli("export", "activities").out, "own.csv"))
    assert "import 2 found rows here already" in cli("import", "undo", "1").err
