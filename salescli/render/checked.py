"""The one line in which `report --check` says what is not well."""

from datetime import date

from salescli.i18n import _
from salescli.model.rounding import decimal
from salescli.render.report_words import figure
from salescli.render.terminal_text import safe
from salescli.reports.checked import BEHIND, NO_TARGET, UNREPORTED, Verdict
from salescli.reports.result import Row

_FEW = 3


def sentence(verdict: Verdict) -> str:
    """`behind: Ann: calls 7 of 120 by now; Bo: …`, `unreported: Ann: 2026-11-16`; nothing where all is well."""
    if verdict.code == NO_TARGET:
        return _("nothing to check: {why}").format(why=_why(verdict))
    if verdict.code == BEHIND:
        text = _("behind: {which}") if verdict.share is None else _("under {share}%: {which}")
        share = decimal((verdict.share or 0) * 100, 2)
        return text.format(share=share, which=_few([_group(*one) for one in verdict.late], "; "))
    if verdict.nameless:
        text = _("unreported: days {days}, reps {reps}")
        return text.format(days=verdict.nameless[0], reps=verdict.nameless[1])
    if verdict.code == UNREPORTED:
        which = [f"{safe(rep)}: {_few([day.isoformat() for day in days])}" for rep, days in verdict.unreported]
        return _("unreported: {which}").format(which=_few(which, "; "))
    return ""


def _why(verdict: Verdict) -> str:
    question = verdict.question
    if question.selection.is_part:
        return _("targets are for the whole of the work; leave out --outcome and --channel")
    if not verdict.held:
        return _("there are no targets by {by}; type --by rep, or leave --by out").format(by=question.by)
    text = _("no target is in force {days}; set one: salescli target set calls 40 --per day")
    return text.format(days=_days(question.period.start, question.period.end))


def _days(start: date, end: date) -> str:
    if start == end:
        return _("on {day}").format(day=start)
    return _("from {start} to {end}").format(start=start, end=end)


def _group(group: str | None, rows: list[Row]) -> str:
    """`Ann: calls 7 of 120 by now, visits 0 of 3 by now`."""
    shown = ", ".join(_row(row) for row in rows)
    return shown if group is None else f"{safe(group)}: {shown}"


def _row(row: Row) -> str:
    """Once as much is expected as is asked in all, nothing is said of now."""
    name = row.metric.replace("_", " ")
    over = row.expected == row.target
    text = _("{metric} {actual} of {expected}") if over else _("{metric} {actual} of {expected} by now")
    return text.format(metric=name, actual=figure(row.actual), expected=figure(row.expected))


def _few(parts: list[str], between: str = ", ") -> str:
    shown = between.join(parts[:_FEW])
    more = len(parts) - _FEW
    return _("{some} and {more} more").format(some=shown, more=more) if more > 0 else shown
