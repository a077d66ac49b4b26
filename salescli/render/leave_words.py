"""Attainment with leave and without: `Ann: 4 of 5 days: calls 180 of 160 (113%), 90% of 200 without leave`."""

from collections.abc import Sequence
from fractions import Fraction

from salescli.i18n import _
from salescli.model.rounding import decimal
from salescli.render.report_words import percent
from salescli.render.terminal_text import safe
from salescli.reports.result import Report, Row


def sentences(report: Report) -> list[str]:
    """A line for each rep who had leave, and one for the team; for all together where reps are not apart."""
    by = report.question.by
    labels = {metric.name: metric.label for metric in report.question.metrics}
    if by is None:
        return _lines(report.total, labels, None)
    if by != "rep":
        return []
    size = len(report.question.metrics)
    reps = [report.rows[start : start + size] for start in range(0, len(report.rows), size)]
    found = [line for rows in reps for line in _lines(rows, labels, rows[0].group)]
    return [*found, *(_lines(report.total, labels, _("Team")) if len(reps) > 1 else [])]


def _lines(rows: Sequence[Row], labels: dict[str, str], name: str | None) -> list[str]:
    """The line on the first metric with a target, where leave made that less."""
    asked = next((row for row in rows if row.target_raw), None)
    if asked is None or asked.days == asked.days_raw:
        return []
    return [_line(asked, labels[asked.metric], name)]


def _line(row: Row, metric: str, name: str | None) -> str:
    one = _("{days} of {all_days} day: {metric} {actual} of {target}{done}, {raw_done} of {raw} without leave")
    many = _("{days} of {all_days} days: {metric} {actual} of {target}{done}, {raw_done} of {raw} without leave")
    line = (one if row.days_raw == 1 else many).format(
        days=decimal(row.days or 0, 1),
        all_days=row.days_raw,
        metric=metric,
        actual=decimal(row.actual, 1),
        target=decimal(row.target or 0, 1),
        done=f" ({percent(Fraction(row.actual) / row.target)})" if row.target else "",
        raw_done=percent(Fraction(row.actual) / (row.target_raw or 1)),
        raw=decimal(row.target_raw or 0, 1),
    )
    return f"{safe(name)}: {line}" if name is not None else line
