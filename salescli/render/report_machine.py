"""A report for programs: its columns, as docs/metrics.md describes them. Never translated."""

from dataclasses import fields

from salescli.render.report_rows import Data, Value
from salescli.reports.result import Report, Row

_FOR_PEOPLE = ("eight", "days", "days_raw", "per")
COLUMNS = tuple(field.name for field in fields(Row) if field.name not in _FOR_PEOPLE)
RATIOS = ("attainment",)


def data(report: Report) -> Data:
    """The rows, and the period they are of."""
    period = report.question.period
    around: dict[str, Value] = {
        "period": period.kind,
        "start": period.start,
        "end": period.end,
        "as_of": report.question.today,
        "working_days": report.working_days,
    }
    return Data(COLUMNS, report.rows, around, RATIOS)
