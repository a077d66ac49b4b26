"""How a whole column of dates is to be read: by what its rows allow, else by what is stated."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime

from salescli.exchange import date_shapes
from salescli.exchange.clock_shapes import Clock, clock, offset_of
from salescli.exchange.date_evidence import Evidence
from salescli.exchange.refusal import BadRow, shown
from salescli.i18n import _
from salescli.model.errors import Misuse

Reading = Callable[[str], date_shapes.Stamp]
_REMEMBERED = 100_000
_CLOCK_MARKS = ("%H", "%I", "%c", "%X")
_DAY_MARKS = ("%d", "%j", "%c", "%x", "%u", "%w")


def by_format(stated: str) -> Reading:
    """A reader for `--date-format`: dmy, mdy, ymd, or strptime's own. Raises Misuse for one that cannot be used."""
    if stated.lower() in date_shapes.ORDERS:
        return by_order(stated.lower())
    _check(stated)
    timed = any(mark in stated for mark in _CLOCK_MARKS)

    def read(text: str) -> date_shapes.Stamp:
        try:
            found = datetime.strptime(text, stated)  # noqa: DTZ007  the zone comes later
        except ValueError:
            message = _("{text} is not written as {format}")
            raise BadRow(message.format(text=shown(text), format=shown(stated))) from None
        offset = offset_of(found.strftime("%z")[:5]) if found.tzinfo else None
        local = found.replace(tzinfo=None, microsecond=0)
        return date_shapes.Stamp(local if timed else local.replace(hour=12), timed, offset)

    return read


def _check(stated: str) -> None:
    """Raise Misuse for a format by which no moment can be told."""
    marks = stated.replace("%%", "")
    reason = None
    if "%" not in marks:
        message = _("--date-format is dmy, mdy, ymd or such as %d.%m.%Y %H:%M, not {text}")
        raise Misuse(message.format(text=shown(stated)))
    if not any(mark in marks for mark in _DAY_MARKS):
        reason = _("it has no day, which is %d")
    elif "%I" in marks and "%p" not in marks:
        reason = _("%I is an hour of twelve and needs %p for AM or PM; %H is an hour of 24")
    elif "%Z" in marks:
        reason = _("%Z says no offset: %z reads +01:00; else write the zone's letters as they are, and say --tz")
    else:
        try:
            datetime.strptime("", stated)  # noqa: DTZ007  nothing is read
        except ValueError as error:
            if not str(error).startswith("time data"):
                reason = _("it is none of strptime's")
        except (re.error, IndexError):
            reason = _("it has something twice")
    if reason:
        raise Misuse(_("--date-format {text}: {reason}").format(text=shown(stated), reason=reason))


def by_evidence(
    cells: Iterable[tuple[int, str]], setting: str | None, latest: int | None = None
) -> tuple[str, Reading]:
    """The order that a column's rows allow, and a reader by it; `latest` is the last year that can be meant.

    Raises Undecided where they allow two, or none.
    """
    evidence = Evidence(latest)
    seen = evidence.seen
    for line, text in cells:
        if text and text[:10] not in seen:
            evidence.see(line, text)
    order = evidence.order(setting)
    return order, by_order(order)


def by_order(order: str) -> Reading:
    """A reader by one order that remembers days and clocks: a million rows have few of them."""
    days: dict[str, tuple[datetime, str]] = {}
    clocks: dict[str, Clock] = {}

    def read(text: str) -> date_shapes.Stamp:
        head, blank, tail = (text[:10], "", text[10:]) if text[10:11] == "T" else text.partition(" ")
        day, behind = days.get(head) or (None, "")
        if day is None or tail[:1] == " ":
            return _read_first(text, head, order, days)
        rest = behind + blank + tail
        if not rest:
            return date_shapes.Stamp(day, False, None)  # noqa: FBT003
        shows = clocks.get(rest)
        if shows is None:
            if len(clocks) > _REMEMBERED:
                clocks.clear()
            shows = clocks[rest] = clock(text, " ".join(rest.split()))
        hour, minute, second, offset = shows
        return date_shapes.Stamp(day.replace(hour=hour, minute=minute, second=second), True, offset)  # noqa: FBT003

    return read


def _read_first(text: str, head: str, order: str, days: dict[str, tuple[datetime, str]]) -> date_shapes.Stamp:
    """A moment of a day that was not met yet, or is written in words."""
    stamp = date_shapes.stamp(text, order)
    found = date_shapes.parts(head) if text.isascii() else None
    day = date_shapes.day(found.figures, order) if found and order in found.orders else None
    if found and day and "named" not in found.orders and len(head) <= 11:  # noqa: PLR2004  a date, and a comma
        if len(days) > _REMEMBERED:
            days.clear()
        days[head] = day.replace(hour=12), found.rest
    return stamp
