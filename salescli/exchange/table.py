"""Text as the rows of a table: the delimiter, the header, and each row with the line where it begins."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from salescli.exchange import stray_quotes
from salescli.exchange.decoding import Source
from salescli.i18n import _
from salescli.model.errors import Impossible

DELIMITERS = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("pipe")}
LONGEST_CELL = 1_000_000  # characters; a longer one is a missing quote
_LONGEST_ROW = 1 << 22  # bytes, of all its cells; as two million cells they take a hundred megabytes
_SAMPLE, _SAMPLE_ROWS = 1 << 16, 200  # characters and rows looked at for the delimiter
PREAMBLE = 15  # lines among which a header of known names is looked for
_BLANK = " \t\r\n\v\f\u00a0\ufeff"
_FURTHEST_HEADER = 65_536  # characters; where it does not end within them, there is no header of known names

Known = Callable[[list[str]], bool]
"""Whether a row is a header that we know."""


class Table:
    """A CSV file as it reads: its delimiter, its header, its rows.

    `csv.Sniffer` is not used: it fails on LinkedIn's files and calls a comma file `;`.
    """

    def __init__(self, source: Source, known: Known | None = None) -> None:
        """Find the delimiter and read the header; where it is none that is `known`, a known one below a preamble.

        Raises Impossible for a file without a header.
        """
        csv.field_size_limit(LONGEST_CELL)
        self.source = source
        self._begins_with_rows = False
        self._skip, stated = _stated_delimiter(source)
        self.delimiter = stated or self._delimiter()
        try:
            self.header = self._first()
        except Impossible:
            if not known or not self._look_below(known):
                raise
        else:
            if known and not known(self.header):
                self._look_below(known)
        if '"' in source.holds and self.delimiter != "\t" and not self.header[0].startswith(("{", "[", "<")):
            stray_quotes.refuse(source, self._skip, self.delimiter)

    def _first(self) -> list[str]:
        first = next(self._records(), None)
        if first is None:
            raise Impossible(_("{name} is empty: there is not even a header").format(name=self.source.name))
        return [cell.strip(_BLANK) for cell in first[1]]

    def _look_below(self, known: Known) -> bool:
        """Whether a known header stands among the first lines; then it is the table's."""
        below = header_below(self.source, known)
        if below:
            self._skip, self.delimiter = below
            self.header = self._first()
        return below is not None

    def has_no_header(self, names: Sequence[str]) -> None:
        """The first row is a row like the others; the columns have these names, as many as the row has cells."""
        self.header = [*names, *("" for _more in self.header)][: len(self.header)]
        self._begins_with_rows = True

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row after the header as (line, cells), empty lines left out. Raises Impossible for broken quoting."""
        return islice(self._records(), 0 if self._begins_with_rows else 1, None)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        taken = _Taken()
        joined = "\ufeff" in self.source.holds
        with self.source.open(taken.more) as text:
            for _line in range(self._skip):
                text.readline()
            lines = stray_quotes.callers_mended(text, self.delimiter) if '"' in self.source.holds else text
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            line = self._skip + 1
            try:
                for cells in reader:
                    taken.bytes = 0
                    if cells:
                        if joined and cells[0][:1] == "\ufeff" and line > 1:
                            raise self._joined(line)
                        yield line, cells
                    line = reader.line_num + self._skip + 1
            except csv.Error as error:
                raise self._broken(line, error) from None
            except _TooMuchError:
                message = _(
                    "{name}: the row that begins on line {line} is longer than a row can be; is a quote missing?"
                )
                raise Impossible(message.format(name=self.source.name, line=line)) from None

    def _joined(self, line: int) -> Impossible:
        message = _("{name}, line {line}: a second file begins here, put behind the first; import them one by one")
        return Impossible(message.format(name=self.source.name, line=line))

    def _broken(self, line: int, error: csv.Error) -> Impossible:
        reason = str(error)
        if "unexpected end of data" in reason:
            message = _("{name}, line {line}: a quote is opened and never closed; nothing was imported")
        elif "field larger" in reason:
            message = _("{name}, line {line}: a cell is longer than a million characters; is a quote missing?")
        else:
            message = _("{name}, line {line}: the quoting is broken ({reason}); nothing was imported")
        return Impossible(message.format(name=self.source.name, line=line, reason=reason))

    def _delimiter(self) -> str:
        """The one by which the first rows all have the same number of cells, the greatest such number."""
        found = {delimiter: self._widths(delimiter) for delimiter in DELIMITERS}
        same = {delimiter: widths[0] for delimiter, widths in found.items() if len(set(widths)) == 1}
        best = max(same, key=lambda delimiter: same[delimiter], default=",")
        if same.get(best, 1) > 1:
            return best
        # ragged or broken rows: the header alone decides, and the rows are named one by one
        return max(found, key=lambda delimiter: found[delimiter][0] if found[delimiter] else 0)

    def _widths(self, delimiter: str) -> list[int]:
        with self.source.open() as text:
            for _line in range(self._skip):
                text.readline()
            sample = text.read(_SAMPLE)
        cut = len(sample) == _SAMPLE
        lines = stray_quotes.callers_mended(io.StringIO(sample, newline=""), delimiter)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        widths: list[int] = []
        try:
            widths.extend(len(cells) for cells in islice(reader, _SAMPLE_ROWS) if cells)
        except csv.Error as error:
            if not (cut and "unexpected end" in str(error)):
                widths.append(0)
        else:
            if cut and len(widths) > 1 and reader.line_num >= sample.count("\n"):
                widths.pop()  # the last row is not whole
        return widths


class _TooMuchError(Exception):
    """A row is longer than may be held."""


class _Taken:
    """The bytes taken from the file since the last row."""

    bytes = 0

    def more(self, size: int) -> None:
        """So many more were taken. Raises _TooMuchError."""
        self.bytes += size
        if self.bytes > _LONGEST_ROW:
            raise _TooMuchError


def header_below(source: Source, known: Known) -> tuple[int, str] | None:
    """How many lines stand above a known header, and its delimiter; None where none is among the first 15 lines."""
    stated = _stated_delimiter(source)[1]
    with source.open() as text:
        left = _FURTHEST_HEADER
        for above in range(PREAMBLE):
            line = text.readline(left) if left else ""
            left -= len(line)
            for delimiter in stated or DELIMITERS:
                if delimiter in line and known(_cells(line, delimiter)):
                    return above, delimiter
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _stated_delimiter(source: Source) -> tuple[int, str | None]:
    """How many lines come before the table, and the delimiter that Excel's `sep=;` line states."""
    with source.open() as text:
        line = text.readline(16).rstrip("\r\n")
    if line.lower().startswith("sep=") and len(line) == len("sep=;"):
        return 1, line[-1] if line[-1] != '"' else None
    return 0, None
