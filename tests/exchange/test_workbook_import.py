"""Workbooks as imports: what each kind of cell means, which sheet is read, what is said; everything as for CSV."""

import csv
import io
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.exchange.workbooks import MAIN, STRICT, As, Formula, Rows, by_hand, line, sheet_xml, written
from tests.reports.file import Called, called

AT = datetime.fromisoformat("2026-11-02T15:04")
HEADER = ("Date", "Customer", "Phone", "Duration", "Note")


def known(*columns: str) -> list[list[str]]:
    """These columns of all activities, in the order of their moments."""
    done = called("export", "activities", "-f", "csv")
    rows = csv.DictReader(io.StringIO(done.out.decode(), newline=""))
    return [[row[column] for column in columns] for row in sorted(rows, key=lambda row: row["at"])]


def imported(path: Path, *words: str) -> Called:
    """An import that succeeds."""
    done = called("import", str(path), *words)
    assert done.code == 0, done.err
    return done


def taken(folder: Path, rows: Rows, *words: str, **options: Any) -> Called:
    return imported(written(folder / "calls.xlsx", ("Calls", rows), **options), *words)


MOMENTS = [
    (AT, "2026-11-02T15:04:00+08:00", "a date with a time"),
    (As(AT, "m/d/yy h:mm AM/PM"), "2026-11-02T15:04:00+08:00", "an American one"),
    (As(AT, "[$-F800]dddd, mmmm dd, yyyy"), "2026-11-02T15:04:00+08:00", "shown without its time"),
    (As(AT, "h:mm"), "2026-11-02T15:04:00+08:00", "shown without its day"),
    (As(AT, 'yyyy"年"m"月"d"日" h"时"mm"分"'), "2026-11-02T15:04:00+08:00", "a Chinese one"),
    (date(2026, 11, 2), "2026-11-02T12:00:00+08:00", "a day is its noon"),
    (As(46328, "dd.mm.yyyy"), "2026-11-02T12:00:00+08:00", "its number"),
    (
        As(datetime.fromisoformat("2026-11-02"), "dd.mm.yyyy hh:mm"),
        "2026-11-02T00:00:00+08:00",
        "midnight, where a time is shown",
    ),
    (As(46328.6277777, "dd.mm.yyyy hh:mm:ss"), "2026-11-02T15:04:00+08:00", "rounded to the second"),
    ("2026-11-02 15:04", "2026-11-02T15:04:00+08:00", "text"),
    ("13.11.2026 15:04", "2026-11-13T15:04:00+08:00", "text by its own order"),
]


@pytest.mark.parametrize(("value", "at", "_what"), MOMENTS, ids=[what for *_rest, what in MOMENTS])
def test_what_a_date_is(tmp_path: Path, value: object, at: str, _what: str) -> None:
    taken(tmp_path, [HEADER, (value, "Acme")])
    assert known("at") == [[at]]


@pytest.mark.parametrize("since_1904", [False, True])
def test_both_calendars(tmp_path: Path, since_1904: bool) -> None:
    done = taken(tmp_path, [HEADER, (AT, "Acme"), (date(2026, 2, 3), "Acme")], date_1904=since_1904)
    assert known("at") == [["2026-02-03T12:00:00+08:00"], ["2026-11-02T15:04:00+08:00"]]
    assert "dates: " not in done.err


def test_date_cells_beside_text_that_reads_two_ways(tmp_path: Path) -> None:
    rows = [HEADER, (AT, "Acme"), ("03/04/2026", "Beta")]
    path = written(tmp_path / "calls.xlsx", ("Calls", rows))
    done = called("import", str(path))
    assert done.code == 2
    assert "on line 3, 03/04/2026 is 2026-04-03 or 2026-03-04" in done.err
    imported(path, "--date-format", "mdy")
    assert known("at") == [["2026-03-04T12:00:00+08:00"], ["2026-11-02T15:04:00+08:00"]]


@pytest.mark.parametrize("stated", ["%d.%m.%Y", "dmy", "mdy", "%d/%m/%Y %H:%M"])
def test_date_cells_are_dates_whatever_the_format_of_text_is(tmp_path: Path, stated: str) -> None:
    taken(tmp_path, [HEADER, (AT, "Acme"), (date(2026, 10, 9), "Acme")], "--date-format", stated)
    assert known("at") == [["2026-10-09T12:00:00+08:00"], ["2026-11-02T15:04:00+08:00"]]


def test_a_format_by_which_a_date_cell_were_another_day(tmp_path: Path) -> None:
    path = written(tmp_path / "calls.xlsx", ("Calls", [HEADER, (date(2026, 3, 4), "Acme")]))
    done = called("import", str(path), "--date-format", "%Y-%d-%m")
    assert done.code == 2
    assert "2026-03-04 is a date already, and by --date-format another one: leave --date-format out" in done.err


