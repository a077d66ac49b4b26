"""What a period is called at the head of a page."""

from salescli.i18n import _
from salescli.model import periods
from salescli.model.periods import Period


def period_name(period: Period) -> str:
    """`Day 2026-11-18`, `Week 2026-W47`, `Month 2026-11`, `Quarter 2026-Q4`, `Year 2026`; nothing for a range."""
    kind, start, _end = period
    names = {
        "day": _("Day {name}").format(name=start),
        "week": _("Week {name}").format(name=periods.label("week", start)),
        "month": _("Month {name}").format(name=periods.label("month", start)),
        "quarter": _("Quarter {name}").format(name=f"{start.year}-Q{(start.month + 2) // 3}"),
        "year": _("Year {name}").format(name=start.year),
    }
    return names.get(kind, "")


def page_heading(title: str, period: Period, *more: str) -> str:
    """`Conversion · Month 2026-11 · 2026-11-01 to 2026-11-30`, and what else is said, after dots."""
    parts = [title, period_name(period)]
    if period.start != period.end:
        parts.append(_("{start} to {end}").format(start=period.start, end=period.end))
    return " · ".join(part for part in (*parts, *more) if part)


def wrapped(text: str, columns: int) -> list[str]:
    """A heading on as many lines as it needs, broken between its parts."""
    from salescli.render.terminal_text import width

    lines: list[str] = []
    for part in text.split(" · "):
        longer = f"{lines[-1]} · {part}" if lines else part
        if lines and width(longer) <= columns:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines
