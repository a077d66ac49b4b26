"""Dates as other programs write them: one order of day, month and year for a whole column, worked out from all of it.

Reading row by row mis-dates silently (23 of 50 rows of a real file), so a value that reads two ways decides nothing:
the rows that read one way only do, and where none does the import is refused.
"""

import re
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from salescli.exchange.clock_shapes import clock
from salescli.exchange.month_names import CHINESE_WEEKDAY, WEEKDAY, month
from salescli.exchange.refusal import BadRow, shown
from salescli.i18n import _

ORDERS = ("ymd", "dmy", "mdy")

_NUMERIC = re.compile(r"(\d{1,4})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2}|\d)(?=\D|$)(?:(?<=\d)\.(?!\d))?", re.ASCII)
_CHINESE = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?[ .-]*([^\W\d_]{3,10})[ .,-]+(\d{4}|\d{2})(?=\D|$)")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,10})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?=\D|$)")
_YEAR_LAST = re.compile(r"([A-Za-z]{3}) +(\d{1,2}) (\d\d:\d\d:\d\d)((?: (?:Z|UTC|GMT|[+-]\d{4}))?) (\d{4})")  # ctime's
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=T|$| |\d{6}$)", re.ASCII)
_UNIX = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SERIAL = re.compile(r"(?:3[3-9]|[4-6]\d)\d{3}(?:[.,]\d+)?", re.ASCII)  # days since 1899-12-30, from 1990 on
_LONGEST = 100  # characters; a date with the names of its day and its zone has some 70
_STRANGE = {ord(mark): "-" for mark in "−–‐‑"} | dict.fromkeys(map(ord, "\u200e\u200f\ufeff"))


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
    if len(text) > _LONGEST:
        return None
    if not text.isascii():  # full-width figures, the narrow blank before PM, marks of direction
        text = unicodedata.normalize("NFKC", text).translate(_STRANGE)
    text = " ".join(text.split())
    if text[:1].isdecimal():
        return _figures(text) or _named(text)
    weekday = WEEKDAY.match(text)  # looked at second: `mar` is a Tuesday too
    rest = text[weekday.end() :] if weekday else ""
    return _named(text) or (_figures(rest) or _named(rest) if rest else None)


def _figures(text: str) -> Parts | None:
    """A date of figures alone."""
    if found := _NUMERIC.match(text):
        orders = _numeric_orders(found[1], found[2], found[4])
        return Parts((_year(found[1]), int(found[3]), _year(found[4])), orders, _rest(text, found))
    if found := _CHINESE.match(text) or _COMPACT.match(text):
        return Parts((_year(found[1]), int(found[2]), int(found[3])), ("ymd",), _rest(text, found))
    return None


def _named(text: str) -> Parts | None:
    """A date whose month is a word."""
    if (found := _DAY_FIRST.match(text)) and (number := month(found[2])):
        return Parts((int(found[1]), number, _year(found[3])), ("dmy", "named"), _rest(text, found))
    if (found := _MONTH_FIRST.match(text)) and (number := month(found[1])):
        return Parts((number, int(found[2]), _year(found[3])), ("mdy", "named"), _rest(text, found))
    if (found := _YEAR_LAST.fullmatch(text)) and (number := month(found[1])):
        return Parts((number, int(found[2]), int(found[5])), ("mdy", "named"), found[3] + found[4])
    return None


def _year(figures: str) -> int:
    """A figure that may be the year; `0025` is none, and not 2025."""
    return -1 if len(figures) > 2 and int(figures) < 100 else int(figures)  # noqa: PLR2004


def _rest(text: str, found: re.Match[str]) -> str:
    rest = text[found.end() :]
    return rest if rest.isascii() else CHINESE_WEEKDAY.sub("", rest, count=1)


def _numeric_orders(first: str, mark: str, last: str) -> tuple[str, ...]:
    if len(first) > 2:  # noqa: PLR2004  a year
        return ("ymd",) if len(first) == 4 and len(last) < 3 else ()  # noqa: PLR2004
    if len(last) < 2:  # noqa: PLR2004
        return ()
    if mark == ".":
        return ("dmy",)  # nobody writes months first with dots
    return ORDERS if len(first) == len(last) == 2 else ("dmy", "mdy")  # noqa: PLR2004


def readings(text: str, latest: int | None = None) -> frozenset[str]:
    """The orders by which the date in a text is a day of the calendar; all of them where its looks decide.

    Of years of two figures, one after `latest` is not meant where another may be.
    """
    found = parts(text)
    if found is None or "named" in found.orders:
        return frozenset(ORDERS) if found or _UNIX.fullmatch(text) else frozenset()
    days = {order: day(found.figures, order) for order in found.orders}
    possible = frozenset(order for order, meant in days.items() if meant)
    if not latest or found.orders != ORDERS:
        return possible
    return frozenset(order for order in possible if (meant := days[order]) and meant.year <= latest) or possible


def day(figures: tuple[int, int, int], order: str) -> datetime | None:
    """The day that three figures mean by an order, None where it is none of the calendar."""
    year, number, which = (figures[order.index(part)] for part in "ymd")
    if 0 <= year < 100:  # noqa: PLR2004
        year += 2000 if year < 70 else 1900  # noqa: PLR2004
    try:
        return datetime(year, number, which)  # noqa: DTZ001  the zone comes later
    except ValueError:
        return None


def stamp(text: str, order: str) -> Stamp:
    """The moment that a text states, by the order of its column. Raises BadRow."""
    found = parts(text)
    if found is None:
        return _counted(text)
    own = found.orders[0] if "named" in found.orders else order
    meant = day(found.figures, own) if own in found.orders else None
    if meant is None:
        raise BadRow(_("{text} is no day of the calendar").format(text=shown(text)))
    rest = found.rest.strip(" ")
    if not rest:
        return Stamp(meant.replace(hour=12), False, None)  # noqa: FBT003  as elsewhere: a day without a time is noon
    hour, minute, second, offset = clock(text, rest)
    return Stamp(meant.replace(hour=hour, minute=minute, second=second), True, offset)  # noqa: FBT003


def plain(text: str) -> Stamp | None:
    """The moment of an ISO day or a count of seconds, which read one way in any column; None for all other texts."""
    if text.isdecimal():
        return _counted(text) if text.isascii() and _UNIX.fullmatch(text) else None
    if _ISO_DAY.fullmatch(text):
        with suppress(ValueError):
            return Stamp(datetime.fromisoformat(text).replace(hour=12), False, None)  # noqa: FBT003
    return None


def _counted(text: str) -> Stamp:
    """A number that counts seconds or milliseconds since 1970. Raises BadRow for any other."""
    if _UNIX.fullmatch(text):
        whole = text.partition(".")[0]
        seconds = int(whole) // (1000 if len(whole) > 10 else 1)  # noqa: PLR2004
        instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        return Stamp(instant.replace(tzinfo=None), True, UTC)  # noqa: FBT003
    if _SERIAL.fullmatch(text):
        message = _("{text} is a spreadsheet's number for a day: format the column as a date there, and save it again")
        raise BadRow(message.format(text=shown(text)))
    raise BadRow(_("{text} is no date").format(text=shown(text)))
