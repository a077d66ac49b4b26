"""A sheet's XML as rows, found piece by piece; some ten million cells come through here, and each step counts."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from salescli.exchange import cell_values, number_formats
from salescli.exchange.cell_values import Fault
from salescli.exchange.table import LONGEST_CELL
from salescli.exchange.workbook_file import Book
from salescli.exchange.workbook_parts import is_true
from salescli.exchange.xml_parts import NAMESPACES, BadXml, feed, make_parser
from salescli.i18n import _

MOST_COLUMNS = 2_000  # with something in them; Excel has 16,384
_MOST_ROWS = 1_048_576
_LOOKED_AT = 10_000  # rows in which a table begins
_LONGEST_ROW = 4 * LONGEST_CELL  # characters
_MOST_MERGED = 100_000  # ranges of several rows
_OF_KIND: dict[str, Callable[[str], str | Fault]] = {
    "e": cell_values.error,
    "b": cell_values.boolean,
    "d": cell_values.iso,
}
_FIGURES = "0123456789"


class SheetRow(NamedTuple):
    """A row with something in it: its number in the sheet, its cells from the first column on, what is wrong with them
    by their place."""

    number: int
    cells: list[str]
    faults: dict[int, str] | None
    hidden: bool


class Merged(NamedTuple):
    """Cells that are one, over several rows: both rows by their numbers, the first column from 0."""

    first: int
    last: int
    place: int


class SheetParser:
    """Reads one sheet. `short` are the columns with times that show no seconds; `merged` is complete at the end."""

    def __init__(self, book: Book, *, whole: bool = True) -> None:
        """Nothing is read yet. Where not the `whole` sheet is wanted, what lies far to the right is left out."""
        self._whole = whole
        self.short: set[int] = set()
        self.merged: list[Merged] = []
        self._values, self._strings = book.values, book.strings
        self._parser = make_parser(self._start, self._end)
        self._rows: list[SheetRow] = []
        self._number, self._place, self._columns = 0, -1, _Columns()
        self._cells: list[str] = []
        self._faults: dict[int, str] = {}
        self._length = 0
        self._hidden = self._formula = self._has_value = self._phonetic = self._begun = False
        self._reference, self._before, self._kind, self._style = "", "", "", ""
        self._pieces: list[str] = []
        self._name("")

    def rows(self, part: BinaryIO) -> Iterator[SheetRow]:
        """Every row that is not empty, in the order of the file. Raises BadXml."""
        for _piece in feed(self._parser, part):
            self._accept_length()
            if self._rows:
                found, self._rows = self._rows, []
                yield from found
            if self._number > _LOOKED_AT and not self._whole:
                return  # the rest of a million rows that are only formatted, like as not

    def _name(self, space: str) -> None:
        names = ("c", "v", "t", "f", "row", "rPh", "mergeCell")
        (self._c, self._v, self._t, self._f, self._row, self._read_aloud, self._merge) = (
            f"{space} {name}" for name in names
        )

    def _accept_length(self) -> None:
        if sum(map(len, self._pieces)) > LONGEST_CELL:
            message = _("row {row}: a cell is longer than a million characters").format(row=self._number)
            raise BadXml(message)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._c:
            self._reference, self._style = attributes.get("r", ""), attributes.get("s", "")
            self._kind = attributes.get("t", "")
            self._formula = self._has_value = False
        elif name == self._v or (name == self._t and not self._phonetic):
            self._has_value = True
            self._parser.CharacterDataHandler = self._pieces.append
        elif name == self._f:
            self._formula = True
        elif name == self._row:
            self._begin_row(attributes)
        elif name == self._read_aloud:
            self._phonetic = True
        elif name == self._merge:
            self._merge_rows(attributes.get("ref", ""))
        elif not self._begun:
            self._begin(name)

    def _end(self, name: str) -> None:
        if name in {self._v, self._t}:
            self._parser.CharacterDataHandler = None
        elif name == self._c:
            if self._pieces or self._formula:
                try:
                    self._end_cell()
                except (ValueError, IndexError, OverflowError):
                    message = _("row {row} holds a cell that is none").format(row=self._number)
                    raise BadXml(message) from None
                self._pieces.clear()
            elif self._reference:  # nothing in it, as in a million rows that are only formatted
                self._before = self._reference
            else:
                self._place = self._next_place()
        elif name == self._row:
            self._end_row()
        elif name == self._read_aloud:
            self._phonetic = False

    def _begin(self, name: str) -> None:
        space, _blank, what = name.rpartition(" ")
        if what != "worksheet" or space not in NAMESPACES:
            raise BadXml(_("a sheet begins with {tag}, not with worksheet").format(tag=what[:40]))
        self._begun = True
        self._name(space)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._number = int(number) if number.isdecimal() and len(number) < 8 else self._number + 1  # noqa: PLR2004
        if not 0 < self._number <= _MOST_ROWS:
            raise BadXml(_("a row has a number that no sheet has"))
        self._hidden = is_true(attributes.get("hidden"))
        self._place, self._length, self._before = -1, 0, ""
        self._cells, self._faults = [], {}

    def _end_row(self) -> None:
        cells = self._cells
        if cells and any(cell and not cell.isspace() for cell in cells):
            self._rows.append(SheetRow(self._number, cells, self._faults or None, self._hidden))

    def _next_place(self) -> int:
        """Where a cell stands that does not say it: beside the one before."""
        if self._before:
            self._place = self._columns[self._before.rstrip(_FIGURES)]
            self._before = ""
        return self._place + 1

    def _end_cell(self) -> None:
        reference = self._reference
        place = self._place = self._columns[reference.rstrip(_FIGURES)] if reference else self._next_place()
        self._before = ""
        value = self._value(place)
        if isinstance(value, str):
            found = value
        else:
            found, self._faults[place] = value
        if not found:
            return
        cells = self._cells
        if place >= MOST_COLUMNS:
            if not self._whole:
                return
            message = _("row {row} has something in column {column}, and {most} columns are the most")
            raise BadXml(message.format(row=self._number, column=place + 1, most=MOST_COLUMNS))
        self._length += len(found)
        if self._length > _LONGEST_ROW:
            raise BadXml(_("row {row} is longer than a row can be").format(row=self._number))
        if place >= len(cells):
            cells.extend([""] * (place - len(cells)))
            cells.append(found)
        else:
            cells[place] = found

    def _value(self, place: int) -> str | Fault:
        raw, kind = "".join(self._pieces), self._kind
        if kind == "s":
            return self._strings[int(raw)] if raw else ""
        if self._formula and not raw and not (kind == "str" and self._has_value):
            return cell_values.uncalculated()
        if raw and kind in {"", "n"}:
            what = self._values.kind(self._style)
            if what == number_formats.MINUTES:
                self.short.add(place)
            return self._values.number(raw.strip(), what)
        return _OF_KIND.get(kind, cell_values.text)(raw) if raw else ""

    def _merge_rows(self, reference: str) -> None:
        first, colon, last = reference.partition(":")
        rows = [each.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for each in (first, last)]
        if not colon or not all(row.isdecimal() and len(row) < 8 for row in rows):  # noqa: PLR2004
            return
        if int(rows[0]) < int(rows[1]):
            self.merged.append(Merged(int(rows[0]), int(rows[1]), self._columns[first.rstrip(_FIGURES)]))
        if len(self.merged) > _MOST_MERGED:
            raise BadXml(_("more cells are merged than in any sheet"))


class _Columns(dict[str, int]):
    """The places of columns, from 0, by their letters."""

    def __missing__(self, letters: str) -> int:
        place = 0
        if not letters.isascii() or not letters.isalpha() or len(letters) > 3:  # noqa: PLR2004  XFD is the last
            raise BadXml(_("a cell stands in a column that no sheet has"))
        for letter in letters.upper():
            place = place * 26 + ord(letter) - ord("A") + 1
        self[letters] = place - 1
        return place - 1
