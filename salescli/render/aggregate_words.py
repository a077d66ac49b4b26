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
        days, reps = report.aggregate.unreported_days, report.aggregate.unreported_reps
        said = _("1 day") if days == 1 else _("{count} days").format(count=days)
        whose = _("1 rep") if reps == 1 else _("{count} reps").format(count=reps)
        found.append(_("Unreported: {days} of {reps}").format(days=said, reps=whose))
    return found
