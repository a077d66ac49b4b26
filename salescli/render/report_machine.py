"""A report for programs: csv, jsonl, json and plain, as docs/metrics.md describes them. Never translated."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from salescli.model.pace import Number
from salescli.render.records import lines
from salescli.render.report_rows import machine, text
from salescli.reports.result import Report, Row

_FOR_PEOPLE = ("eight", "days", "days_raw", "per")
COLUMNS = tuple(field.name for field in fields(Row) if field.name not in _FOR_PEOPLE)
_RATIOS = ("attainment",)


def csv(report: Report, *, excel: bool = False) -> Iterator[str]:
    """The rows with a header, always; `excel` asks for a BOM and CRLF."""
    return machine(COLUMNS, report.rows, "csv", {}, ratios=_RATIOS, excel=excel)


def plain(report: Report) -> Iterator[str]:
    """The same columns, separated by tabs, without a header."""
    return machine(COLUMNS, report.rows, "plain", {}, ratios=_RATIOS)


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


def _value(name: str, value: str | date | Number | None) -> str | int | float | None:
    if value is None or isinstance(value, str):
        return value
    shown = text(value, fixed=name in _RATIOS)
    if isinstance(value, date):
        return shown
    return float(shown) if "." in shown else int(shown)