def test_a_column_of_days_and_one_of_times(tmp_path: Path) -> None:
    rows = [("Date", "Time", "Customer"), (date(2026, 11, 2), time(9, 5), "A"), (date(2026, 11, 3), "16:00", "B")]
    taken(tmp_path, [*rows, (date(2026, 11, 4), As(0.5, "h:mm"), "C")])
    assert [at for (at,) in known("at")] == [f"2026-11-0{day}:00+08:00" for day in ("2T09:05", "3T16:00", "4T12:00")]


DURATIONS = [
    (90, "90"),
    (90.0, "90"),
    ("90", "90"),
    (time(0, 5, 30), "330"),
    (As(time(0, 5), "h:mm"), "300"),
    (As(time(0, 5, 30), "mm:ss"), "330"),
    (timedelta(hours=1, minutes=5, seconds=3), "3903"),
    (timedelta(hours=26), "93600"),
    (As(timedelta(minutes=65, seconds=30), "[mm]:ss"), "3930"),
    (As(1.5, "h:mm:ss"), "129600"),
    (Formula("=45*2", 90), "90"),
    (None, ""),
]


@pytest.mark.parametrize(("value", "seconds"), DURATIONS)
def test_how_long(tmp_path: Path, value: object, seconds: str) -> None:
    taken(tmp_path, [HEADER, (AT, "Acme", None, value)])
    assert known("duration_s") == [[seconds]]


TEXTS = [
    (8613912345678, "8613912345678"),
    (8.613912345678e12, "8613912345678"),
    ("0012", "0012"),
    (As(12, "0000"), "0012"),
    (12.0, "12"),
    (1234.5, "1234.5"),
    (0.1 + 0.2, "0.3"),
    (0.00001, "0.00001"),
    (As(1234567.0, "#,##0.00 [$€-407]"), "1234567"),
    (-5, "-5"),
    (True, "TRUE"),
    (False, "FALSE"),
    (As(0.125, "0.00%"), "12.5%"),
    ("a\nb", "a\nb"),
    ("\x07_x0041_ ~ 你好 😀", "\x07_x0041_ ~ 你好 😀"),
    ("=1+1", "=1+1"),
    (Formula('="no"&"te"', "note"), "note"),
    (As("text", "dd.mm.yyyy"), "text"),
    (As(timedelta(minutes=5), "[h]:mm:ss"), "0:05:00"),
    (date(2026, 11, 2), "2026-11-02"),
]


@pytest.mark.parametrize(("value", "text"), TEXTS)
def test_what_other_cells_are_as_text(tmp_path: Path, value: object, text: str) -> None:
    path = written(tmp_path / "calls.xlsx", ("Calls", [HEADER, (AT, "Acme", None, None, value)]))
    imported(path)
    exported = called("export", "activities", "-f", "csv", "--columns", "note", "--raw").out.decode()
    assert list(csv.reader(io.StringIO(exported, newline="")))[1:] == [[text]]


def test_numbers_of_telephones_and_ids(tmp_path: Path) -> None:
    rows = [("id", *HEADER), (1001.0, AT, "Acme", 8613912345678), (1002, AT, "Acme", "007")]
    taken(tmp_path, rows, "--map", "id=id", "--source", "ann")
    assert sorted(known("source_id", "number")) == [["1001", "8613912345678"], ["1002", "007"]]


BAD_CELLS = [
    (Formula("=NA()", "#N/A"), "Customer: the cell holds the error #N/A"),
    (Formula("=A1+#REF!", "#REF!"), "Customer: the cell holds the error #REF!"),
    (1234567890123456789, "Customer: a number of more than 15 figures"),
]


@pytest.mark.parametrize(("value", "reason"), BAD_CELLS)
def test_cells_without_a_value(tmp_path: Path, value: object, reason: str) -> None:
    rows = [("Date", "Customer", "Calculated"), (AT, value, 1), (AT, "Acme", value)]
    path = written(tmp_path / "calls.xlsx", ("Calls", rows))
    done = called("import", str(path))
    assert done.code == 1
    assert f"line 2: {reason}" in done.err
    assert not (tmp_path / "salescli.db").exists()
    assert imported(path, "--skip-bad").out.startswith(b"read 2 = new 1 + same 0 + changed 0 + skipped 0 + rejected 1")
    rejects = list(csv.reader((tmp_path / "calls.xlsx.rejects.csv").open(encoding="utf-8", newline="")))
    assert rejects[0] == ["Date", "Customer", "Calculated", "line", "reason"]
    assert rejects[1][3] == "2"
    assert rejects[1][4].startswith(reason)


