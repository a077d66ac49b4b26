"""A report for programs: csv, jsonl, json and plain, as docs/metrics.md describes them. Never translated."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from salescli.model.pace import Number
from salescli.model.rounding import decimal
from salescli.render.records import lines
from salescli.reports.result import Report, Row

_FOR_PEOPLE = ("eight", "days", "days_raw", "per")
COLUMNS = tuple(field.name for field in fields(Row) if field.name not in _FOR_PEOPLE)
_PLACES = 4
_BOM = "\ufeff"


def csv(report: Report, *, excel: bool = False) -> Iterator[str]:
    """The rows with a header, always; `excel` asks for a BOM and CRLF."""
    cells = ([_text(name, getattr(row, name)) for name in COLUMNS] for row in report.rows)
    for number, line in enumerate(lines(COLUMNS, cells, "csv")):
        if excel:
            yield (_BOM if not number else "") + line[:-1] + "\r\n"
        else:
            yield line


def plain(report: Report) -> Iterator[str]:
    """The same columns, separated by tabs, without a header."""
    return lines(COLUMNS, ([_text(name, getattr(row, name)) for name in COLUMNS] for row in report.rows), "plain")


def values(report: Report) -> list[list[str | int | float | None]]:
    """The rows, with numbers as numbers."""
    return [[_value(name, getattr(row, name)) for name in COLUMNS] for row in report.rows]


def jsonl(report: Report) -> Iterator[str]:
    """One object a row; numbers are numbers."""
    return lines(COLUMNS, values(report), "jsonl")


def json(report: Report) -> Iterator[str]:
    """The rows, and the period they are of, as one object."""
    from json import dumps

    period = report.question.period
    wrapped = {
        "period": period.kind,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "as_of": report.question.today.isoformat(),
        "working_days": report.working_days,
        "rows": [{name: _value(name, getattr(row, name)) for name in COLUMNS} for row in report.rows],
    }
    yield dumps(wrapped, ensure_ascii=False, indent=2) + "\n"


def _text(name: str, value: str | date | Number | None) -> str:
    if isinstance(value, str | date):
        return str(value)
    return "" if value is None else decimal(value, _PLACES, fixed=name == "attainment")


def _value(name: str, value: str | date | Number | None) -> str | int | float | None:
    if value is None or isinstance(value, str):
        return value
    text = _text(name, value)
    if isinstance(value, date):
        return text
    return float(text) if "." in text else int(text)
