"""A workbook's cells as the texts that a table has: dates in ISO, durations as 1:05:00, numbers in all their figures.

The texts are such that the rest of an import reads them as it reads a CSV, but nothing is ambiguous any more.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from salescli.exchange import number_formats as formats
from salescli.i18n import _

_DAYS_1900 = date(1899, 12, 30).toordinal()
_DAYS_1904 = date(1904, 1, 1).toordinal()
_LEAP = 60  # of the calendar of 1900: a 29 February that never was
_LAST = 2_958_465  # 31 December 9999
_A_DATE = 10_000  # as a time that is shown without its day: from here on it has one, no duration is that long
_DAY = 86_400
_EXACT = 1e15  # whole numbers up to here keep all their figures in a spreadsheet
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUL, _HALVES = 0, range(0xD800, 0xE000)


class Fault(NamedTuple):
    """A cell that holds no value to be taken: what it shows, and why."""

    shown: str
    reason: str


class Values:
    """Reads cells of one workbook."""

    def __init__(self, kinds: Sequence[str], *, since_1904: bool) -> None:
        """`kinds` are those of number_formats, by the number of the cell's style."""
        self._kinds = kinds
        self._first = _DAYS_1904 if since_1904 else _DAYS_1900
        self._day = lru_cache(maxsize=4096)(self._day_of)

    def kind(self, style: str | None) -> str:
        """The kind of a style; PLAIN for one that is not there. Raises ValueError for what is no number."""
        at = int(style) if style else 0
        return self._kinds[at] if 0 <= at < len(self._kinds) else formats.PLAIN

    def number(self, raw: str, kind: str) -> str | Fault:
        """The text of a number. Raises ValueError for what is none."""
        if kind is formats.PLAIN and len(raw) < 16 and raw.isdecimal() and raw.isascii():  # noqa: PLR2004  exact
            return raw if raw[0] != "0" else str(int(raw))
        value = float(raw)
        if kind == formats.PLAIN or not abs(value) < 1e300:  # noqa: PLR2004  nor endless
            return _plain(value)
        if kind == formats.PERCENT:
            found = _plain(value * 100)
            return f"{found}%" if isinstance(found, str) else found
        if kind.startswith("0"):
            found = _plain(value)
            return found.zfill(len(kind)) if isinstance(found, str) and found.isdecimal() else found
        return self._time(value, kind) or _plain(value)

    def _time(self, value: float, kind: str) -> str:
        """A number that is shown as a date or time; empty where it is none."""
        seconds = round(value * _DAY)
        days, rest = divmod(seconds, _DAY)
        if value < 0 or days > _LAST:
            return ""
        if kind == formats.SPAN or days == 0 or (days < _A_DATE and kind in {formats.CLOCK, formats.MINUTES}):
            return _clock(seconds)
        day = self._day(days)
        return day if kind == formats.DAY and not rest else f"{day} {_clock(rest):0>8}"

    def _day_of(self, days: int) -> str:
        if self._first == _DAYS_1900 and days < _LEAP:
            days += 1
        return date.fromordinal(min(self._first + days, date.max.toordinal())).isoformat()


def error(raw: str) -> Fault:
    """The fault of a cell that shows an error, such as #N/A."""
    return Fault(raw, _("the cell holds the error {error}").format(error=raw[:20]))


def uncalculated() -> Fault:
    """The fault of a formula whose value is not in the file."""
    reason = _("a formula whose value is not in the file: open it in a spreadsheet program and save it again")
    return Fault("=", reason)


def iso(raw: str) -> str:
    """A cell that holds a date in ISO, as strict workbooks may: with a blank for the T, without parts of a second."""
    found = re.fullmatch(
        r"(\d{4}-\d\d-\d\d)?(?:T?(\d\d:\d\d:\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?", raw.strip(), re.ASCII
    )
    return " ".join(filter(None, (found[1], found[2]))) + (found[3] or "") if found else raw


def boolean(raw: str) -> str:
    """As a CSV has it that a spreadsheet program wrote."""
    return "TRUE" if raw.strip() in {"1", "true"} else "FALSE"


def text(raw: str) -> str:
    """A text with the characters that XML cannot hold: `_x000D_` is a carriage return."""
    return _ESCAPE.sub(_character, raw) if "_x" in raw else raw


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    return escape[0] if code == _NUL or code in _HALVES else chr(code)


def _plain(value: float) -> str | Fault:
    """A number as a person writes it: whole ones without a point, never with an exponent."""
    if value.is_integer():
        if abs(value) < _EXACT:
            return str(int(value))
        reason = _("a number of more than 15 figures, whose last are lost in a spreadsheet; it has to be a text there")
        return Fault(f"{value:.0f}", reason)
    found = f"{value:.15g}"
    return f"{Decimal(found):f}" if "e" in found else found


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
