"""Workbooks for tests: by xlsxwriter as people's are, and by hand as nobody should make them."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FORMATS = {datetime: "dd.mm.yyyy hh:mm:ss", date: "dd/mm/yyyy", time: "h:mm:ss", timedelta: "[h]:mm:ss"}


class As(NamedTuple):
    """A value that is shown by this number format."""

    value: Any
    format: str


class Formula(NamedTuple):
    """A formula with the value last calculated."""

    text: str
    value: Any


Rows = Sequence[Sequence[Any]]
Touch = Callable[[Worksheet], object]


def written(path: Path, *sheets: tuple[str, Rows], touch: Touch | None = None, **options: Any) -> Path:
    """A workbook of these sheets; None is an empty cell. `touch` does more to each sheet."""
    book = Workbook(str(path), {"strings_to_formulas": False, **options})
    for title, rows in sheets:
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                _write(book, sheet, number, place, value)
        if touch:
            touch(sheet)
    book.close()
    return path


def _write(book: Workbook, sheet: Worksheet, number: int, place: int, value: Any) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(number, place, value.text, None, value.value)
        return
    shown = _FORMATS.get(type(value), "")
    if isinstance(value, As):
        value, shown = value
    style = book.add_format({"num_format": shown}) if shown else None
    if isinstance(value, str):
        sheet.write_string(number, place, value, style)
    elif value is not None:
        sheet.write(number, place, value, style)


def sheet_xml(rows: str, before: str = "", after: str = "", space: str = MAIN) -> str:
    """A sheet's part around its rows."""
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{space}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def line(number: int, *texts: str) -> str:
    """A row of texts that stand in their cells."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'


def by_hand(path: Path, sheet: str | bytes, strings: str | bytes | None = None, **more: str | bytes) -> Path:
    """A zip with the parts of a workbook: its one sheet, its texts, and `more`, by their paths."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Calls" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": strings or f'<sst xmlns="{MAIN}"/>',
        **more,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


def _relations(*listed: tuple[str, str, str]) -> str:
    each = "".join(f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for id_, kind, to in listed)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'
