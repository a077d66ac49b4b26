"""`salescli import FOLDER`: every file recognised by itself, each a batch, all of them or none."""

import csv
import io
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.test_import_killed import standing, table

FIXTURES = Path(__file__).parents[1] / "exchange" / "fixtures"
SHEET = "Date,Customer,Rep,Note\n2026-11-02 10:00,Acme,Ann,one\n2026-11-02 11:00,Acme,Ann,two\n"
TASKS = "Id,OwnerId,AccountId,Subject,ActivityDate,Status,TaskSubtype,CallDurationInSeconds,LastModifiedDate\n"
EVENTS = "Id,Subject,ActivityDate,ActivityDateTime,DurationInMinutes,WhatId,OwnerId\n"
CARDS = "BEGIN:VCARD\nVERSION:3.0\nFN:Eve Adams\nORG:Acme\nEND:VCARD\n"
CDR = (
    '"","1000","0301","default","1000","SIP/1","SIP/2","Dial","x","{at}","{at}","{at}",9,5,"ANSWERED","DOC","{n}",""\n'
)


def task(number: int, subject: str = "Call", *, done: bool = True) -> str:
    status = "Completed" if done else "Not Started"
    return f"00T{number},005A,001A,{subject},2026-11-02,{status},Call,60,2026-11-02T10:00:00.000Z\n"


def cdr(*times: str) -> str:
    return "".join(CDR.format(at=f"2026-11-{when}", n=number) for number, when in enumerate(times))


def folder(tmp_path: Path, **files: str | bytes) -> Path:
    """A folder; `a__csv` is the file a.csv."""
    made = tmp_path / "week"
    made.mkdir(exist_ok=True)
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (made / name.replace("__", ".")).write_bytes(data)
    return made


def ask(tmp_path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(tmp_path / "salescli.db")
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def batches(cli: Cli, **environment: str) -> list[list[str]]:
    """Each import as (number, format, file's name, read, new, same, changed, skipped, rejected)."""
    lines = [line.split("\t") for line in cli("import", "list", "-f", "plain", **environment).out.splitlines()]
    return [[line[0], line[2], Path(line[3]).name, *line[4:10]] for line in lines]


def test_an_empty_name_is_not_the_folder_one_is_in(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "calls.csv").write_text("date,customer\n2026-11-02,Acme\n")
    monkeypatch.chdir(tmp_path)
    done = cli("import", "")
    assert (done.code, done.out, done.err) == (2, "", "error: the name of the file is empty: salescli import FILE\n")


def test_an_unknown_encoding_is_refused_also_where_none_is_needed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "week").mkdir()
    (tmp_path / "week" / "calls.csv").write_text("date,customer\n2026-11-02,Acme\n")
    done = cli("import", str(tmp_path / "week"), "--encoding", "utf-9")
    assert (done.code, done.out, "no such encoding: utf-9" in done.err) == (2, "", True)


