"""Rows of a report for programs: csv, json, jsonl and plain. Never translated."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from salescli.model.rounding import decimal
from salescli.render.records import lines

Value = str | date | int | Fraction | None
_PLACES = 4
_BOM = "\ufeff"


def machine(
    columns: Sequence[str],
    rows: Iterable[Any],
    form: str,
    around: Mapping[str, Value],
    *,
    ratios: Collection[str] = (),
    excel: bool = False,
) -> Iterator[str]:
    """The rows, whose attributes are the columns, in the form `csv`, `json`, `jsonl` or `plain`.

    Fractions have at most 4 decimals, the columns named `ratios` exactly 4. json wraps the rows in `around`;
    `excel` asks for csv with a BOM and CRLF.
    """
    if form == "json":
        return _json(around, [{name: _value(getattr(row, name)) for name in columns} for row in rows])
    if form == "jsonl":
        return lines(columns, ([_value(getattr(row, name)) for name in columns] for row in rows), form)
    cells = ([text(getattr(row, name), fixed=name in ratios) for name in columns] for row in rows)
    written = lines(columns, cells, form)
    return _for_excel(written) if excel and form == "csv" else written


def _json(around: Mapping[str, Value], records: list[dict[str, str | int | float | None]]) -> Iterator[str]:
    from json import dumps

    head = {name: value if isinstance(value, bool) else _value(value) for name, value in around.items()}
    yield dumps({**head, "rows": records}, ensure_ascii=False, indent=2) + "\n"


def _for_excel(written: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(written):
        yield (_BOM if not number else "") + line[:-1] + "\r\n"


def text(value: Value, *, fixed: bool = False) -> str:
    """A cell as text: a fraction with at most 4 decimals, or exactly 4; nothing for nothing."""
    if isinstance(value, str | date):
        return str(value)
    return "" if value is None else decimal(value, _PLACES, fixed=fixed)


def _value(value: Value) -> str | int | float | None:
    if value is None or isinstance(value, str):
        return value
    shown = text(value)
    if isinstance(value, date):
        return shown
    return float(shown) if "." in shown else int(shown)
