"""Workbooks, read back from their XML: types, texts that hurt, limits."""

import errno
import io
import os
import re
import zipfile
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest

from salescli.model.errors import Impossible
from salescli.render import workbook_cells
from salescli.render.workbook import write_workbook

NOW = datetime.fromisoformat("2026-11-18T15:04:00+08:00")
SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
HURTS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "{=1+1}",
    "'=1",
    "http://example.com",
    "mailto:a@example.com",
    "<r></is></c><c><f>1+1</f></c></r>",
    "<r><t>rich</t></r>",
    "a & b < c > \"d\" 'e'",
    " led and followed ",
    "two\nlines\r\nand\rmore\ttab",
    "\x01\x1f\x7f",
    "_x0041_ and _x000D_",
    "🎉 emoji",
    "שלום \u202eRTL",
    "中文，全角＝１",
    "\ufffe\uffff",
    "0123",
    "1e5",
    "TRUE",
]


def written(columns: list[str], rows: list[list[object]]) -> dict[str, str]:
    """The parts of the workbook, as text."""
    file = io.BytesIO()
    write_workbook(file, "sheet", columns, [rows] if rows else [], NOW, NOW.tzinfo)  # type: ignore[list-item]
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def cells(parts: dict[str, str]) -> list[dict[str, tuple[str, str, str]]]:
    """The sheet's rows: column letter -> (type, style, text)."""
    sheet = ET.fromstring(parts["xl/worksheets/sheet1.xml"])  # noqa: S314  our own
    found = []
    for row in sheet.iterfind(".//m:row", SPACE):
        line = {}
        for cell in row.iterfind("m:c", SPACE):
            texts = "".join(each.text or "" for each in cell.iter() if each.tag.endswith(("}t", "}v")))
            letters = re.sub(r"\d", "", cell.get("r") or "")
            line[letters] = (cell.get("t") or "n", cell.get("s") or "0", unescaped(texts))
        found.append(line)
    return found


def unescaped(text: str) -> str:
    """What Excel shows for `_xHHHH_`."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.parametrize("text", HURTS)
def test_a_text_is_that_text_and_nothing_else(text: str) -> None:
    parts = written(["id", "note"], [[1, text], [2, "after"]])
    assert "<f>" not in parts["xl/worksheets/sheet1.xml"]
    assert "hyperlink" not in parts["xl/worksheets/sheet1.xml"]
    _header, first, second = cells(parts)
    kind, _style, shown = first["B"]
    assert (kind, shown) == ("inlineStr", text)
    assert second["B"][2] == "after"


def test_types() -> None:
    columns = ["id", "day", "amount", "at", "note", "attainment"]
    rows = [
        [7, "2026-11-18", "12.5", "2026-11-18T15:04:00+08:00", "2026-11-18", 0.25],
        [8, "1900-02-28", None, None, "", None],
        [9, "9999-12-31", "40", "2026-11-18T23:59:59-03:30", "0", 3],
        [10, "no day", "0.1", "2026-11-18T17:04:00Z", "a", 1 / 3],
    ]
    parts = written(columns, rows)  # type: ignore[arg-type]
    header, first, second, third, fourth = cells(parts)
    assert [header[letter][2] for letter in "ABCDEF"] == columns
    assert {header[letter][1] for letter in "ABCDEF"} == {"3"}
    assert first == {
        "A": ("n", "0", "7"),
        "B": ("n", "1", "46344"),
        "C": ("n", "0", "12.5"),
        "D": ("n", "2", "46344.62777777778"),
        "E": ("inlineStr", "0", "2026-11-18"),
        "F": ("n", "0", "0.25"),
    }
    assert second == {"A": ("n", "0", "8"), "B": ("inlineStr", "0", "1900-02-28")}
    assert third["B"] == ("n", "1", "2958465")
    assert third["D"] == ("n", "2", "46344.99998842592")  # the time as it was there
    assert fourth["B"] == ("inlineStr", "0", "no day")
    assert fourth["D"] == ("n", "2", "46345.04444444444")  # UTC is put into the reader's zone
    assert fourth["F"] == ("n", "0", "0.3333333333333333")
    assert 'formatCode="yyyy-mm-dd"' in parts["xl/styles.xml"]
    assert 'formatCode="yyyy-mm-dd hh:mm:ss"' in parts["xl/styles.xml"]


@pytest.mark.parametrize("text", HURTS)
def test_cells_are_as_the_library_writes_them(text: str) -> None:
    """Ours is quicker, and the same, but that `<r>…</r>` is no markup."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(file, options)
    sheet = book.add_worksheet("sheet")
    sheet.write_string(0, 0, "id")
    sheet.write_string(0, 1, "note")
    sheet.write_number(1, 0, 1)
    sheet.write_string(1, 1, text)
    book.close()
    with zipfile.ZipFile(file) as packed:
        theirs = packed.read("xl/worksheets/sheet1.xml").decode()
    row = re.compile(r'<row r="2">.*</row>', re.DOTALL)
    ours = written(["id", "note"], [[1, text]])["xl/worksheets/sheet1.xml"]
    if not (text.startswith("<r>") and text.endswith("</r>")):
        assert row.findall(ours) == row.findall(theirs)


def test_a_long_page_and_many_pages() -> None:
    file = io.BytesIO()
    lists = [[[number, f"n{number}"] for number in range(start, start + 3)] for start in range(0, 30, 3)]
    write_workbook(file, "sheet", ["id", "note"], [[], *lists, []], NOW, None)
    with zipfile.ZipFile(file) as packed:
        found = cells({"xl/worksheets/sheet1.xml": packed.read("xl/worksheets/sheet1.xml").decode()})
    assert [(row["A"][2], row["B"][2]) for row in found[1:]] == [(str(number), f"n{number}") for number in range(30)]


@pytest.mark.parametrize("rows", [0, 3])
def test_the_header_is_frozen_and_filters(rows: int) -> None:
    sheet = written(["id", "note"], [[number, "x"] for number in range(rows)])["xl/worksheets/sheet1.xml"]
    assert 'topLeftCell="A2"' in sheet
    assert 'state="frozen"' in sheet
    assert f'<autoFilter ref="A1:B{rows + 1}"/>' in sheet


def test_equal_rows_are_equal_bytes() -> None:
    assert written(["id"], [[1]]) == written(["id"], [[1]])


def test_what_does_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(written(["id", "note"], [[1, "x" * 32767]])["xl/worksheets/sheet1.xml"]) > 32767
    for text in ("x" * 32768, "🎉" * 16384):  # Excel counts an emoji as two
        with pytest.raises(Impossible, match="note of #4 is longer than the 32767 characters that a cell holds"):
            written(["id", "note"], [[4, text]])
    monkeypatch.setattr(workbook_cells, "MOST_ROWS", 2)
    with pytest.raises(Impossible, match="a sheet holds 2 rows, not 3: take fewer"):
        written(["id"], [[1], [2], [3]])


class _Full(io.BytesIO):
    """A file on a disk that has no room."""

    def write(self, _data: object) -> int:  # type: ignore[override]
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError, match="No space left on device"):
        write_workbook(_Full(), "sheet", ["id"], [[[1]]], NOW, None)


def test_the_sheet_says_how_large_it_is() -> None:
    sheet = written(["id", "note"], [[number, "x"] for number in range(5)])["xl/worksheets/sheet1.xml"]
    assert '<dimension ref="A1:B6"/>' in sheet