def test_every_file_by_itself_in_order_of_name(cli: Cli, tmp_path: Path) -> None:
    tasks = TASKS + task(1) + task(2, done=False)
    made = folder(
        tmp_path,
        Task__csv=tasks,
        Event__csv=EVENTS,
        cdr__csv=cdr("03 10:00:00"),
        team__csv=SHEET,
        eve__vcf=CARDS,
        prices__csv="Product,Price\nA,1\n",
        README__txt="what this is\n",
        photo__jpg=b"\xff\xd8\0",
        note__mp3=b"\0",
        scan__pdf=b"%PDF\0",
    )
    (made / ".hidden.csv").write_text("x")
    (made / "team.csv.rejects.csv").write_text("x")
    (made / "older").mkdir()
    done = cli("import", str(made), "--tz", "Europe/Berlin", "--rep", "Bob")
    assert done.code == 0, done.err
    assert [line.split(" · ")[0] for line in done.out.splitlines()] == [
        "cdr.csv: read 1 = new 1 + same 0 + changed 0 + skipped 0 + rejected 0",
        "eve.vcf: read 1 = new 1 + same 0 + rejected 0",
        "Event.csv: read 0 = new 0 + same 0 + changed 0 + skipped 0 + rejected 0",
        "Task.csv: read 2 = new 1 + same 0 + changed 0 + skipped 1 + rejected 0",
        "team.csv: read 2 = new 2 + same 0 + changed 0 + skipped 0 + rejected 0",
        "read 6 = new 5 + same 0 + changed 0 + skipped 1 + rejected 0",
    ]
    assert done.out.splitlines()[-1].endswith("files 5 · files skipped 3 · new reps 3 · new customers 2 · new persons 1"
                                              " · near pairs 0")  # fmt: skip
    skipped = [line for line in done.err.splitlines() if line.startswith("skipped ")]
    assert [line.split(": ")[0].rpartition("/")[2] for line in skipped] == ["prices.csv", "README.txt", "scan.pdf"]
    assert "no format has such columns: Product, Price" in skipped[0]
    assert "not looked into: older" in done.err
    assert "Task.csv: skipped: 1 (planned)" in done.err
    assert done.err.count("Europe/Berlin (--tz)") == 1
    assert batches(cli) == [
        ["1", "asterisk", "cdr.csv", "1", "1", "0", "0", "0", "0"],
        ["2", "vcard", "eve.vcf", "1", "1", "0", "0", "0", "0"],
        ["3", "salesforce-task", "Task.csv", "2", "1", "0", "0", "1", "0"],
        ["4", "csv", "team.csv", "2", "2", "0", "0", "0", "0"],
    ]
    assert ask(tmp_path, "SELECT at FROM activity WHERE source = 'asterisk'") == [("2026-11-03T10:00:00+01:00",)]
    assert ("Bob",) in ask(tmp_path, "SELECT name FROM rep")
    assert cli("doctor").code == 0


def test_again_adds_nothing_and_one_file_is_taken_back(cli: Cli, tmp_path: Path) -> None:
    made = folder(tmp_path, Task__csv=TASKS + task(1), team__csv=SHEET, eve__vcf=CARDS)
    assert cli("import", str(made)).code == 0
    before = cli("export", "activities").out
    again = cli("import", str(made))
    assert again.out.splitlines()[-1].startswith(
        "read 4 = new 0 + same 4 + changed 0 + skipped 0 + rejected 0 · files 3"
    )
    assert cli("export", "activities").out == before
    done = cli("import", "undo", "3")
    assert done.out.startswith("import 3 taken back: 2 deleted"), done.err
    assert ask(tmp_path, "SELECT count(*) FROM activity WHERE deleted = 0") == [(1,)]
    back = cli("import", str(made))
    assert back.out.splitlines()[-1].startswith("read 4 = new 2 + same 2"), back.out
    assert "team.csv: 2 of the new were here before" in back.err
    assert cli("doctor").code == 0


def test_overlapping_exports_are_the_same_or_changed(cli: Cli, tmp_path: Path) -> None:
    made = folder(tmp_path, **{"Task__csv": TASKS + task(1) + task(2), "Task (10)__csv": TASKS + task(3, "Tenth"),
                               "Task (2)__csv": TASKS + task(2) + task(3, "Second") + task(1, "Later")})  # fmt: skip
    done = cli("import", str(made))
    assert [line.split(" + skipped")[0] for line in done.out.splitlines()] == [
        "Task.csv: read 2 = new 0 + same 2 + changed 0",
        "Task (2).csv: read 3 = new 2 + same 1 + changed 0",
        "Task (10).csv: read 1 = new 1 + same 0 + changed 0",
        "read 6 = new 3 + same 3 + changed 0",
    ], done.err
    assert "\n2 rows say something else in a later file of the folder, and are taken as they are there\n" in done.err
    notes = ask(tmp_path, "SELECT source_id, note FROM activity ORDER BY 1")
    assert notes == [("00T1", "Later"), ("00T2", "Call"), ("00T3", "Tenth")]
    revisions = "SELECT count(*) FROM revision"
    for options in (("--dry-run",), (), ("--update",)):
        again = cli("import", str(made), *options)
        assert again.out.splitlines()[-1].startswith("read 6 = new 0 + same 6 + changed 0 + skipped 0 "), again.out
        assert ask(tmp_path, revisions) == [(3,)]
    assert cli("import", "undo", "3").out.startswith("import 3 taken back: 1 deleted")
    assert cli("import", str(made)).out.splitlines()[-1].startswith("read 6 = new 1 + same 5 + changed 0 ")
    assert ask(tmp_path, "SELECT source_id, note FROM activity WHERE deleted = 0 ORDER BY 1") == notes
    (made / "Task (11).csv").write_text(TASKS + task(2, "Eleventh"))
    assert cli("import", str(made)).out.splitlines()[-1].startswith("read 7 = new 0 + same 6 + changed 1 ")
    assert cli("import", str(made)).out.splitlines()[-1].startswith("read 7 = new 0 + same 7 + changed 0 ")
    assert cli("doctor").code == 0


