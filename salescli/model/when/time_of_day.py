"""The time of day: what was written, under the part of the day that was said beside it."""

from __future__ import annotations

from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.when.draft import FIXED, LITERAL, LOOSE, Clock

_NOON = 12
_DAY = 24


class Part(NamedTuple):
    """A part of the day. Hours count from the day's midnight; from 24 on they are the next morning's."""

    usual: int | None  # the hour meant when none is said; None: an hour must be said
    begins: int  # from here on a log of "this afternoon" is now
    hours: dict[int, int]  # hour as written (1 to 12, or of 24) to hour meant


def _hours(early: range, shift: int, literal: range, extra: dict[int, int]) -> dict[int, int]:
    return {hour: hour for hour in literal} | {hour: hour + shift for hour in early} | extra


PARTS = {
    "morning": Part(9, 0, _hours(range(0), 0, range(_NOON), {})),
    "noon": Part(12, 11, _hours(range(1, 3), 12, range(11, 15), {})),
    "afternoon": Part(15, 12, _hours(range(1, 8), 12, range(12, 20), {})),
    "evening": Part(19, 17, _hours(range(4, 12), 12, range(16, 24), {})),
    "dusk": Part(18, 17, _hours(range(4, 9), 12, range(16, 21), {})),
    # The night of a day runs into the next morning: `last night at 2` is today, 02:00.
    "night": Part(
        20,
        18,
        _hours(range(5, 12), 12, range(17, 24), {h: h + 24 for h in (0, 1, 2, 3, 4)} | {12: 24, 24: 24}),
    ),
    "small hours": Part(None, 0, _hours(range(0), 0, range(8), {12: 0, 11: 23})),
}


def hours_meant(clock: Clock | None, part: str | None, text: str) -> Clock | None:
    """The clock in hours from the day's midnight (24 and more: the next morning); None for no time at all.

    Raises Misuse for a bare hour, for a part of the day that needs one, and where the two contradict.
    """
    if part is None:
        return _alone(clock, text)
    known = PARTS[part]
    if clock is None:
        if known.usual is None:
            raise Misuse(_("{text}: say the hour too, like 凌晨2点 or 2am").format(text=text))
        return Clock(known.usual, kind=LITERAL)
    hour = _fixed(clock.hour, known) if clock.kind == FIXED else known.hours.get(clock.hour)
    if hour is None:
        raise Misuse(
            _("{text}: {hour}:{minute:02} is not in that part of the day; say it in 24 hours, like 15:30").format(
                text=text, hour=clock.hour, minute=clock.minute
            )
        )
    return clock._replace(hour=hour, kind=FIXED)


def _alone(clock: Clock | None, text: str) -> Clock | None:
    if clock and clock.kind == LOOSE:
        hour = clock.hour
        if hour % _DAY <= _NOON:
            raise Misuse(
                _("{text}: is {hour} in the morning or in the afternoon? Say {hour}am, {hour}pm or 15:30").format(
                    text=text, hour=hour
                )
            )
        raise Misuse(_("{text}: write a time with its minutes, like {hour}:00").format(text=text, hour=hour))
    return clock


def _fixed(hour: int, part: Part) -> int | None:
    """An hour of 24 is kept if the part of the day holds it, tonight's small hours being tomorrow's."""
    if hour in part.hours.values():
        return hour
    return hour + _DAY if hour + _DAY in part.hours.values() else None
