"""Activities on their way out, as CSV, JSON lines or JSON: text in pieces, ready to be written."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from salescli.exchange.activity_columns import ACTIVITIES
from salescli.exchange.formula import BEGINNINGS, guarded
from salescli.store.listing_order import Row
from salescli.store.paging import Chosen, Text, lines, pages

BOM = "\ufeff"
SPECIAL = ',"\n\r'
"""What makes a cell need quotes."""


def activities(connection: sqlite3.Connection, chosen: Chosen, *, form: str, raw: bool, excel: bool) -> Iterator[str]:
    """The chosen activities as `csv`, `jsonl` or `json`. Only CSV guards against formulas, and not with `raw`."""
    if form != "csv":
        return written(ACTIVITIES, pages(connection, chosen), form=form)
    cell = quoted if raw else guarded_cell
    text = Text(BEGINNINGS, SPECIAL, cell)
    return _csv(ACTIVITIES, lines(connection, chosen, text, lambda row: line(row, cell)), excel=excel)


def written(columns: tuple[str, ...], lists: Iterable[list[Row]], *, form: str) -> Iterator[str]:
    """Rows as JSON lines or JSON."""
    return _jsonl(columns, lists) if form == "jsonl" else _json(columns, lists)


def table(columns: tuple[str, ...], rows: list[Row], *, form: str, raw: bool, excel: bool) -> Iterator[str]:
    """Other rows in a machine's form, guarded as activities are."""
    if form != "csv":
        return written(columns, [rows] if rows else [], form=form)
    cell = quoted if raw else guarded_cell
    return _csv(columns, [[line(row, cell) for row in rows]] if rows else [], excel=excel)


def quoted(text: str) -> str:
    """A cell after RFC 4180. A carriage return is quoted too, which Python's csv forgets before 3.13."""
    if any(character in text for character in SPECIAL):
        return '"' + text.replace('"', '""') + '"'
    return text


def guarded_cell(text: str) -> str:
    return quoted(guarded(text))


def line(row: Sequence[str | int | float | None], cell: Callable[[str], str]) -> str:
    return ",".join(cell(value) if isinstance(value, str) else "" if value is None else str(value) for value in row)


def _csv(columns: tuple[str, ...], lists: Iterable[list[str]], *, excel: bool) -> Iterator[str]:
    """The header is there also when no row follows."""
    end = "\r\n" if excel else "\n"
    yield (BOM if excel else "") + ",".join(columns) + end
    for each in lists:
        yield end.join(each) + end


def _jsonl(columns: tuple[str, ...], lists: Iterable[list[Row]]) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for rows in lists:
        yield "".join(encode(dict(zip(columns, row, strict=True))) + "\n" for row in rows)


def _json(columns: tuple[str, ...], lists: Iterable[list[Row]]) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    between = "[\n"
    for rows in lists:
        yield between + ",\n".join(encode(dict(zip(columns, row, strict=True))) for row in rows)
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"
