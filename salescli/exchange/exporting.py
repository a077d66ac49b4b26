"""Activities on their way out, as CSV, JSON lines or JSON: text in pieces, ready to be written."""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from salescli.exchange.activity_columns import ACTIVITIES
from salescli.exchange.formula import BEGINNINGS, guarded
from salescli.store.listing_order import Row
from salescli.store.paging import ALL, Chosen, Text, lines, pages

BOM = "\ufeff"
SPECIAL = ',"\n\r'
"""What makes a cell need quotes."""


def activities(
    connection: sqlite3.Connection,
    chosen: Chosen,
    *,
    form: str,
    raw: bool,
    excel: bool,
    columns: Sequence[str] = ACTIVITIES,
) -> Iterator[str]:
    """The chosen activities as `csv`, `jsonl` or `json`. Only CSV guards against formulas, and not with `raw`."""
    places = [ACTIVITIES.index(column) for column in columns]
    pick = picking(places)
    if form != "csv":
        return written(columns, (list(map(pick, rows)) for rows in pages(connection, chosen)), form=form)
    cell = quoted if raw else guarded_cell
    text = Text(BEGINNINGS, SPECIAL, cell)
    found = lines(connection, chosen, text, lambda row: line(pick(row), cell), picked=places)
    return _csv(columns, found, excel=excel)


def picking(places: Sequence[int]) -> Callable[[Row], Row]:
    """What takes these places out of a row, in this order."""
    if list(places) == list(ALL):
        return lambda row: row
    return lambda row: tuple([row[place] for place in places])


def written(columns: Sequence[str], lists: Iterable[list[Row]], *, form: str) -> Iterator[str]:
    """Rows as JSON lines or JSON."""
    return _jsonl(columns, lists) if form == "jsonl" else _json(columns, lists)


def table(columns: Sequence[str], lists: Iterable[list[Row]], *, form: str, raw: bool, excel: bool) -> Iterator[str]:
    """Other rows in a machine's form, list by list, guarded as activities are."""
    if form != "csv":
        return written(columns, lists, form=form)
    cell = quoted if raw else guarded_cell
    return _csv(columns, ([line(row, cell) for row in rows] for rows in lists), excel=excel)


def gzipped(pieces: Iterable[str]) -> Iterator[bytes]:
    """The pieces as gzip. Neither a name nor a time stands in it: equal data are equal bytes."""
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    for piece in pieces:
        yield packer.compress(piece.encode())
    yield packer.flush()


def quoted(text: str) -> str:
    """A cell after RFC 4180. A carriage return is quoted too, which Python's csv forgets before 3.13."""
    if any(character in text for character in SPECIAL):
        return '"' + text.replace('"', '""') + '"'
    return text


def guarded_cell(text: str) -> str:
    return quoted(guarded(text))


def line(row: Sequence[str | int | float | None], cell: Callable[[str], str]) -> str:
    return ",".join(cell(value) if isinstance(value, str) else "" if value is None else str(value) for value in row)


def _csv(columns: Sequence[str], lists: Iterable[list[str]], *, excel: bool) -> Iterator[str]:
    """The header is there also when no row follows."""
    end = "\r\n" if excel else "\n"
    yield (BOM if excel else "") + ",".join(columns) + end
    for each in lists:
        yield end.join(each) + end


def _jsonl(columns: Sequence[str], lists: Iterable[list[Row]]) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for rows in lists:
        yield "".join(encode(dict(zip(columns, row, strict=True))) + "\n" for row in rows)


def _json(columns: Sequence[str], lists: Iterable[list[Row]]) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    between = "[\n"
    for rows in lists:
        yield between + ",\n".join(encode(dict(zip(columns, row, strict=True))) for row in rows)
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"
