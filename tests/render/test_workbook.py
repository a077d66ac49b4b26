"""Workbooks, read back from their XML: types, texts that hurt, limits."""

import io
import re
import zipfile
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest

from salescli.model.errors import Impossible
from salescli.render import workbook
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
    write_workbook(file, "sheet", columns, [rows] if rows else [], NOW)  # type: ignore[list-item]
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
        [9, "9999-12-31", "40", None, "0", 3],
    ]
    parts = written(columns, rows)  # type: ignore[arg-type]
    header, first, second, third = cells(parts)
    assert [header[letter][2] for letter in "ABCDEF"] == columns
    assert {header[letter][1] for letter in "ABCDEF"} == {"1"}
    assert first == {
        "A": ("n", "0", "7"),
        "B": ("n", "2", "46344"),
        "C": ("n", "0", "12.5"),
        "D": ("inlineStr", "0", "2026-11-18T15:04:00+08:00"),
        "E": ("inlineStr", "0", "2026-11-18"),
        "F": ("n", "0", "0.25"),
    }
    assert second == {"A": ("n", "0", "8"), "B": ("inlineStr", "0", "1900-02-28")}
    assert third["B"] == ("n", "2", "2958465")
    assert 'formatCode="yyyy-mm-dd"' in parts["xl/styles.xml"]


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
    with pytest.raises(Impossible, match="note of #4 is longer than the 32767 characters that a cell holds"):
        written(["id", "note"], [[4, "x" * 32768]])
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    with pytest.raises(Impossible, match="a sheet holds 2 rows"):
        written(["id"], [[1], [2], [3]])
