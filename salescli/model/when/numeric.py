"""Dates in figures. One that reads two ways is refused with both readings, unless the order set decides."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.when.draft import Clock, Draft, Frame, Numeric

if TYPE_CHECKING:
    from collections.abc import Callable

_ORDERS = ("dmy", "mdy", "ymd")
_FULL = 3


def settle_numeric(draft: Draft, frame: Frame, nearest: Callable[[int, int], tuple[date, ...]]) -> None:
    """Turn the figures into a date, or into a time (`yesterday 15.30`), in place.

    `nearest` finds the days that a month and day without a year can mean. Raises Misuse for two readings and
    for none.
    """
    numeric = draft.numeric
    if numeric is None:
        return
    draft.numeric = None
    clock = _as_clock(numeric)
    if clock and draft.clock is None and draft.said() - {"part", "weekday"}:
        draft.clock = clock
        return
    readings = _dates(numeric, frame.order, nearest)
    if clock and not readings and draft.clock is None:
        draft.clock = clock
    elif clock and draft.clock is None and not frame.order:
        _refuse(numeric, [str(days[0]) for days in readings.values()] + [f"{clock.hour:02}:{clock.minute:02}"])
    elif len(readings) == 1:
        _keep(draft, next(iter(readings)), numeric)
    elif readings:
        _refuse(numeric, [str(days[0]) for days in readings.values()])
    else:
        raise Misuse(_("{text} is no day of the calendar").format(text=numeric.text))


def _keep(draft: Draft, reading: tuple[int, int, int], numeric: Numeric) -> None:
    if len(numeric.figures) == _FULL:
        draft.ymd = reading
    else:
        draft.month_day = reading[1:]


def _refuse(numeric: Numeric, readings: list[str]) -> None:
    raise Misuse(
        _("{text} reads two ways, {readings}: which one? (the setting date-order decides for good)").format(
            text=numeric.text, readings=_(" or ").join(readings)
        )
    )


def _as_clock(numeric: Numeric) -> Clock | None:
    """`15.30`, as some write the time."""
    if numeric.sign != "." or len(numeric.figures) == _FULL:
        return None
    hour, minute = numeric.figures
    two_digits, hours, minutes = 2, 24, 60
    if len(minute) == two_digits and len(hour) <= two_digits and int(hour) < hours and int(minute) < minutes:
        return Clock(int(hour), int(minute))
    return None


def _dates(
    numeric: Numeric, order: str | None, nearest: Callable[[int, int], tuple[date, ...]]
) -> dict[tuple[int, int, int], tuple[date, ...]]:
    """Each possible (year, month, day), the year 0 where none is written, with the days it can mean."""
    found: dict[str, tuple[int, int, int]] = {}
    days: dict[tuple[int, int, int], tuple[date, ...]] = {}
    for name in _ORDERS:
        reading = _in_order(numeric.figures, name)
        if reading is None:
            continue
        meant = nearest(*reading[1:]) if not reading[0] else _calendar(reading)
        if meant:
            found[name], days[reading] = reading, meant
    if order in found:
        return {found[order]: days[found[order]]}
    return days


def _in_order(figures: tuple[str, ...], order: str) -> tuple[int, int, int] | None:
    """The figures as (year, month, day) when that order suits how they are written."""
    if len(figures) < _FULL:
        letters = order.replace("y", "")
        values = dict(zip(letters, figures, strict=True))
    else:
        values = dict(zip(order, figures, strict=True))
    year = values.get("y", "0")
    long_year = 4
    if any(len(values[letter]) > len("12") for letter in "md") or len(year) not in {1, 2, long_year}:
        return None
    if len(figures) == _FULL and len(year) != long_year:
        if len(year) == 1:
            return None
        year = "20" + year
    return int(year), int(values["m"]), int(values["d"])


def _calendar(reading: tuple[int, int, int]) -> tuple[date, ...]:
    try:
        return (date(*reading),)
    except ValueError:
        return ()
