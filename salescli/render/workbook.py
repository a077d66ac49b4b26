"""Rows as an Excel workbook: one sheet, typed cells, a row in memory at a time. No cell is ever a formula or a link."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from salescli.i18n import _
from salescli.model.errors import Impossible

MOST_ROWS = 1_048_575  # of a sheet, the header aside
LONGEST_TEXT = 32_767  # of a cell
DAYS = {"day", "from", "ramp_until", "start", "end"}
NUMBERS = {"amount", "ramp_to"}  # kept as text with all their decimals
_FIRST_DAY = date(1900, 3, 1)  # before, Excel counts a day that never was
_DAY_NOUGHT = date(1899, 12, 30).toordinal()
_WIDTHS = {"uid": 38, "note": 50, "customer": 28, "person": 20, "why": 30, "name": 28, "aliases": 30, "number": 18}
_INSTANTS = {"at", "logged_at", "recorded_at"}

Row = Sequence[str | int | float | None]


class _Plain(Worksheet):
    """A sheet whose texts are texts: in constant memory xlsxwriter takes `<r>…</r>` for XML and writes it as it is."""

    def _xml_rich_inline_string(self, string: str, attributes: Any = None) -> None:  # noqa: ANN401  its signature
        self._xml_inline_string(string, True, attributes)  # noqa: FBT003  as above


def write_workbook(
    file: BinaryIO, title: str, columns: Sequence[str], lists: Iterable[Sequence[Row]], made: datetime
) -> None:
    """Write the rows, list by list. `title` is the sheet's; `made` stands in the workbook as its time of making.

    Numbers are numbers, the columns of DAYS dates; instants stay text, since a spreadsheet knows no offset from UTC.
    Raises Impossible where a sheet or a cell cannot hold it all.
    """
    with TemporaryDirectory(prefix="salescli-") as folder:
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        book = Workbook(file, options)
        book.use_zip64()
        book.set_properties({"created": made.replace(tzinfo=None)})
        sheet = book.add_worksheet(title, worksheet_class=_Plain)
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for place, name in enumerate(columns):
            sheet.set_column(place, place, _width(name))
            sheet.write_string(0, place, name, bold)
        sheet.freeze_panes(1, 0)
        last = _fill(sheet, columns, lists, day)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        book.close()


def _fill(sheet: Worksheet, columns: Sequence[str], lists: Iterable[Sequence[Row]], day: Format) -> int:
    """Write the rows under the header; returns the number of the last."""
    write_string, write_number = sheet.write_string, sheet.write_number
    days = {place for place, name in enumerate(columns) if name in DAYS}
    numbers = {place for place, name in enumerate(columns) if name in NUMBERS}
    at = 0
    for rows in lists:
        if at + len(rows) > MOST_ROWS:
            message = _("a sheet holds {most} rows: take fewer with --since and --until, or -f csv")
            raise Impossible(message.format(most=MOST_ROWS))
        for at, row in enumerate(rows, at + 1):  # noqa: B020  goes on counting
            for place, value in enumerate(row):
                if value is None or value == "":
                    continue
                if not isinstance(value, str):
                    write_number(at, place, value)
                elif place in days and (serial := _serial(value)) is not None:
                    write_number(at, place, serial, day)
                elif place in numbers:
                    write_number(at, place, float(value))
                elif write_string(at, place, value):
                    raise Impossible(_too_long(columns, place, row))
    return at


def _too_long(columns: Sequence[str], place: int, row: Row) -> str:
    message = _("{column} of {name} is longer than the {most} characters that a cell holds: take -f csv")
    name = f"#{row[0]}" if columns[0] == "id" else "a row"
    return message.format(column=columns[place], name=name, most=LONGEST_TEXT)


@lru_cache(maxsize=4096)
def _serial(text: str) -> int | None:
    """The number by which Excel knows an ISO day; None for what is none, or before its calendar is right."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day.toordinal() - _DAY_NOUGHT if day >= _FIRST_DAY else None


def _width(name: str) -> int:
    return _WIDTHS.get(name) or (26 if name in _INSTANTS else 12)