@pytest.mark.parametrize("cell", ["<c><f>A1</f></c>", "<c><f>A1</f><v/></c>", '<c t="n"><f>A1</f><v></v></c>'])
def test_a_formula_that_was_never_calculated(tmp_path: Path, cell: str) -> None:
    at = '<c t="inlineStr"><is><t>2026-11-02 15:04</t></is></c>'
    rows = f'{line(1, "Date", "Customer")}<row r="2">{at}{cell}</row>'
    done = called("import", str(by_hand(tmp_path / "calls.xlsx", sheet_xml(rows))))
    assert done.code == 1
    assert "line 2: Customer: a formula whose value is not in the file: open it in a spreadsheet program" in done.err


def test_a_formula_whose_value_is_an_empty_text(tmp_path: Path) -> None:
    at = '<c t="inlineStr"><is><t>2026-11-02 15:04</t></is></c>'
    cell = '<c t="str"><f>IF(A1,B1,"")</f><v></v></c>'
    rows = f'{line(1, "Date", "Customer")}<row r="2">{at}{cell}</row><row r="3"><c/>{cell}</row>'
    assert imported(by_hand(tmp_path / "calls.xlsx", sheet_xml(rows))).out.startswith(b"read 1 = new 1 ")


def test_which_sheet_is_read(tmp_path: Path) -> None:
    calls: Rows = [HEADER, (AT, "Acme")]
    about: Rows = [("How to read this",), ("Call me",)]
    path = written(tmp_path / "calls.xlsx", ("Empty", []), ("About", about), ("Calls", calls), ("More", calls))
    done = imported(path)
    assert "calls.xlsx: workbook, sheet Calls, 2 columns · not read: About, More\n" in done.err.replace(
        "5 col", "2 col"
    )
    assert known("customer") == [["Acme"]]
    assert imported(path, "--sheet", "more").out.startswith(b"read 1 = new 0 + same 1")
    absent = called("import", str(path), "--sheet", "Anrufe")
    assert absent.code == 2
    assert "has no sheet Anrufe; there are Empty, About, Calls, More" in absent.err
    assert called("import", str(path), "--sheet", "Empty").code == 1


