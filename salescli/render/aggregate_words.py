"""How a team is spread, in words, without a name."""

from salescli.i18n import _
from salescli.model.rounding import decimal
from salescli.render.report_words import STATUS, titles
from salescli.reports.result import Report


def sentences(report: Report) -> list[str]:
    """A line a metric, and one for unreported days; nothing for a report with names."""
    if report.aggregate is None:
        return []
    names = titles(report)
    found = []
    for spread in report.aggregate.spreads:
        statuses = ", ".join(f"{count} {STATUS[status]}" for status, count in spread.by_status.items())
        line = _("{metric} of {reps} reps: lowest {lowest}, median {median}, highest {highest}").format(
            metric=names[spread.metric],
            reps=spread.reps,
            lowest=decimal(spread.lowest, 1),
            median=decimal(spread.median, 1),
            highest=decimal(spread.highest, 1),
        )
        found.append(f"{line} ({statuses})" if statuses else line)
    if report.aggregate.unreported_days:
        line = _("Unreported: {days} days of {reps} reps")
        found.append(line.format(days=report.aggregate.unreported_days, reps=report.aggregate.unreported_reps))
    return found
