"""Conversion in words: heading, names of stages, shares, what a reader should know."""

from fractions import Fraction

from salescli.i18n import _
from salescli.model.metrics import METRICS
from salescli.model.rounding import decimal
from salescli.render.period_name import page_heading
from salescli.render.terminal_text import safe
from salescli.reports.conversion import Conversion, Row

STAGE = {
    **{name: METRICS[name].title for name in ("calls", "conversations", "first_contacts", "follow_ups", "visits")},
    "meeting-booked": _("Meetings booked"),
    "won": _("Won"),
    "contacted": _("First contacts"),
    "visited": _("Visited"),
    "booked": _("Meeting booked"),
}
# headings of narrow columns, on two lines
NARROW = {
    "calls": ("", _("Calls")),
    "conversations": (_("Conver-"), _("sations")),
    "first_contacts": (_("First"), _("contacts")),
    "follow_ups": (_("Follow-"), _("ups")),
    "visits": ("", _("Visits")),
    "meeting-booked": (_("Meetings"), _("booked")),
    "won": ("", _("Won")),
    "contacted": (_("First"), _("contacts")),
    "visited": ("", _("Visited")),
    "booked": (_("Meeting"), _("booked")),
}
GOAL = {
    "visits": _("to a visit"),
    "meeting-booked": _("to a meeting"),
    "won": _("to won"),
    "visited": _("to a visit"),
    "booked": _("to a meeting"),
}
_SHARE = {
    "calls": _("of calls"),
    "conversations": _("of conversations"),
    "meeting-booked": _("of meetings booked"),
    "contacted": _("of first contacts"),
}


def heading(found: Conversion) -> str:
    """`Conversion · Month 2026-11 · 2026-11-01 to 2026-11-30 · as of 2026-11-18`."""
    question = found.question
    title = _("Conversion by first contact") if question.cohort else _("Conversion")
    begun = question.period.start <= question.today < question.period.end
    as_of = [_("as of {day}").format(day=question.today)] if question.cohort or begun else []
    return page_heading(title, question.period, *as_of)


def group_name(group: str | None) -> str:
    """A group's name, made harmless."""
    return safe(group or "")


def total_name(found: Conversion) -> str:
    """What all groups together are called."""
    return _("Team") if found.by == "rep" else _("Total")


def share(row: Row) -> tuple[str, str]:
    """`50%`, and what of; `17.5` for follow-ups, which come several to a first contact; nothing without a rate."""
    if row.rate is None:
        return "", ""
    if row.stage == "follow_ups":
        return decimal(row.rate, 1, fixed=True), _("per first contact")
    return f"{decimal(row.rate * 100, 0)}%", _SHARE[row.rate_of or ""]


def way(row: Row) -> tuple[str, str, str]:
    """Median days, median touches, of how many customers; nothing where nobody got there."""
    if not row.customers:
        return "", "", ""
    return _half(row.median_days), _half(row.median_touches), str(row.customers)


def _half(value: Fraction | None) -> str:
    return "" if value is None else decimal(value, 1)


def nothing(found: Conversion) -> str:
    """The sentence in place of a table without figures; empty where there are some."""
    if any(row.count or row.customers for row in found.total):
        return ""
    if found.question.cohort:
        return _("No customer was first contacted in this period.")
    return _("Nothing was done in this period.")


def notes(found: Conversion, *, grid: bool) -> list[str]:
    """What the figures are, in parts between which a line can break; `grid` is a page of a line a group."""
    said = []
    if grid and not found.question.cohort:
        said.append(
            _(
                "Beside the counts: conversations of calls · first contacts and meetings of conversations"
                " · follow-ups per first contact · visits and won of meetings booked."
            )
        )
    if any(row.customers for row in found.total):
        said.append(
            _("Days and touches are medians from first contact · of the customers who got there by {day}.").format(
                day=found.question.today
            )
            if found.question.cohort
            else _("Days and touches are medians from first contact · of the customers who got there in this period.")
        )
    return said
