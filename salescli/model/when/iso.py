"""ISO 8601, read strictly: the shape is checked first, since `fromisoformat` takes more than is meant."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.when.draft import Clock

_DAY = r"(?P<day>\d{4}-\d\d-\d\d|\d{8}|\d{4}-?W\d\d-?[1-7])"
_TIME = r"(?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?)?"
_OFFSET = r"(?P<offset> ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?"
_SHAPE = _DAY + r"(?:[T ]" + _TIME + _OFFSET + r")?"


class Stamp(NamedTuple):
    """A day, perhaps with a clock, perhaps with an offset of its own."""

    day: date
    clock: Clock | None
    offset: timezone | None


def read_stamp(text: str) -> Stamp | None:
    """A text that is ISO 8601 from the day on; None for any other. Raises Misuse for a day that is not."""
    if len(text) < len("20261120") or not text[:4].isdecimal():
        return None
    found = re.fullmatch(_SHAPE, text.upper(), re.ASCII)
    # `2026-11-20 15` is an hour only after a T: else it is a bare number, as everywhere
    if found is None or (found["hour"] and not found["minute"] and text[len(found["day"])] == " "):
        return None
    return Stamp(_day(found["day"]), _clock(found, text), _offset(found["offset"], text))


def local(stamp: Stamp) -> datetime:
    """The stamp's wall time, without a zone. Only for one with a clock."""
    clock = stamp.clock or Clock(0)
    start = datetime(stamp.day.year, stamp.day.month, stamp.day.day)  # noqa: DTZ001  the zone comes later
    return start + timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Misuse(_("{text} is no day of the calendar").format(text=text)) from None


def _clock(found: re.Match[str], text: str) -> Clock | None:
    if not found["hour"]:
        return None
    clock = Clock(int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0))
    check_clock(clock, text)
    return clock


def check_clock(clock: Clock, text: str) -> None:
    """Raise Misuse for what no clock shows; 24:00 is the end of the day."""
    top = 24
    fits = clock.hour < top and clock.minute < 60 and clock.second < 60  # noqa: PLR2004
    if not fits and clock[:3] != (top, 0, 0):
        raise Misuse(_("{text}: no clock shows that; times go from 00:00 to 23:59").format(text=text))


def _offset(text: str | None, whole: str) -> timezone | None:
    if not text:
        return None
    if text.strip() in {"Z", "UTC", "GMT"}:
        return UTC
    sign, figures = text.strip()[0], text.strip()[1:].replace(":", "")
    span = timedelta(hours=int(figures[:2]), minutes=int(figures[2:] or 0))
    if span > timedelta(hours=14) or int(figures[2:] or 0) > 59:  # noqa: PLR2004
        raise Misuse(_("{text}: no place has that offset from UTC").format(text=whole))
    return timezone(-span if sign == "-" else span)
