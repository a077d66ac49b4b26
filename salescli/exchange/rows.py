"""What a file's rows come from, by its content: a table, a list of calls in XML, or a sheet of a workbook."""

import re
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Protocol

from salescli.exchange import json_lines
from salescli.exchange.decoding import Source
from salescli.exchange.table import DELIMITERS, Known, Table
from salescli.i18n import _

if TYPE_CHECKING:
    from salescli.exchange.format import Format
    from salescli.exchange.sheet_rows import SheetRows
    from salescli.exchange.spoilt import Convert

_BEGINNING = 1 << 10  # characters
# a declaration, the element of a list of calls, or one with nothing but another in it; not `<unknown>,0049301234`
_XML = re.compile(r"\s*<(?:[?!]|calls\b|[^<>]*>\s*(?:<|$)|[^<>,;\t|]*$)")


class Rows(Protocol):
    """What those who read rows see of a table.Table, and of all that stands in for one."""

    source: Source
    delimiter: str
    header: list[str]

    def has_no_header(self, names: Sequence[str]) -> None:
        """The columns have these names."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row as (line, cells), as often as it is asked for."""
        ...


def layout(rows: Rows) -> str:
    """How the file is laid out, for people."""
    sheet = _sheet(rows)
    if sheet:
        return sheet.described()
    message = _("{name}: {encoding}, {delimiter}, {columns} columns")
    return message.format(
        name=rows.source.name,
        encoding=rows.source.encoding.removesuffix("-sig"),
        delimiter=DELIMITERS.get(rows.delimiter, rows.delimiter),
        columns=len(rows.header),
    )


def rows_of(source: Source, known: Known) -> Rows:
    """The rows of a file; a `known` header may stand below a preamble. Raises Impossible for a file without any."""
    if source.sheets:
        from salescli.exchange.sheet_rows import SheetRows

        return SheetRows(source, source.sheets, known)
    with source.open() as text:
        beginning = text.read(_BEGINNING)
    if _XML.match(beginning):
        from salescli.exchange.calls_xml import CallsXml

        return CallsXml(source)
    if json_lines.BEGINS.match(beginning):
        return json_lines.JsonLines(source)
    return Table(source, known)


def read_as(rows: Rows, kind: str, zone: tzinfo | None) -> None:
    """Tell the rows of a sheet as which format they are read, on which depends what some cells say."""
    sheet = _sheet(rows)
    if sheet and kind == "own":
        sheet.as_exported(zone)
    elif sheet and kind != "csv":
        sheet.as_shown()


def converting(rows: Rows, made: "Format") -> "Convert":
    """How a format converts rows; of a sheet's, those are refused of which a cell that is read holds no value."""
    if _sheet(rows) is None:
        return made.convert
    from salescli.exchange.spoilt import accepting

    return accepting(made.convert, rows.header, made.used)


def _sheet(rows: Rows) -> "SheetRows | None":
    if rows.source.sheets is None:
        return None
    from salescli.exchange.sheet_rows import SheetRows

    return rows if isinstance(rows, SheetRows) else None