def test_names_that_only_an_overruled_row_has_are_not_made(cli: Cli, tmp_path: Path) -> None:
    header = "id,at,customer,rep,person,note\n"
    made = folder(
        tmp_path,
        a__csv=header + "1,2026-11-02 10:00,Acne,Anne,Eve,x\n2,2026-11-02 11:00,Beta,Ann,,y\n",
        b__csv=header + "1,2026-11-02 10:00,Acme,Ann,Eve,x\n2,2026-11-02 11:00,Beta,Ann,,y\n",
    )
    done = cli("import", str(made), "--source", "ours")
    assert done.out.splitlines()[-1].startswith("read 4 = new 2 + same 2 + changed 0 "), done.err
    assert "\n1 rows say something else in a later file" in done.err
    assert ask(tmp_path, "SELECT name FROM customer ORDER BY 1") == [("Acme",), ("Beta",)]
    assert ask(tmp_path, "SELECT name FROM rep") == [("Ann",)]
    assert cli("import", str(made), "--source", "ours").out.splitlines()[-1].startswith("read 4 = new 0 + same 4 ")
    assert cli("doctor").code == 0


def test_own_exports_of_one_activity_are_taken_as_the_last_has_it(cli: Cli, tmp_path: Path) -> None:
    other = {"SALESCLI_DB": str(tmp_path / "other.db")}
    assert cli("log", "call", "Acme", "-n", "one", **other).code == 0
    first = cli("export", "activities", "-f", "csv", **other).out
    assert ",one," in first
    made = folder(tmp_path, a__csv=first, b__csv=first.replace(",one,", ",two,"), c__csv=SHEET, d__csv=SHEET)
    for expected in ("new 3 + same 3 + changed 0 + skipped 0", "new 0 + same 6 + changed 0 + skipped 0"):
        done = cli("import", str(made))
        assert f"read 6 = {expected}" in done.out.splitlines()[-1], done.err
        assert "\n1 rows say something else in a later file" in done.err
        assert ask(tmp_path, "SELECT note FROM activity ORDER BY 1") == [("one",), ("two",), ("two",)]


def test_overlapping_calls_without_an_id_are_not_doubled(cli: Cli, tmp_path: Path) -> None:
    made = folder(
        tmp_path, a__csv=cdr("03 10:00:00", "04 10:00:00", "04 10:00:00"), b__csv=cdr("04 10:00:00", "05 10:00:00")
    )
    assert cli("import", str(made)).out.splitlines()[-1].startswith("read 5 = new 4 + same 1")
    assert ask(tmp_path, "SELECT count(*) FROM activity") == [(4,)]


BAD = "Date,Customer,Rep,Note\n2026-11-02 10:00,Acme,Ann,one\n2026-02-30 10:00,Acme,Ann,two\n"


CONFLICT = "CallID,Time,Direction,Duration,Status\n" + "".join(
    f"1,2026-11-0{day} 10:00:00,Outbound,5,Completed\n" for day in (2, 3)
)


