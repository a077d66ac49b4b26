"""What moved since a period ended, in words: `calls 188 when the week ended, 193 now: 5 late`."""

from salescli.i18n import _
from salescli.model.rounding import decimal
from salescli.render.terminal_text import safe
from salescli.reports.restated import Restated
from salescli.reports.result import Report

_REPS_SHOWN = 6

_ENDED = {
    "day": _("{metric} {then} when the day ended, {now} now"),
    "week": _("{metric} {then} when the week ended, {now} now"),
    "month": _("{metric} {then} when the month ended, {now} now"),
    "quarter": _("{metric} {then} when the quarter ended, {now} now"),
    "year": _("{metric} {then} when the year ended, {now} now"),
    "range": _("{metric} {then} when these days ended, {now} now"),
}


def sentences(report: Report) -> list[str]:
    """A line a metric that moved, and one where its target did; of single reps the first few."""
    kind = report.question.period.kind
    found = [line for one in report.restated if one.group is None for line in _lines(one, kind)]
    of_reps = [line for one in report.restated if one.group is not None for line in _lines(one, kind)]
    more = len(of_reps) - _REPS_SHOWN
    if more > 1:
        of_reps[_REPS_SHOWN:] = [_("and {count} more figures of single reps: report --diff").format(count=more)]
    return [*found, *of_reps]


def _lines(one: Restated, kind: str) -> list[str]:
    found = []
    whose = f"{safe(one.group)}: " if one.group is not None else ""
    if one.then != one.now:
        then, now = decimal(one.then, 1), decimal(one.now, 1)
        line = _ENDED[kind].format(metric=one.metric.label, then=then, now=now)
        why = ", ".join(cause_counted(cause, count) for cause, count in one.causes.items())
        found.append(f"{whose}{line}: {why}" if why else f"{whose}{line}")
    if (one.target_then or 0) != (one.target_now or 0):
        then, now = decimal(one.target_then or 0, 1), decimal(one.target_now or 0, 1)
        name = _("target of {metric}").format(metric=one.metric.label)
        found.append(whose + _ENDED[kind].format(metric=name, then=then, now=now))
    return found


def cause_counted(cause: str, count: int) -> str:
    """`5 late`, `1 edited`."""
    words = {
        "late": _("{count} late"),
        "edited": _("{count} edited"),
        "deleted": _("{count} deleted"),
        "restored": _("{count} brought back"),
        "reclassified": _("{count} reclassified by other lines"),
    }
    return words[cause].format(count=count)
