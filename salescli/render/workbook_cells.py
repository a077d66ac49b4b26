"""Rows as the XML of a sheet, some millions of cells of it: what each column holds is found out once."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache, partial

from salescli.exchange.column_kinds import DAY, INSTANT, NUMBER, kind
from salescli.i18n import _
from salescli.model.errors import Impossible

MOST_ROWS = 1_048_575  # of a sheet, the header aside
LONGEST_TEXT = 32_767  # of a cell, in UTF-16
_FIRST_DAY = date(1900, 3, 1)  # before, Excel counts a day that never was
_DAY_NOUGHT = date(1899, 12, 30).toordinal()
_DAY_SECONDS = 86_400

_CARE = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_|^\s|\s$")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LIKE_CONTROL = re.compile(r"(?=_x[0-9a-fA-F]{4}_)")
_WHITE_ENDS = re.compile(r"^\s|\s$")

Value = str | int | float | None
Row = Sequence[Value]


class TooLong(Exception):  # noqa: N818  told to people in other words
    """A text that no cell holds; where it stands."""

    def __init__(self, row: Row, place: int) -> None:
        """`place` is the column's, from 0."""
        super().__init__(place)
        self.row, self.place = row, place


def accept_rows(count: int) -> None:
    """Raises Impossible for more rows than a sheet holds."""
    if count > MOST_ROWS:
        message = _("a sheet holds {most} rows, not {count}: take fewer with --since and --until, or -f csv or parquet")
        raise Impossible(message.format(most=MOST_ROWS, count=count))


class Cells:
    """Writes rows of these columns."""

    def __init__(self, columns: Sequence[str], styles: Mapping[str, int], zone: tzinfo | None) -> None:
        """`styles` are the numbers of the formats of days and instants; instants in UTC are put into `zone`."""
        self._letters = [_letters(place) for place in range(len(columns))]
        ways: dict[str, Callable[[str, str], str]] = {
            DAY: partial(_day, styles[DAY]),
            INSTANT: partial(_instant, styles[INSTANT], zone),
            NUMBER: _number,
        }
        self._ways = [ways.get(kind(name), _text) for name in columns]

    def rows(self, rows: Sequence[Row], first: int) -> str:
        """The rows in one text; `first` is the number of the first, from 1. Raises TooLong."""
        written = []
        for number, row in enumerate(rows, first):
            end = f'{number}"'
            written.append(f'<row r="{end}>')
            for letter, way, value in zip(self._letters, self._ways, row, strict=True):
                if value is None or value == "":
                    continue
                if isinstance(value, str):
                    if len(value) > LONGEST_TEXT // 2 and _units(value) > LONGEST_TEXT:
                        raise TooLong(row, self._letters.index(letter))
                    written.append(way(letter + end, value))
                else:
                    written.append(f'<c r="{letter}{end}><v>{value:.16G}</v></c>')
            written.append("</row>")
        return "".join(written)


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _text(place: str, text: str) -> str:
    if not _CARE.search(text):
        return f'<c r="{place} t="inlineStr"><is><t>{text}</t></is></c>'
    keep = ' xml:space="preserve"' if _WHITE_ENDS.search(text) else ""
    text = _LIKE_CONTROL.sub("_x005F", text)
    text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<c r="{place} t="inlineStr"><is><t{keep}>{text}</t></is></c>'


def _number(place: str, text: str) -> str:
    return f'<c r="{place}><v>{float(text):.16G}</v></c>'


def _day(style: int, place: str, text: str) -> str:
    serial = _serial(text)
    return _text(place, text) if serial is None else f'<c r="{place} s="{style}"><v>{serial}</v></c>'


def _instant(style: int, zone: tzinfo | None, place: str, text: str) -> str:
    """The local time as it was where it was written: a spreadsheet's times know no offset."""
    if text[19:] == "Z":
        text = _local(text, zone)
    serial, seconds = _serial(text[:10]), _seconds(text[11:19])
    if serial is None or seconds is None:
        return _text(place, text)
    return f'<c r="{place} s="{style}"><v>{serial + seconds:.16G}</v></c>'


@lru_cache(maxsize=4096)
def _serial(text: str) -> int | None:
    """The number by which Excel knows an ISO day; None for what is none, or before its calendar is right."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day.toordinal() - _DAY_NOUGHT if day >= _FIRST_DAY else None


@lru_cache(maxsize=_DAY_SECONDS)
def _seconds(text: str) -> float | None:
    """A time of the day, `15:04:00`, as Excel's part of a day."""
    try:
        hour, minute, second = map(int, text.split(":"))
    except ValueError:
        return None
    return (hour * 3600 + minute * 60 + second) / _DAY_SECONDS


@lru_cache(maxsize=4096)
def _local(text: str, zone: tzinfo | None) -> str:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(zone).isoformat(timespec="seconds")


def _letters(place: int) -> str:
    """A column as Excel calls it: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
