"""Days in words: the answers of `day off`, `day on` and `day close`."""

from collections.abc import Sequence
from datetime import date

from salescli.i18n import _
from salescli.model.rounding import decimal
from salescli.render.log_answer import weekdays
from salescli.render.terminal_text import fit, safe
from salescli.reports.day_states import NOT_ASKED, WORKED, Day
from salescli.reports.leave_effect import Effect
from salescli.store.reps import Rep

_SHOWN_REASON = 40  # columns
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")  # as the setting work-week has them; never translated


def weekday(day: date) -> str:
    """The day of the week as machines read it."""
    return _WEEKDAYS[day.weekday()]


def named(rep: str) -> str:
    """A rep's name, made harmless."""
    return safe(rep)


def days(start: date, end: date) -> str:
    """`Wed 2026-11-18`, or `Wed 2026-11-18 to Fri 2026-11-20`."""
    if start == end:
        return _one(start)
    return _("{start} to {end}").format(start=_one(start), end=_one(end))


def _one(day: date) -> str:
    return f"{weekdays()[day.weekday()]} {day.isoformat()}"


def off(rep: str, start: date, end: date, part: str, taken: Effect, reason: str | None) -> str:
    """`Ann is off: Wed 2026-11-18 afternoon · half a working day · dentist`, and the week's target if it shrank."""
    shown = days(start, end)
    halves = {"am": _("{days} morning"), "pm": _("{days} afternoon")}
    if start != end:
        halves = {"am": _("{days}, mornings"), "pm": _("{days}, afternoons")}
    shown = halves.get(part, "{days}").format(days=shown)
    parts = [_("{rep} is off: {days}").format(rep=safe(rep), days=shown), _working_days(taken)]
    if reason:
        parts.append(fit(safe(reason), _SHOWN_REASON))
    if taken.days and taken.metric and taken.target != taken.target_raw:
        text = _("the week's target of {metric} is {target} of {raw}")
        figures = {"target": decimal(taken.target, 1), "raw": decimal(taken.target_raw, 1)}
        parts.append(text.format(metric=taken.metric.label, **figures))
    return " · ".join(parts)


def _working_days(taken: Effect) -> str:
    if not taken.days:
        return _("no working day")
    if taken.days == 1:
        return _("1 working day")
    if 2 * taken.days == 1:
        return _("half a working day")
    return _("{count} working days").format(count=decimal(taken.days, 1))


def on(rep: str, taken: Sequence[date], confirmed: Sequence[date]) -> str:
    """`Ann: no longer off: Fri 2026-11-20 · no longer closed: Tue 2026-11-17`."""
    parts = []
    if taken:
        parts.append(_("no longer off: {days}").format(days=_all(taken)))
    if confirmed:
        parts.append(_("no longer closed: {days}").format(days=_all(confirmed)))
    return f"{safe(rep)}: " + " · ".join(parts)


def _all(found: Sequence[date]) -> str:
    shown = days(found[0], found[-1])
    if (found[-1] - found[0]).days + 1 == len(found):
        return shown
    return _("{count} days from {days}").format(count=len(found), days=shown)


def closed(rep: str, day: date, *, again: bool) -> str:
    """`Ann: nothing was done on Tue 2026-11-17 · closed`."""
    line = _("{rep}: nothing was done on {day} · closed").format(rep=safe(rep), day=_one(day))
    return f"{line} · {_('unchanged')}" if again else line


def not_closed(found: Day) -> str:
    """Why there is nothing to close: there was work, or the day is off."""
    rep, day = safe(found.rep), _one(found.day)
    if found.state == WORKED:
        one, many = _("{rep} has 1 activity on {day}"), _("{rep} has {count} activities on {day}")
        why = (one if found.activities == 1 else many).format(rep=rep, day=day, count=found.activities)
    elif found.state == NOT_ASKED:
        why = _("{rep} has no targets, so no day is asked about").format(rep=rep)
    else:
        why = _("{rep} is off on {day}").format(rep=rep, day=day)
        why += f" ({safe(found.why)})" if found.why else ""
    return _("nothing to close: {why}").format(why=why)


def not_his(rep: Rep, day: date) -> str:
    """Why there is nothing to close on a day before joining or after leaving."""
    name = safe(rep.name)
    if rep.joined is None:
        why = _("{rep} begins with the first line logged").format(rep=name)
    elif day.isoformat() < rep.joined:
        why = _("{rep} joined on {day}").format(rep=name, day=rep.joined)
    else:
        why = _("{rep} left on {day}").format(rep=name, day=rep.until)
    return _("nothing to close: {why}").format(why=why)
