"""From what a phrase says of the day to the calendar days that it can mean, the likeliest first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.when.draft import LAST_DAY, Amount, Draft, Frame
from salescli.model.when.numeric import settle_numeric
from salescli.model.when.zone import check_year

if TYPE_CHECKING:
    from collections.abc import Callable

_WEEK = 7
_LEAP_GAP = 8  # years between leap days around 1900 and 2100
_DECEMBER = 12

Days = tuple[date, ...]


def days_said(draft: Draft, frame: Frame) -> Days | None:
    """The candidates, two for a day that comes again; () when no day is said; None for what makes no sense.

    Raises Misuse for a day that no calendar has, for figures that read two ways, for a wrong weekday.
    """
    settle_numeric(draft, frame, lambda month, day: nearest_date(month, day, frame, 0))
    slots = draft.said() - {"clock", "part", "anchor"}
    checked = "weekday" in slots and slots - {"weekday"} in _CHECKED
    read = _FORMS.get(slots - {"weekday"} if checked else slots)
    if not slots and draft.anchor is None:
        return ()
    if read is None or (draft.anchor and (draft.anchor.seconds or draft.shift)):
        return None
    days = read(draft, frame)
    if checked and days:
        _check_weekday(days[0], draft.weekday)
    if draft.anchor and days:
        days = tuple(shift_day(day, draft.anchor) for day in days)
    return days


def is_form(draft: Draft) -> bool:
    """Whether these slots make sense together, without looking at their values."""
    slots = draft.said() - {"clock", "part", "anchor"}
    if not slots and draft.anchor is None:
        return True
    known = slots in _FORMS or slots - {"weekday"} in _CHECKED | {frozenset({"numeric"})}
    if draft.numeric and draft.numeric.sign == ".":  # `yesterday 15.30`
        known = known or slots - {"numeric"} in _FORMS
    return known and not (draft.anchor and (draft.anchor.seconds or draft.shift))


def shift_day(day: date, amount: Amount) -> date:
    """A day moved by calendar months (clipped to the month's end) and days. Raises Misuse out of range."""
    try:
        if amount.months:
            from dateutil.relativedelta import relativedelta

            day += relativedelta(months=amount.months)
        day += timedelta(days=amount.days)
    except (OverflowError, ValueError):
        raise Misuse(_("that is too far away: days from 1990 to 2100 are understood")) from None
    check_year(day.year)
    return day


def nearest_date(month: int, day: int, frame: Frame, lean: int) -> Days:
    """That day of the year, latest or next as the purpose wants; () for one that no year has."""
    forward = lean > 0 or (frame.forward and not lean)
    step = 1 if forward else -1
    years = range(frame.today.year, frame.today.year + step * (_LEAP_GAP + 2), step)
    found = [calendar_day(year, month, day) for year in years]
    return tuple(one for one in found if one and _is_ahead(one, frame, forward=forward, strict=bool(lean)))[:2]


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, None when the month has no such; LAST_DAY is its last."""
    try:
        if day == LAST_DAY:
            return date(year + month // _DECEMBER, month % _DECEMBER + 1, 1) - timedelta(days=1)
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _is_ahead(day: date, frame: Frame, *, forward: bool, strict: bool) -> bool:
    if day == frame.today:
        return not strict
    return day > frame.today if forward else day < frame.today


def _in_year(year: int, month: int, day: int) -> Days:
    check_year(year)
    found = calendar_day(year, month, day)
    if found is None:
        raise Misuse(_("{year}-{month:02}-{day:02} is no day of the calendar").format(year=year, month=month, day=day))
    return (found,)


def _from_today(draft: Draft, frame: Frame) -> Days:
    return (shift_day(frame.today, Amount(days=draft.days or 0)),)


def _weekday(draft: Draft, frame: Frame) -> Days:
    gap = (draft.weekday or 0) - frame.today.weekday()
    first = gap % _WEEK if frame.forward else -(-gap % _WEEK)
    step = _WEEK if frame.forward else -_WEEK
    return tuple(frame.today + timedelta(days=first + step * turn) for turn in (0, 1))


def _leaning_weekday(draft: Draft, frame: Frame) -> Days:
    """`last` is the latest before today, `next` the first after it, `this` the one of this week."""
    gap = (draft.weekday or 0) - frame.today.weekday()
    if not draft.lean:
        return (frame.today + timedelta(days=gap),)
    days = (gap % _WEEK or _WEEK) if draft.lean > 0 else -(-gap % _WEEK or _WEEK)
    return (frame.today + timedelta(days=days),)


def _weekday_of_week(draft: Draft, frame: Frame) -> Days:
    gap = (draft.weekday or 0) - frame.today.weekday()
    return (shift_day(frame.today, Amount(days=gap + _WEEK * (draft.week or 0))),)


def _weekday_of_shift(draft: Draft, frame: Frame) -> Days | None:
    """`friday two weeks ago`: of the Monday-to-Sunday week that long ago."""
    shift = draft.shift or Amount()
    if shift.months or shift.seconds or shift.days % _WEEK:
        return None
    draft.week = shift.days // _WEEK
    return _weekday_of_week(draft, frame)


def _week(draft: Draft, frame: Frame) -> Days | None:
    return (shift_day(frame.today, Amount(days=_WEEK * draft.week)),) if draft.week else None


def _month(draft: Draft, frame: Frame) -> Days | None:
    return (shift_day(frame.today, Amount(months=draft.month)),) if draft.month else None


def _year(draft: Draft, frame: Frame) -> Days | None:
    return (shift_day(frame.today, Amount(months=_DECEMBER * draft.year_ref)),) if draft.year_ref else None


def _today_of_month(draft: Draft, frame: Frame) -> Days | None:
    """`上个月今天`, `去年今天`."""
    if draft.days:
        return None
    months = (draft.month or 0) + _DECEMBER * (draft.year_ref or 0)
    return (shift_day(frame.today, Amount(months=months)),)


def _ymd(draft: Draft, _frame: Frame) -> Days:
    return _in_year(*(draft.ymd or (0, 0, 0)))


def _month_day(draft: Draft, frame: Frame) -> Days:
    month, day = draft.month_day or (0, 0)
    if draft.year is not None or draft.year_ref is not None:
        year = draft.year if draft.year is not None else frame.today.year + (draft.year_ref or 0)
        return _in_year(year, month, day)
    if draft.lean == 0:
        return _in_year(frame.today.year, month, day)
    found = nearest_date(month, day, frame, draft.lean or 0)
    if not found:
        raise Misuse(_("{text}: no year has that day").format(text=frame.text))
    return found


def _day_of_month(draft: Draft, frame: Frame) -> Days:
    step = 1 if frame.forward else -1
    start = frame.today.year * _DECEMBER + frame.today.month - 1
    found = [
        calendar_day(start_month // _DECEMBER, start_month % _DECEMBER + 1, draft.day_of_month or 0)
        for start_month in range(start, start + 6 * step, step)
    ]
    return tuple(day for day in found if day and _is_ahead(day, frame, forward=frame.forward, strict=False))[:2]


def _day_of_that_month(draft: Draft, frame: Frame) -> Days:
    month = frame.today.year * _DECEMBER + frame.today.month - 1 + (draft.month or 0)
    return _in_year(month // _DECEMBER, month % _DECEMBER + 1, draft.day_of_month or 0)


def _shift(draft: Draft, frame: Frame) -> Days:
    return (shift_day(frame.today, draft.shift or Amount()),)


def _check_weekday(day: date, weekday: int | None) -> None:
    if day.weekday() == weekday:
        return
    names = _("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()
    raise Misuse(
        _("{day} is a {actual}, not a {said}").format(day=day, actual=names[day.weekday()], said=names[weekday or 0])
    )


def _form(*slots: str) -> frozenset[str]:
    return frozenset(slots)


# Which slots make sense together (beside a clock, a part of the day and an anchor), and who reads them.
_FORMS: dict[frozenset[str], Callable[[Draft, Frame], Days | None]] = {
    _form("days"): _from_today,
    _form("weekday"): _weekday,
    _form("weekday", "lean"): _leaning_weekday,
    _form("weekday", "week"): _weekday_of_week,
    _form("weekday", "shift"): _weekday_of_shift,
    _form("week"): _week,
    _form("month"): _month,
    _form("year_ref"): _year,
    _form("days", "month"): _today_of_month,
    _form("days", "year_ref"): _today_of_month,
    _form("ymd"): _ymd,
    _form("month_day"): _month_day,
    _form("month_day", "lean"): _month_day,
    _form("month_day", "year"): _month_day,
    _form("month_day", "year_ref"): _month_day,
    _form("day_of_month"): _day_of_month,
    _form("day_of_month", "month"): _day_of_that_month,
    _form("shift"): _shift,
}

# With which of them a weekday may stand beside, as a check: `Friday 20 November`.
_CHECKED = {
    _form("days"),
    _form("ymd"),
    _form("month_day"),
    _form("month_day", "year"),
    _form("month_day", "year_ref"),
    _form("day_of_month"),
    _form("day_of_month", "month"),
}
