"""A sheet's rows in a temporary file, so that they are found once and can be read as often as an import needs."""

import marshal
import tempfile
from collections.abc import Iterator
from typing import NamedTuple

from salescli.exchange.sheet_parser import SheetParser, SheetRow
from salescli.exchange.workbook_file import Book, Entry
from salescli.exchange.xml_parts import BadXml
from salescli.i18n import _
from salescli.model.errors import Impossible

_BLOCK = 200  # rows that are written and read together
_BLOCK_LENGTH = 1 << 20  # characters, after which a block is full
_MOST_TEXT = 1 << 30  # bytes: one long text can stand in a million rows
_LENGTH = 8  # bytes in which a block's own length stands

Faults = dict[int, str]


class Kept(NamedTuple):
    """A row: its number in the sheet, its cells from the first column to the last that has something, and what is wrong
    with cells by their place."""

    number: int
    cells: list[str]
    faults: Faults | None


class Sheet:
    """The rows of one sheet that have something in them. `hidden` says how many of them are hidden."""

    def __init__(self, book: Book, entry: Entry) -> None:
        """Read all of it. Raises Impossible for a damaged or hostile sheet."""
        self.title, self.hidden = entry.title, 0
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed by close
        self._end = 0
        parser = SheetParser(book)
        try:
            self._keep(book, entry, parser)
        except BaseException:
            self.close()
            raise
        self.short, self.merged = parser.short, sorted(parser.merged)

    def rows(self) -> Iterator[Kept]:
        """Every row; several may be on their way at once."""
        place = 0
        while place < self._end:
            self._file.seek(place)
            length = int.from_bytes(self._file.read(_LENGTH), "little")
            block = marshal.loads(self._file.read(length))  # noqa: S302  our own
            place += _LENGTH + length
            yield from map(Kept._make, block)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _keep(self, book: Book, entry: Entry, parser: SheetParser) -> None:
        block: list[tuple[int, list[str], Faults | None]] = []
        length = 0
        for row in opened(book, entry, parser):
            self.hidden += row.hidden
            block.append((row.number, row.cells, row.faults))
            length += sum(map(len, row.cells))
            if len(block) == _BLOCK or length > _BLOCK_LENGTH:
                self._write(block, book)
                block.clear()
                length = 0
        self._write(block, book)

    def _write(self, block: list[tuple[int, list[str], Faults | None]], book: Book) -> None:
        data = marshal.dumps(block)
        self._end += self._file.write(len(data).to_bytes(_LENGTH, "little") + data)
        if self._end > _MOST_TEXT:
            message = _("{name} is a larger workbook than can be read here: save the sheet as CSV, and import that")
            raise Impossible(message.format(name=book.name))


def opened(book: Book, entry: Entry, parser: SheetParser) -> Iterator[SheetRow]:
    """The rows of a sheet, as far as they are asked for. Raises Impossible for a damaged or hostile one."""
    try:
        with book.sheet(entry) as part:
            yield from parser.rows(part)
    except BadXml as error:
        raise book.refused(_("sheet {title}: {reason}").format(title=entry.title[:40], reason=error)) from None


def beginning(book: Book, entry: Entry, count: int) -> list[list[str]]:
    """The first rows with something in them, their cells without white space around them."""
    found: list[list[str]] = []
    for row in opened(book, entry, SheetParser(book, whole=False)):
        found.append([cell.strip() for cell in row.cells])
        if len(found) == count:
            break
    return found
