"""The time of day as other programs write it behind a date, and the offset behind that."""

import re
from datetime import UTC, timedelta, timezone

from salescli.exchange.refusal import BadRow, shown
from salescli.i18n import _

Clock = tuple[int, int, int, timezone | None]
"""Hour, minute, second, offset if any."""

_CHINESE = re.compile(r"(\d{1,2}) ?[时時點点](?: ?(\d{1,2}) ?分(?: ?(\d{1,2}) ?秒)?)?")
_DOTTED = re.compile(r"(?<![\d:.])(\d{1,2})[.h](\d{2})(?:[.:](\d{2}))?(?![\d:])")  # 16.05 Uhr, 16h05
_COMPACT = re.compile(r"[T ]?(\d\d)(\d\d)(\d\d)?(?=Z|[+-]|$)", re.ASCII)
_ZONE = r"(?:UTC|GMT|Z)? ?[+-]\d{1,2}(?::?\d{2})?|Z|UTC|GMT"
_CLOCK = re.compile(
    r"(?:T|,? ?(?:(?:at|um|à) )?)(上午|下午|凌晨|早上|晚上|中午|午前|午後|오전|오후|[AP]M)? ?"
    r"(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,]\d*|:\d{3})?)?)?"
    rf" ?([AP]\.? ?M\.?)?(?: ?Uhr)? ?(?:\(?({_ZONE})\)?)?(?: \([^()]*\))?",
    re.IGNORECASE | re.ASCII,
)
_HALVES = {"上午": "a", "凌晨": "a", "早上": "a", "午前": "a", "오전": "a",
           "下午": "p", "晚上": "p", "中午": "noon", "午後": "p", "오후": "p"}  # fmt: skip
_NAMED_ZONE = re.compile(r"\d ?(?:[AP]M )?\(?([A-Z]{2,5})\)?$", re.IGNORECASE)
_NOON, _LAST = 12, 23


def clock(text: str, rest: str) -> Clock:
    """What the clock showed, by the part of a text behind its date. Raises BadRow."""
    if not rest.isascii():
        rest = _CHINESE.sub(lambda found: f"{found[1]}:{found[2] or 0:0>2}:{found[3] or 0:0>2}", rest)
    compact = _COMPACT.match(rest)
    if compact:
        rest = f"T{compact[1]}:{compact[2]}:{compact[3] or '00'}{rest[compact.end() :]}"
    elif ":" not in rest[:4]:
        rest = _DOTTED.sub(lambda found: f"{found[1]}:{found[2]}:{found[3] or '00'}", rest, count=1)
    found = _CLOCK.fullmatch(rest)
    if found is None or (found[3] is None and not (found[1] or found[5])):
        raise BadRow(_no_time(text, rest))
    hour = _hour(int(found[2]), found[1] or found[5])
    minute, second = int(found[3] or 0), int(found[4] or 0)
    if hour is None or hour > _LAST or minute > 59 or second > 59:  # noqa: PLR2004
        raise BadRow(_("{text}: no clock shows that").format(text=shown(text)))
    return hour, minute, second, offset_of(found[6])


def _hour(hour: int, half: str | None) -> int | None:
    """The hour of the day; None for one that does not go with its half of the day. `16:05 PM` is what some write."""
    if not half:
        return hour
    which = _HALVES.get(half) or half[0].lower()
    if which == "noon":
        return hour + (_NOON if hour < 3 else 0) if hour < 3 or hour in {11, _NOON} else None  # noqa: PLR2004
    if which == "a":
        return hour % _NOON if hour <= _NOON else None
    if half == "晚上" and hour == _NOON:
        return None  # midnight, and nobody can tell of which day
    return hour % _NOON + _NOON


def _no_time(text: str, rest: str) -> str:
    named = _NAMED_ZONE.search(rest)
    if named and named[1].upper() not in {"AM", "PM"}:
        message = _("{text}: the zone {zone} says no offset; write it as +01:00, or leave it out and say --tz")
        return message.format(text=shown(text), zone=named[1])
    return _("{text} has no time that can be read").format(text=shown(text))


def offset_of(text: str | None) -> timezone | None:
    """An offset as written: `Z`, `UTC`, `+08:00`, `+0800`, `+08`, `GMT+1`. Raises BadRow for one of no place."""
    if not text:
        return None
    figures = text.upper().removeprefix("UTC").removeprefix("GMT").removeprefix("Z").strip()
    if not figures:
        return UTC
    digits = figures[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")  # noqa: PLR2004
    span = timedelta(hours=int(hours), minutes=int(minutes))
    if span > timedelta(hours=14):
        raise BadRow(_("{text}: no place has that offset from UTC").format(text=shown(text)))
    return timezone(-span if figures[0] == "-" else span)
