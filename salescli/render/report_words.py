"""A report in words: heading, notes, the words and colours of a status, figures as people read them."""

from datetime import date

from salescli.i18n import _
from salescli.model.pace import Number
from salescli.model.rounding import decimal
from salescli.render.period_name import period_name
from salescli.render.terminal_text import safe
from salescli.reports.result import Report, Row

STATUS = {
    "met": _("met"),
    "ahead": _("ahead"),
    "on track": _("on track"),
    "behind": _("behind"),
    "none": "",
}
_COLOURS = {"met": "32", "ahead": "32", "on track": "33", "behind": "31"}
_DAYS_SHOWN = 3


def coloured(text: str, status: str | None, *, colour: bool) -> str:
    """The text in the colour of the status; the word is always there too."""
    if not colour or status not in _COLOURS:
        return text
    return f"\x1b[{_COLOURS[status]}m{text}\x1b[0m"


def bold(text: str, *, colour: bool) -> str:
    """A heading, where there is a terminal."""
    return f"\x1b[1m{text}\x1b[0m" if colour else text


def figure(value: Number | None) -> str:
    """A figure for people, with at most one decimal; nothing for a missing one."""
    return "" if value is None else decimal(value, 1)


def change(row: Row) -> str:
    """How much more or less was done than in the period before: `+12`, `-3`, `=`."""
    if row.before is None:
        return ""
    more = row.actual - row.before
    return "=" if not more else ("+" if more > 0 else "") + decimal(more, 1)


def percent(value: Number | None) -> str:
    """An attainment as a percentage."""
    return "" if value is None else f"{decimal(value * 100, 0)}%"


def heading(report: Report) -> str:
    """`Week 2026-W47 · 2026-11-16 to 2026-11-22 · 5 working days · as of 2026-11-18`."""
    question = report.question
    parts = [period_name(question.period) or _("Report")]
    if question.period.start != question.period.end:
        parts.append(_("{start} to {end}").format(start=question.period.start, end=question.period.end))
    one, many = _("{count} working day"), _("{count} working days")
    parts.append((one if report.working_days == 1 else many).format(count=report.working_days))
    if question.period.start <= question.today < question.period.end:
        parts.append(_("as of {day}").format(day=question.today))
    return " · ".join(parts)


def notes(report: Report) -> list[str]:
    """What a reader must know beside the figures: unreported days, what was assumed, what has no customer."""
    found = [_("Unreported: {rep}: {days}").format(rep=safe(rep), days=_days(days)) for rep, days in report.unreported]
    if report.assumed:
        found.append(_("{count} reached assumed: no outcome was said").format(count=report.assumed))
    if report.nameless:
        one, many = _("{count} call with no customer"), _("{count} calls with no customer")
        found.append((one if report.nameless == 1 else many).format(count=report.nameless))
    if report.question.selection.is_part:
        found.append(_("Only a part of the work is counted here, so no target is shown."))
    return found


def _days(days: list[date]) -> str:
    shown = ", ".join(day.isoformat() for day in days[:_DAYS_SHOWN])
    more = len(days) - _DAYS_SHOWN
    return _("{days} and {more} more").format(days=shown, more=more) if more > 0 else shown


def titles(report: Report) -> dict[str, str]:
    """What each metric of the report is called at the beginning of a line."""
    return {metric.name: metric.title for metric in report.question.metrics}


def group_name(report: Report, group: str | None) -> str:
    """A group's name, made harmless; what stands for none."""
    if group is not None:
        return safe(group)
    nothing = {"customer": _("(no customer)"), "outcome": _("(no outcome)")}
    return nothing.get(report.question.by or "", "")
