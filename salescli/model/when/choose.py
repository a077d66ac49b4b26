"""From the days that a phrase can mean and its time to one moment, or to a refusal that says what to type."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.when.draft import AS_OF, LOG, NEXT, Amount, Clock, Draft, Frame
from salescli.model.when.zone import check_year, in_zone, place

if TYPE_CHECKING:
    from collections.abc import Sequence

_MIDNIGHT = 24


class Moment(NamedTuple):
    """An instant with its offset, whole seconds; `timed` is False when a day without a time was meant."""

    at: datetime
    timed: bool


def day_moment(day: date, frame: Frame) -> Moment:
    """A day without a time: for a log today is now; a report's as-of is the day's end; else noon."""
    if frame.purpose == LOG and day == frame.today:
        return Moment(frame.now, timed=False)
    if frame.purpose == LOG and day > frame.today:
        refuse_future(frame)
    if frame.purpose == NEXT and day < frame.today:
        refuse_past(frame)
    hour = time(23, 59, 59) if frame.purpose == AS_OF else time(12)
    return Moment(place(datetime.combine(day, hour), frame.zone), timed=False)


def timed_moment(days: Sequence[date], clock: Clock, draft: Draft, frame: Frame) -> Moment:
    """The first of those days at that time which the purpose allows; no `days` is a bare time, today's."""
    for day in days or (frame.today,):
        at = place(_wall(day, clock), frame.zone)
        if frame.purpose == LOG and at > frame.now and _has_begun(draft, day, frame):
            at = frame.now
        if _allowed(at, frame, again=len(days) > 1):
            return Moment(at, timed=True)
    only_time = not days or draft.said() - {"clock", "part"} == {"days"}
    if frame.purpose == NEXT:
        return refuse_past(frame, clock if only_time else None, bare=not days)
    return refuse_future(frame, clock if only_time and draft.days in {None, 0} else None, bare=not days)


def shifted_moment(shift: Amount, frame: Frame) -> Moment:
    """So many hours, minutes, seconds from now, counted on instants; days before them on the calendar."""
    from salescli.model.when.days import shift_day

    start = frame.now
    if shift.days or shift.months:
        day = shift_day(frame.today, Amount(shift.months, shift.days))
        start = place(datetime.combine(day, frame.now.time()), frame.zone)
    try:
        at = in_zone(start.astimezone(UTC) + timedelta(seconds=shift.seconds), frame.zone)
    except (OverflowError, ValueError):
        raise Misuse(_("{text} is too far away").format(text=frame.text)) from None
    return fixed_moment(at, frame)


def fixed_moment(at: datetime, frame: Frame) -> Moment:
    """An instant that is said outright."""
    check_year(at.year)
    if frame.purpose == LOG and at > frame.now:
        refuse_future(frame)
    if frame.purpose == NEXT and at < frame.now:
        refuse_past(frame)
    return Moment(at, timed=True)


def _wall(day: date, clock: Clock) -> datetime:
    """The local time; hours from 24 on are the next day's."""
    try:
        start = datetime.combine(day, time()) + timedelta(days=clock.hour // _MIDNIGHT)
    except OverflowError:
        start = datetime.combine(day, time())
    return start.replace(hour=clock.hour % _MIDNIGHT, minute=clock.minute, second=clock.second)


def _allowed(at: datetime, frame: Frame, *, again: bool) -> bool:
    """Logs lie behind, plans ahead; a report's day that comes again is the latest not to come."""
    if frame.purpose == NEXT:
        return at >= frame.now
    return at <= frame.now or (frame.purpose != LOG and not again)


def _has_begun(draft: Draft, day: date, frame: Frame) -> bool:
    """Whether `this afternoon`, with no hour said, has begun already."""
    from salescli.model.when.time_of_day import PARTS

    if draft.clock or not draft.part or day != frame.today:
        return False
    return frame.now.hour >= PARTS[draft.part].begins


def refuse_future(frame: Frame, clock: Clock | None = None, *, bare: bool = False) -> NoReturn:
    """Raise Misuse: a log tells what has happened. `clock`: of a time today."""
    if clock:
        raise Misuse(
            _("{text} is still to come: --at {other}?").format(
                text=frame.text, other=_other_day(frame, clock, bare, -1)
            )
        )
    if frame.text.startswith("+"):
        raise Misuse(_("{text} is still to come: --at -{rest}?").format(text=frame.text, rest=frame.text[1:].lstrip()))
    raise Misuse(_("{text} is still to come: for a plan, use --next {text}").format(text=frame.text))


def refuse_past(frame: Frame, clock: Clock | None = None, *, bare: bool = False) -> NoReturn:
    """Raise Misuse: a plan lies ahead. `clock`: of a time today."""
    if clock:
        raise Misuse(
            _("{text} is already past: --next {other}?").format(
                text=frame.text, other=_other_day(frame, clock, bare, 1)
            )
        )
    raise Misuse(_('{text} is already past: a plan lies ahead, like "tomorrow" or "in 3 days"').format(text=frame.text))


def _other_day(frame: Frame, clock: Clock, bare: bool, days: int) -> str:  # noqa: FBT001
    """The same time on the day beside, as the user would type it."""
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in frame.text)
    word = ("昨天" if days < 0 else "明天") if chinese else ("yesterday" if days < 0 else "tomorrow")
    if bare:
        return f"{word}{frame.text}" if chinese else f"{word} {frame.text}"
    if clock.hour >= _MIDNIGHT and days < 0:  # tonight at 1: the night before is today's
        word = "今天" if chinese else "today"
    return f"{word} {clock.hour % _MIDNIGHT:02}:{clock.minute:02}"