def test_sheets_that_are_hidden(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        if sheet.name == "Old":
            sheet.hide()

    sheets = [("New", [HEADER, (AT, "Acme")]), ("Old", [HEADER, (AT, "Beta")])]
    path = tmp_path / "calls.xlsx"
    written(path, ("First", [("x",)]), sheets[1], sheets[0], touch=hide)
    done = imported(path)
    assert "sheet New" in done.err
    assert "not read: First, Old (hidden)" in done.err
    imported(path, "--sheet", "Old")
    assert known("customer") == [["Acme"], ["Beta"]]


def test_sheet_is_for_workbooks(tmp_path: Path) -> None:
    table = tmp_path / "calls.csv"
    table.write_text("Date,Customer\n2026-11-02,Acme\n")
    assert "--sheet says which sheet of a workbook; " in called("import", str(table), "--sheet", "x").err
    assert "is a folder" in called("import", str(tmp_path), "--sheet", "x").err


def test_the_sheet_by_a_mapping(tmp_path: Path) -> None:
    sheets: list[tuple[str, Rows]] = [("A", [("Wann", "Wo"), ("x", "y")]), ("B", [("Wann", "Wer"), (AT, "Acme")])]
    path = written(tmp_path / "liste.xlsx", *sheets)
    mapping = ("--map", "at=Wann", "--map", "customer=Wer")
    assert "sheet B" in imported(path, *mapping, "--save-as", "ours").err
    assert imported(path, "--as", "ours").out.startswith(b"read 1 = new 0 + same 1")


def test_lines_are_the_rows_of_the_sheet(tmp_path: Path) -> None:
    above: Rows = [("Report of calls",), (), (None, "by", "Ann"), ()]
    table: Rows = [(None, None, *HEADER), (None, None, AT, "Acme"), (), (" ",), ("x", None, "31.02.2026", "Beta")]
    path = written(tmp_path / "calls.xlsx", ("Calls", [*above, *table]))
    done = called("import", str(path))
    assert done.code == 1
    assert ", line 9: 31.02.2026 is no day of the calendar" in done.err
    assert imported(path, "--skip-bad").out.startswith(b"read 2 = new 1")


def test_a_header_no_further_than_fifteen_rows(tmp_path: Path) -> None:
    notes: Rows = [(f"note {number}", "x") for number in range(15)]
    path = written(tmp_path / "calls.xlsx", ("Calls", [*notes[:14], HEADER, (AT, "Acme")]))
    imported(path)
    path = written(tmp_path / "calls.xlsx", ("Calls", [*notes, HEADER, (AT, "Acme")]))
    assert called("import", str(path)).code == 2


def test_merged_cells_and_hidden_rows(tmp_path: Path) -> None:
    def touch(sheet: Any) -> None:
        sheet.merge_range("A1:C1", "Calls of November")
        sheet.merge_range("B3:B5", "Acme")
        sheet.merge_range("B6:C7", "Beta")
        sheet.set_row(3, None, None, {"hidden": True})

    days: Rows = [(AT.replace(day=day),) for day in range(2, 8)]
    done = taken(tmp_path, [(), HEADER, *days], touch=touch)
    assert "hidden rows, taken too: 1 · merged cells, whose value each of their rows has: 2" in done.err
    assert known("customer", "number") == [["Acme", ""]] * 3 + [["Beta", ""]] * 2 + [["", ""]]


def test_a_sheet_that_is_formatted_to_its_end(tmp_path: Path) -> None:
    rows = line(1, *HEADER[:2]) + line(2, "2026-11-02 15:04", "Acme")
    rows += "".join(f'<row r="{number}" s="1" customFormat="1"><c s="1"/></row>' for number in range(3, 200_000))
    path = by_hand(tmp_path / "calls.xlsx", sheet_xml(rows + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'))
    assert imported(path).out.startswith(b"read 1 = new 1 ")


def test_short_and_long_rows(tmp_path: Path) -> None:
    taken(tmp_path, [("Date", "Customer", "Note"), (AT,), (AT, "Acme", "n", "beside", "it"), (None, None, None, "sum")])
    assert sorted(known("customer", "note")) == [["", ""], ["Acme", "n"]]


def test_everything_as_for_a_csv(tmp_path: Path) -> None:
    path = written(tmp_path / "calls", ("Calls", [HEADER, (AT, "Acme"), (AT, "Acme"), ("nonsense", "Beta")]))
    rehearsal = imported(path, "--skip-bad", "--dry-run")
    assert b"read 3 = new 2 " in rehearsal.out
    assert b"Acme" in rehearsal.out
    assert not (tmp_path / "salescli.db").exists()
    assert imported(path, "--skip-bad").out.startswith(b"read 3 = new 2 ")
    assert imported(path, "--skip-bad").out.startswith(b"read 3 = new 0 + same 2 ")
    assert called("import", "undo", "1").code == 0
    assert known("at") == []


def test_the_standard_input(cli: Cli, tmp_path: Path) -> None:
    import subprocess
    import sys

    path = written(tmp_path / "calls.xlsx", ("Calls", [HEADER, (AT, "Acme")]))
    with path.open("rb") as file:
        command = [sys.executable, "-m", "salescli", "import", "-"]
        done = subprocess.run(command, stdin=file, capture_output=True, check=False, timeout=60)
    assert done.stdout.startswith(b"read 1 = new 1"), done.stderr


HUBSPOT = (
    "Record ID",
    "Activity date",
    "Call outcome",
    "Call direction",
    "Call duration",
    "Associated Company",
    "To Number",
)
ZOHO = ("Record Id", "Subject", "Call Type", "Call Start Time", "Call Duration", "Call Owner", "Account Name")


def test_an_export_of_hubspot_saved_as_a_workbook(tmp_path: Path) -> None:
    row = (
        210000000001,
        As(AT, "yyyy-mm-dd hh:mm"),
        "Busy",
        "Outbound",
        As(time(0, 0, 42), "hh:mm:ss"),
        "Acme",
        491701234567,
    )
    done = taken(tmp_path, [HUBSPOT, row])
    assert "format: HubSpot calls" in done.err
    assert known("source_id", "outcome", "duration_s", "number") == [["210000000001", "busy", "42", "491701234567"]]


def test_an_export_of_zoho_that_a_spreadsheet_took_minutes_for_hours_in(tmp_path: Path) -> None:
    durations = [As(time(5, 0), "h:mm"), As(timedelta(hours=26, minutes=30), "[h]:mm:ss"), "0:30"]
    rows = [(number, "Call", "Outbound", AT, each, "Ann", "Acme") for number, each in enumerate(durations, 1)]
    taken(tmp_path, [ZOHO, *rows])
    assert sorted(known("source_id", "duration_s")) == [["1", "300"], ["2", "1590"], ["3", "30"]]


def test_our_own_export_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = [
        "=SUM(A1)",
        "'=quoted",
        "''+two",
        "'plain",
        "-5",
        "- list",
        "a\nb",
        "007",
        "TRUE",
        "2026-11-02",
        "_x0041_",
        "1e5",
    ]
    rows: Rows = [
        HEADER,
        *((AT.replace(minute=at), "=Acme", "+49 1", at, note) for at, note in enumerate(notes)),
    ]
    taken(tmp_path, rows)
    assert called("log", "visit", "Beta", "-p", "Max", "-o", "won", "--at", "2026-11-03 09:00").code == 0
    table, book = (tmp_path / f"all.{form}" for form in ("csv", "xlsx"))
    for path in (table, book):
        assert called("export", "activities", "-O", str(path)).code == 0
    again = imported(book, "--tz", "Asia/Shanghai")
    assert again.out.startswith(b"read 13 = new 0 + same 13 ")
    assert "times without an offset: Asia/Shanghai\n" in again.err
    monkeypatch.setenv("SALESCLI_DB", str(tmp_path / "other.db"))
    assert imported(book).out.startswith(b"read 13 = new 13 ")
    assert called("export", "activities", "-f", "csv").out == table.read_bytes()


def test_our_own_csv_that_a_spreadsheet_saved_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken(tmp_path, [HEADER, (AT, "Acme", None, 30, "=SUM(A1)")])
    table = list(csv.reader(io.StringIO(called("export", "activities", "-f", "csv").out.decode(), newline="")))
    path = written(tmp_path / "all.xlsx", ("all", table))
    monkeypatch.setenv("SALESCLI_DB", str(tmp_path / "other.db"))
    imported(path)
    assert known("note") == [["'=SUM(A1)"]]  # guarded again on the way out, once


def test_contacts_in_a_workbook(tmp_path: Path) -> None:
    header = ("First Name", "Last Name", "Organization Name", "Phone 1 - Value")
    rows: Rows = [header, ("Max", "Muster", "Acme", 491701234567), ("Eva", "Ohne", Formula("=NA()", "#N/A"), None)]
    path = written(tmp_path / "contacts.xlsx", ("Info", [("x",)]), ("Contacts", rows))
    done = called("import", str(path))
    assert "line 3: Organization Name: the cell holds the error #N/A" in done.err
    assert imported(path, "--skip-bad").out.startswith(b"read 2 = new 1 ")


def test_a_workbook_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    written(tmp_path / "team" / "ann.xlsx", ("Calls", [HEADER, (AT, "Acme")]))
    (tmp_path / "team" / "bob.csv").write_text("Date,Customer,Note\n2026-11-03 10:00,Beta,x\n")
    imported(tmp_path / "team")
    assert known("customer") == [["Acme"], ["Beta"]]


def test_texts_of_several_pieces_and_strict_workbooks(tmp_path: Path) -> None:
    pieces = "<si><r><t>Ac</t></r><r><rPr/><t>me</t></r><rPh><t>read aloud</t></rPh></si>"
    strings = f'<sst xmlns="{STRICT}"><si><t>Date</t></si><si><t>Customer</t></si>{pieces}</sst>'
    header = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c>'
    cells = '<c r="A2" t="d"><v>2026-11-02T15:04:00.000</v></c><c r="B2" t="s"><v>2</v></c>'
    sheet = sheet_xml(f'<row r="1">{header}</row><row>{cells}</row>', space=STRICT)
    imported(by_hand(tmp_path / "calls.xlsx", sheet, strings))
    assert known("at", "customer") == [["2026-11-02T15:04:00+08:00", "Acme"]]


def test_cells_that_do_not_say_where_they_stand(tmp_path: Path) -> None:
    at, name = (f"<is><t>{text}</t></is>" for text in ("2026-11-02 15:04", "Acme"))
    cells = f'<c/><c r="C2"/><c t="inlineStr">{at}</c><c/><c t="inlineStr">{name}</c>'
    sheet = sheet_xml(line(1, "", "", "", "Date", "", "Customer") + f'<row r="2">{cells}</row>')
    imported(by_hand(tmp_path / "calls.xlsx", sheet))
    assert known("at", "customer") == [["2026-11-02T15:04:00+08:00", "Acme"]]


def test_prefixes_and_other_cases_of_names(tmp_path: Path) -> None:
    rows = line(1, "Date", "Customer") + line(2, "2026-11-02 15:04", "Acme")
    sheet = (
        sheet_xml(rows).replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")
    )
    path = by_hand(tmp_path / "calls.xlsx", "", **{"xl\\Worksheets\\Sheet1.xml": sheet})
    assert MAIN in sheet
    imported(path)
    assert known("customer") == [["Acme"]]
