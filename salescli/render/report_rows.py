"""Rows of a report for programs: csv, json, jsonl and plain. Never translated."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from salescli.model.rounding import decimal
from salescli.render.records import lines

Value = str | date | int | Fraction | None
Cell = str | int | float | None
FORMS = ("csv", "json", "jsonl", "plain")
_PLACES = 4
_BOM = "\ufeff"


class Data(NamedTuple):
    """Rows, whose attributes are the columns; json wraps them in `around`.

    Fractions have at most 4 decimals, the columns named `ratios` exactly 4.
    """

    columns: Sequence[str]
    rows: Iterable[Any]
    around: Mapping[str, Value]
    ratios: Collection[str] = ()


def machine(data: Data, form: str, *, excel: bool = False) -> Iterator[str]:
    """The rows in one of FORMS; `excel` asks for csv with a BOM and CRLF. csv has its header also without rows."""
    if form == "json":
        return _json(data)
    if form == "jsonl":
        return lines(data.columns, values(data), form)
    cells = ([text(getattr(row, name), fixed=name in data.ratios) for name in data.columns] for row in data.rows)
    written = lines(data.columns, cells, form)
    return _for_excel(written) if excel and form == "csv" else written


def values(data: Data) -> Iterator[list[Cell]]:
    """The rows' cells, numbers as numbers."""
    for row in data.rows:
        yield [_value(getattr(row, name), fixed=name in data.ratios) for name in data.columns]


def _json(data: Data) -> Iterator[str]:
    from json import dumps

    head = {name: value if isinstance(value, bool) else _value(value) for name, value in data.around.items()}
    records = [dict(zip(data.columns, cells, strict=True)) for cells in values(data)]
    yield dumps({**head, "rows": records}, ensure_ascii=False, indent=2) + "\n"


def _for_excel(written: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(written):
        yield (_BOM if not number else "") + line[:-1] + "\r\n"


def text(value: Value, *, fixed: bool = False) -> str:
    """A cell as text: a fraction with at most 4 decimals, or exactly 4; nothing for nothing."""
    if isinstance(value, str | date):
        return str(value)
    return "" if value is None else decimal(value, _PLACES, fixed=fixed)


def _value(value: Value, *, fixed: bool = False) -> Cell:
    if value is None or isinstance(value, str):
        return value
    shown = text(value, fixed=fixed)
    if isinstance(value, date):
        return shown
    return float(shown) if "." in shown else int(shown)
