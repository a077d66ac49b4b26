"""Why days count as working days, in words: `0.5 of 1: leave in the afternoon (dentist): Thu 2026-11-19`."""

from collections.abc import Iterator
from datetime import date

from salescli.i18n import _
from salescli.model.workweek import NAMES, WorkWeek
from salescli.render.day_words import days as in_words
from salescli.render.explained_words import days_counted, number
from salescli.render.terminal_text import safe
from salescli.reports import counted_days
from salescli.reports.counted_days import Because, Reason, RepDays

_RANGES_SHOWN = 8
_REPS_SHOWN = 6


def lines(found: RepDays, file_week: WorkWeek) -> Iterator[str]:
    """The sum, then a line for each reason."""
    text = _("{reps}: {days}") if found.week == file_week else _("{reps}: {days} of his own week, {week}")
    yield text.format(reps=_reps(found.reps), days=days_counted(found.weight), week=week(found.week))
    for one in found.days:
        count = _("{weight} of {count}").format(weight=number(one.reason.weight * one.length), count=one.length)
        yield f"{count}: {why(one.reason)}: {_ranges(one)}"


def week(days: WorkWeek) -> str:
    """`mon tue wed thu fri`, as the setting has them."""
    return " ".join(NAMES[day][:3] for day in sorted(days))


def why(reason: Reason) -> str:
    """The reason in words, with where a holiday is known from."""
    texts = {
        counted_days.WORKING: _("working days"),
        counted_days.NOT_IN_WEEK: _("not in the work week"),
        counted_days.NOT_JOINED: _("not joined: nothing was ever logged or asked for"),
        counted_days.BEFORE_JOINING: _("before joining on {day}").format(day=reason.name),
        counted_days.AFTER_LEAVING: _("after leaving on {day}").format(day=reason.name),
        counted_days.NO_TARGETS: _("set to have no targets"),
        counted_days.HOLIDAY: _("off: {name}").format(name=_stated(reason)),
        counted_days.MAKE_UP: _("worked: {name}").format(name=_stated(reason)),
        counted_days.LEAVE: ", ".join(_leave(reason)),
    }
    return texts[reason.kind]


def _stated(reason: Reason) -> str:
    source = _("stated in this file") if reason.source == "own" else safe(reason.source)
    if reason.estimated:
        source = _("{source}, an estimate").format(source=source)
    return f"{safe(reason.name)} ({source})"


def _leave(reason: Reason) -> Iterator[str]:
    words = {"day": _("leave"), "am": _("leave in the morning"), "pm": _("leave in the afternoon")}
    for part, said in reason.leave:
        yield f"{words[part]} ({safe(said)})" if said else words[part]


def _reps(names: list[str]) -> str:
    shown = ", ".join(safe(name) for name in names[:_REPS_SHOWN])
    more = len(names) - _REPS_SHOWN
    return _("{some} and {more} more").format(some=shown, more=more) if more > 0 else shown


def _ranges(one: Because) -> str:
    """The days; of many ranges only from when to when, since every one of them would hide the rest."""
    if len(one.ranges) > _RANGES_SHOWN:
        first, last = one.ranges[0][0], one.ranges[-1][1]
        return _("in {days}").format(days=_range(first, last))
    return ", ".join(_range(start, end) for start, end in one.ranges)


def _range(start: date, end: date) -> str:
    return in_words(start, end)
