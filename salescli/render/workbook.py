"""Rows as an Excel workbook: one sheet, typed cells, a page of rows in memory. No cell is ever a formula or a link."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, tzinfo
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from salescli.exchange.column_kinds import DAY, INSTANT, kind
from salescli.i18n import _
from salescli.model.errors import Impossible
from salescli.render.workbook_cells import LONGEST_TEXT, Cells, Row, TooLong, accept_rows

_WIDTHS = {"uid": 38, "note": 50, "customer": 28, "person": 20, "why": 30, "name": 28, "aliases": 30, "number": 18}


class _Sheet(Worksheet):
    """A sheet that takes rows as they will stand in its file: xlsxwriter's own way costs three times as much."""

    row_data_fh: Any
    dim_rowmax: Any

    def append(self, rows: str, last: int) -> None:
        """Put rows under those that are there; `last` is the number of the last of them, from 0."""
        if self.previous_row < last:
            self._write_single_row(last)  # the header, which waits for a row to follow
        self.row_data_fh.write(rows)
        self.dim_rowmax = last


class _Target:
    """The file. After an error it takes everything and keeps nothing, so that a half zip is closed without a word."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._failed = file, False

    def write(self, data: bytes) -> int:
        return self._tried(lambda: self._file.write(data))

    def flush(self) -> None:
        self._tried(lambda: self._file.flush() or 0)

    def seek(self, place: int, whence: int = 0) -> int:
        return self._tried(lambda: self._file.seek(place, whence))

    def tell(self) -> int:
        return self._tried(self._file.tell)

    def _tried(self, step: Callable[[], int]) -> int:
        if self._failed:
            return 0
        try:
            return step()
        except OSError:
            self._failed = True
            raise


def write_workbook(
    file: BinaryIO,
    title: str,
    columns: Sequence[str],
    lists: Iterable[Sequence[Row]],
    made: datetime,
    zone: tzinfo | None,
) -> None:
    """Write the rows, list by list. `title` is the sheet's; `made` stands in the workbook as its time of making.

    Numbers are numbers, days dates, instants the local time of their own offset; those in UTC are put into `zone`,
    None for the machine's. Raises Impossible where a sheet or a cell cannot hold it all, OSError where the disk cannot.
    """
    with TemporaryDirectory(prefix="salescli-") as folder:
        target: Any = _Target(file)
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        book = Workbook(target, options)
        book.use_zip64()
        book.set_properties({"created": made.replace(tzinfo=None)})
        sheet: Any = book.add_worksheet(title, worksheet_class=_Sheet)
        cells = Cells(columns, _headed(book, sheet, columns), zone)
        try:
            last = _fill(sheet, columns, lists, cells)
            sheet.autofilter(0, 0, last, len(columns) - 1)
            book.close()
        except FileCreateError as error:  # the library's own name for what went wrong with the file
            raise error.args[0] from None
        finally:
            sheet.row_data_fh.close()  # or Windows would not let go of the folder


def _headed(book: Workbook, sheet: Any, columns: Sequence[str]) -> dict[str, int]:  # noqa: ANN401  has no types
    """Write the header, which stays in sight; returns the numbers of the formats that cells have."""
    bold = book.add_format({"bold": True})
    for place, name in enumerate(columns):
        sheet.set_column(place, place, _width(name))
        sheet.write_string(0, place, name, bold)
    sheet.freeze_panes(1, 0)
    shown = {DAY: "yyyy-mm-dd", INSTANT: "yyyy-mm-dd hh:mm:ss"}
    formats: dict[str, Any] = {what: book.add_format({"num_format": each}) for what, each in shown.items()}
    return {what: each._get_xf_index() for what, each in formats.items()}  # noqa: SLF001


def _fill(sheet: _Sheet, columns: Sequence[str], lists: Iterable[Sequence[Row]], cells: Cells) -> int:
    """Write the rows under the header; returns the number of the last."""
    last = 0
    for rows in filter(None, lists):
        accept_rows(last + len(rows))
        try:
            written = cells.rows(rows, last + 2)
        except TooLong as cell:
            raise Impossible(_too_long(columns, cell)) from None
        last += len(rows)
        sheet.append(written, last)
    return last


def _too_long(columns: Sequence[str], cell: TooLong) -> str:
    message = _("{column} of {name} is longer than the {most} characters that a cell holds: take -f csv")
    name = f"#{cell.row[0]}" if columns[0] == "id" else _("a row")
    return message.format(column=columns[cell.place], name=name, most=LONGEST_TEXT)


def _width(name: str) -> int:
    return _WIDTHS.get(name) or (20 if kind(name) == INSTANT else 12)
