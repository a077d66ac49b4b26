"""Dates as other programs write them: one order of day, month and year for a whole column, worked out from all of it.

Reading row by row mis-dates silently (23 of 50 rows of a real file), so a value that reads two ways decides nothing:
the rows that read one way only do, and where none does the import is refused.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from salescli.exchange.refusal import BadRow, shown
from salescli.i18n import _

ORDERS = ("ymd", "dmy", "mdy")

_NUMERIC = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{4}|\d{2}|\d)(?=\D|$)", re.ASCII)
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_DAY_FIRST = re.compile(r"(?:[A-Za-z]{3},\s*)?(\d{1,2})[ .-]+([A-Za-z]{3,9})[ .,-]+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2}),? +(\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=T|$)", re.ASCII)
_UNIX = re.compile(r"\d{10}(?:\d{3})?", re.ASCII)
_CLOCK = re.compile(
    r"[T ,]*(上午|下午)?\s*(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(?:[.,]\d+)?)?\s*([AaPp])?\.?(?(5)[Mm]\.?)"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?",
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}


class Stamp(NamedTuple):
    """A moment as written: the local time, whether it has a clock, and its own offset if any."""

    local: datetime
    timed: bool
    offset: timezone | None


class Parts(NamedTuple):
    """The three figures of a date in the order written, the orders in which they may be read, and what follows."""

    figures: tuple[int, int, int]
    orders: tuple[str, ...]
    rest: str


def parts(text: str) -> Parts | None:
    """The date at the beginning of a text; None for what is no date by its looks."""
    if found := _NUMERIC.match(text):
        return Parts(
            (int(found[1]), int(found[3]), int(found[4])),
            _numeric_orders(found[1], found[2], found[4]),
            text[found.end() :],
        )
    if found := _CHINESE.match(text) or _COMPACT.match(text):
        return Parts((int(found[1]), int(found[2]), int(found[3])), ("ymd",), text[found.end() :])
    for pattern, order, month in ((_DAY_FIRST, "dmy", 2), (_MONTH_FIRST, "mdy", 1)):
        found = pattern.match(text)
        number = _MONTHS.get(found[month][:3].lower()) if found else None
        if found and number:
            first, second, year = (number if at == month else int(found[at]) for at in (1, 2, 3))
            return Parts((first, second, year), (order, "named"), text[found.end() :])
    return None


def _numeric_orders(first: str, mark: str, last: str) -> tuple[str, ...]:
    if len(first) > 2:  # noqa: PLR2004  a year
        return ("ymd",) if len(first) == 4 and len(last) < 3 else ()  # noqa: PLR2004
    if len(last) < 2:  # noqa: PLR2004
        return ()
    return ("dmy",) if mark == "." else ("dmy", "mdy")  # nobody writes months first with dots


def readings(text: str) -> frozenset[str]:
    """The orders by which the date in a text is a day of the calendar; all of them where its looks decide."""
    found = parts(text)
    if found is None or "named" in found.orders:
        return frozenset(ORDERS) if found or _UNIX.fullmatch(text) else frozenset()
    return frozenset(order for order in found.orders if _day(found.figures, order))


def _day(figures: tuple[int, int, int], order: str) -> datetime | None:
    named = dict(zip(order, figures, strict=True))
    year = named["y"] if named["y"] > 99 else named["y"] + (2000 if named["y"] < 70 else 1900)  # noqa: PLR2004
    try:
        return datetime(year, named["m"], named["d"])  # noqa: DTZ001  the zone comes later
    except ValueError:
        return None


def stamp(text: str, order: str) -> Stamp:
    """The moment that a text states, by the order of its column. Raises BadRow."""
    if _UNIX.fullmatch(text):
        seconds = int(text) // (1000 if len(text) > 10 else 1)  # noqa: PLR2004
        instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        return Stamp(instant.replace(tzinfo=None), True, UTC)  # noqa: FBT003
    found = parts(text)
    if found is None:
        raise BadRow(_("{text} is no date").format(text=shown(text)))
    own = found.orders[0] if "named" in found.orders else order
    day = _day(found.figures, own) if own in found.orders else None
    if day is None:
        raise BadRow(_("{text} is no day of the calendar").format(text=shown(text)))
    return _with_clock(text, day, found.rest.strip())


def _with_clock(text: str, day: datetime, rest: str) -> Stamp:
    if not rest:
        return Stamp(day.replace(hour=12), False, None)  # noqa: FBT003  as elsewhere: a day without a time is noon
    clock = _CLOCK.fullmatch(rest)
    if clock is None:
        raise BadRow(_("{text} has no time that can be read").format(text=shown(text)))
    hour, half = (
        int(clock[2]),
        clock[5].lower() if clock[5] else {"上午": "a", "下午": "p"}.get(clock[1] or ""),
    )
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        local = day.replace(hour=hour, minute=int(clock[3]), second=int(clock[4] or 0))
    except ValueError:
        raise BadRow(_("{text}: no clock shows that").format(text=shown(text))) from None
    return Stamp(local, True, offset_of(clock[6]))  # noqa: FBT003


def offset_of(text: str | None) -> timezone | None:
    """An offset as written: `Z`, `UTC`, `+08:00`, `+0800`, `+08`."""
    if not text:
        return None
    if text in {"Z", "UTC", "GMT"}:
        return UTC
    digits = text[1:].replace(":", "")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    if span > timedelta(hours=14):
        raise BadRow(_("{text}: no place has that offset from UTC").format(text=shown(text)))
    return timezone(-span if text[0] == "-" else span)
