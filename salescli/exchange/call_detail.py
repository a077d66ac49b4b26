"""What telephone systems' records have in common: known without a header, and which way a call went."""

import re

from salescli.exchange.preset import Row

_INWARD = (
    "from-trunk",
    "from-pstn",
    "from-did",
    "from-external",
    "from-outside",
    "ext-did",
    "inbound",
    "incoming",
    "public",
)
_OUTWARD = ("from-internal", "outbound", "outgoing", "outrt", "to-trunk", "default")
_STATED = {"inbound": False, "outbound": True}
_LONGEST_EXTENSION = 6  # digits
# 2026-11-02 09:15:04 as programs write it; 2026/11/2 9:15 and 2/11/2026 9:15 as a spreadsheet saves it again
_WHEN = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?", re.ASCII)


def columns(names: str) -> list[str]:
    """The names of columns, written in one line."""
    return names.split()


def is_time(text: str) -> bool:
    """Whether a cell looks like a day with a time."""
    return bool(_WHEN.fullmatch(text))


def are_times(*texts: str) -> bool:
    """Whether all the cells that are not empty look like times, and the first is not empty."""
    return bool(texts[0]) and all(is_time(text) for text in texts if text)


def outward(context: str, caller: str, called: str, stated: str = "") -> bool:
    """Whether a call went out: as is stated, else by the dial plan's context, else by the numbers.

    By the numbers, in is only an extension called from a long number.
    """
    if stated.lower() in _STATED:
        return _STATED[stated.lower()]
    context = context.lower()
    if context.startswith(_INWARD):
        return False
    if context.startswith(_OUTWARD):
        return True
    return not (_is_long(caller) and not _is_long(called))


def other_party(row: Row, caller: str, called: str, *, out: bool) -> str:
    """The number of whom the call was with; nothing for a place in a dial plan (s, h, i, t, &)."""
    other = row[called if out else caller]
    return "" if len(other) == 1 and not other.isdecimal() else other


def _is_long(number: str) -> bool:
    digits = number.lstrip("+")
    return digits.isdecimal() and len(digits) > _LONGEST_EXTENSION