@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        ({"z__csv": BAD}, 1, "week/z.csv, line 3: 2026-02-30 10:00 is no day"),
        ({"z__csv": "Date,Customer,Rep\n03/04/2026,Acme,Ann\n"}, 2, "week/z.csv: dates read two ways"),
        ({"z__csv": SHEET + '"2026-11-02 10:00,A'}, 1, "week/z.csv, line 4: a quote is opened and never closed"),
        ({"z__csv": "Datum;Kunde;Notiz\n2026-11-02 10:00;Müller;x\n".encode("cp1252")}, 1, "z.csv is not"),
        (
            {"z__xml": "<?xml version='1.0'?>\n<calls count='1'><call number='1' x=></calls>"},
            1,
            "week/z.xml, line 2: the XML",
        ),
        ({"z__vcf": CARDS.replace("END:VCARD\n", "")}, 1, "z.vcf, line 1: the card that begins here"),
        ({"z__csv": CONFLICT}, 1, "z.csv: lines 2 and 3"),
        ({"z__csv": "Date,Customer,Note,note\n2026-11-02,Acme,x,y\n"}, 2, "z.csv: two columns are called Note"),
    ],
)
def test_what_is_wrong_with_one_file_refuses_all(
    cli: Cli, tmp_path: Path, files: dict[str, str | bytes], code: int, said: str
) -> None:
    made = folder(tmp_path, a__csv=SHEET, b__vcf=CARDS, **files)
    done = cli("import", str(made))
    assert (done.code, done.out) == (code, "")
    assert said in done.err.splitlines()[-1], done.err
    assert not (tmp_path / "salescli.db").exists()
    if b"\xfc" not in b"".join(path.read_bytes() for path in made.iterdir()):
        return
    assert cli("import", str(made), "--encoding", "cp1252").code == 0
    assert ("Müller",) in ask(tmp_path, "SELECT name FROM customer")


def test_skip_bad_keeps_the_bad_rows_beside_each_file(cli: Cli, tmp_path: Path) -> None:
    made = folder(tmp_path, a__csv=BAD, b__csv=BAD.replace("Acme", "Beta"), c__csv="Date,Customer\nsoon,Acme\n")
    for _time in range(2):
        done = cli("import", f"{made}/", "--skip-bad")
        assert done.code == 0, done.err
        assert "c.csv: none of the 1 rows could be taken" in done.err
        assert "+ rejected 2 · files 2 · files skipped 1" in done.out.splitlines()[-1]
        assert sorted(path.name for path in made.glob("*rejects*")) == ["a.csv.rejects.csv", "b.csv.rejects.csv"]
    assert "2026-02-30 10:00,Beta,Ann,two,3," in (made / "b.csv.rejects.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "holds no file to import"),
        ({"a__jpg": b"\xff"}, "holds no file to import"),
        ({"a__txt": "hello\n", "b__csv": ""}, "none of its files could be taken"),
        ({"a__csv": TASKS + task(1, done=False)}, "none of its files could be taken"),
        ({"a__json": '{"salescli": "plan", "version": 1}'}, "none of its files could be taken"),
    ],
)
def test_a_folder_of_which_nothing_can_be_taken(cli: Cli, tmp_path: Path, files: dict[str, str], said: str) -> None:
    done = cli("import", str(folder(tmp_path, **files)))
    assert (done.code, done.out, said in done.err.splitlines()[-1]) == (1, "", True), done.err
    assert not (tmp_path / "salescli.db").exists()


def test_headers_alone_are_no_error(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", str(folder(tmp_path, Event__csv=EVENTS, Task__csv=TASKS)))
    assert (done.code, done.out.splitlines()[-1][:20]) == (0, "read 0 = new 0 + sam"), done.err
    assert not (tmp_path / "salescli.db").exists()


def test_a_rehearsal_shows_the_rows_of_each(cli: Cli, tmp_path: Path) -> None:
    made = folder(tmp_path, a__csv=SHEET, b__vcf=CARDS, c__csv=SHEET.replace("one", "other"))
    done = cli("import", str(made), "--dry-run")
    assert done.code == 0, done.err
    assert done.out.splitlines()[-1].startswith("read 5 = new 4 + same 1 ")
    assert [line.split()[0] for line in done.out.splitlines()] == (
        ["a.csv:", "line", "2", "3", "b.vcf:", "customer", "Acme", "c.csv:", "line", "2", "3", "read"]
    )
    assert "a rehearsal: nothing was written" in done.err
    assert not (tmp_path / "salescli.db").exists()


OWN_COLUMNS = "Wann,Wer,Was\n02.11.2026 10:00,Acme,one\n"


def test_a_mapping_holds_for_all_tables(cli: Cli, tmp_path: Path) -> None:
    options = ("--map", "at=Wann", "--map", "customer=Wer", "--map", "note=Was")
    made = folder(
        tmp_path, a__csv=OWN_COLUMNS, b__csv=OWN_COLUMNS.replace("one", "two"), c__vcf=CARDS, d__txt="hello\n"
    )
    done = cli("import", str(made), *options, "--save-as", "ours")
    assert done.code == 0, done.err
    assert done.out.splitlines()[-1].startswith("read 3 = new 3 "), done.out
    assert "d.txt" in done.err
    assert "salescli import FILE --as ours" in done.err
    assert cli("import", str(made), "--as", "ours").out.splitlines()[-1].startswith("read 3 = new 0 + same 3 ")
    assert [batch[1] for batch in batches(cli)[:3]] == ["ours", "ours", "vcard"]
    (made / "e.csv").write_text(SHEET)
    refused = cli("import", str(made), "--as", "ours")
    assert (refused.code, refused.out, "e.csv: --map: there is no column Wann" in refused.err) == (2, "", True)


def test_a_format_holds_for_all_tables(cli: Cli, tmp_path: Path) -> None:
    made = folder(tmp_path, a__csv=TASKS + task(1), b__txt="hello\n")
    assert cli("import", str(made), "--as", "salesforce-task").code == 0
    (made / "c.csv").write_text(SHEET)
    refused = cli("import", str(made), "--as", "salesforce-task")
    assert (refused.code, refused.out, "c.csv" in refused.err.splitlines()[-1]) == (2, "", True)


@pytest.mark.parametrize("above", ["", "Voice", "Takeout/Voice"])
def test_a_takeout_and_what_is_above_it(cli: Cli, tmp_path: Path, above: str) -> None:
    calls = tmp_path / "out" / above / "Calls"
    shutil.copytree(FIXTURES / "google-voice", calls)
    (calls.parent / "Phones.vcf").write_text(CARDS)
    (tmp_path / "out" / "archive.html").write_text("<html></html>")
    for path in (f"{calls}/", str(calls)):
        done = cli("import", path)
        assert "read 5 = new " in done.out, done.err
    assert cli("import", f"{tmp_path}/out/", "--skip-bad").out.startswith("read 6 = new 0 + same 4 "), done.err
    assert not list((tmp_path / "out").glob(".rejects*"))
    assert ask(tmp_path, "SELECT count(*) FROM person") == [(0,)]


def test_the_rejects_of_a_takeout_lie_beside_it(cli: Cli, tmp_path: Path) -> None:
    calls = tmp_path / "Calls"
    shutil.copytree(FIXTURES / "google-voice", calls)
    (calls / "Acme - Placed - 2026-11-03T10_00_00Z.html").write_text("<html>")
    assert cli("import", f"{calls}/", "--skip-bad").code == 0
    assert (tmp_path / "Calls.rejects.csv").exists()


def test_more_files_than_sqlite_sees_at_once(cli: Cli, tmp_path: Path) -> None:
    days = {f"day-{day}__csv": cdr(*(f"{day:02} 10:{minute:02}:00" for minute in range(5))) for day in range(1, 16)}
    done = cli("import", str(folder(tmp_path, **days)))
    assert done.out.splitlines()[-1].startswith("read 75 = new 75 "), done.err
    assert [batch[2] for batch in batches(cli)] == [f"day-{day}.csv" for day in range(1, 16)]
    assert cli("doctor").code == 0


@pytest.mark.parametrize("name", [b"\xff.csv", b"a\nb.csv", b"--dry-run.csv", b"a: read 1 = new 7.csv"])
def test_files_of_any_name(cli: Cli, tmp_path: Path, name: bytes) -> None:
    made = folder(tmp_path, z__csv=SHEET.replace("two", "other"))
    Path(os.fsdecode(os.fsencode(made) + b"/" + name)).write_text(SHEET)
    done = cli("import", str(made))
    assert done.code == 0, done.err
    listed = list(csv.DictReader(io.StringIO(cli("import", "list", "-f", "csv").out)))
    assert [(row["format"], row["read"], row["new"]) for row in listed] == [("csv", "2", "2"), ("csv", "2", "1")]
    assert any(row["file"].endswith(name.decode(errors="backslashreplace")) for row in listed)


def test_two_halves_are_the_whole(cli: Cli, tmp_path: Path) -> None:
    whole, halves = tmp_path / "whole", tmp_path / "halves"
    whole.mkdir()
    halves.mkdir()
    header, *rows = table(whole / "all.csv", 300).read_text().splitlines(keepends=True)
    (halves / "1.csv").write_text("".join([header, *rows[:100]]))
    (halves / "2.csv").write_text("".join([header, *rows[100:]]))
    reports = []
    for made in (whole, halves):
        database = {"SALESCLI_DB": str(tmp_path / f"{made.name}.db")}
        assert cli("import", str(made), **database).code == 0
        reports.append(cli("report", "--since", "2020-01-01", "--by", "rep", "-f", "csv", **database).out)
    assert reports[0] == reports[1]


def test_a_folder_is_its_files_one_after_the_other(cli: Cli, tmp_path: Path) -> None:
    made = folder(
        tmp_path,
        a__csv=TASKS + task(1) + task(2),
        b__csv=SHEET,
        c__csv=cdr("03 10:00:00", "04 10:00:00"),
        d__csv=TASKS + task(2, "Later") + task(3),
        e__csv=SHEET.replace("two", "three") + "2026-11-03 10:00,Beta,Bob,four\n",
        f__csv=cdr("04 10:00:00", "04 10:00:00"),
    )
    (made / "a.vcf").write_text(CARDS)
    (made / "g.vcf").write_text(CARDS.replace("Eve", "Fay") + CARDS.replace("Acme", "Zeta"))
    one = {"SALESCLI_DB": str(tmp_path / "one.db")}
    for path in sorted(made.iterdir(), key=lambda path: (path.stem, path.name)):
        assert cli("import", str(path), **one).code == 0
    assert cli("import", str(made)).code == 0
    for words in (("export", "activities"), ("report", "year", "--by", "rep", "-f", "csv"), ("export", "persons")):
        assert without_ids(cli(*words).out) == without_ids(cli(*words, **one).out), words
    files = [[batch[2:4] for batch in batches(cli, **database)] for database in ({}, one)]
    assert files[0] == files[1]
    assert cli("import", str(made)).out.splitlines()[-1].startswith("read 16 = new 0 + same ")
    assert cli("doctor").code == 0


def without_ids(text: str) -> str:
    """What is made here has a uid of its own; and the rows are numbered by when they came, a word said later too."""
    return re.sub(r"^\d+,(?=[0-9a-f]{8}-)|\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]+", "", text, flags=re.MULTILINE)


def test_save_as_is_of_no_use_with_contacts_alone(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", str(folder(tmp_path, a__vcf=CARDS)), "--map", "at=x", "--save-as", "ours")
    assert (done.code, done.out, "holds contacts" in done.err) == (2, "", True), done.err
    assert not (tmp_path / "salescli.db").exists()


def test_killed_it_has_done_nothing_or_everything(cli: Cli, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311  moments, not secrets
    made = folder(tmp_path, b__csv=SHEET, c__vcf=CARDS)
    table(made / "a.csv", 1500)
    command = [sys.executable, "-m", "salescli", "import", str(made)]
    path, begun = tmp_path / "salescli.db", tmp_path / "begun.db"
    assert cli("log", "call", "Acme").code == 0
    shutil.copy(path, begun)
    before = standing(path)
    started = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    whole = time.monotonic() - started
    after = standing(path)
    assert after[:2] == (1503, 3)
    for number in range(8):
        shutil.copy(begun, path)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(chance.uniform(0.5, 1) * whole)
            process.send_signal(signal.SIGKILL)
        assert standing(path) in {before, after}, f"round {number}"
        Path(f"{path}-journal").unlink(missing_ok=True)


@pytest.mark.parametrize("content", [SHEET, BAD])
def test_nothing_staged_is_left_behind(cli: Cli, tmp_path: Path, content: str) -> None:
    made = folder(tmp_path, a__csv=SHEET, b__csv=content, c__vcf=CARDS)
    cli("import", str(made), TMPDIR=str(tmp_path))
    assert not list(tmp_path.glob("salescli-import-*"))
