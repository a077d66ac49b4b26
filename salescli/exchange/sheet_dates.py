"""Dates of a workbook: those of date cells are plain, in ISO; those that are texts are worked out as in a CSV."""

import re
from collections.abc import Callable

from salescli.exchange import date_shapes
from salescli.exchange.date_column import Reading, by_format
from salescli.exchange.refusal import BadRow, Undecided
from salescli.i18n import _

_PLAIN = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]|$)", re.ASCII)


class CellDates:
    """Reads what is plain as that, and all else by `reading`."""

    def __init__(self, reading: Reading, stated: str | None) -> None:
        """`stated` is what --date-format says."""
        self._reading = reading
        self._stated = by_format(stated) if stated else None

    def __call__(self, text: str) -> date_shapes.Stamp:
        """The moment. Raises BadRow, and Undecided for a plain date which by --date-format would be another one."""
        if not _PLAIN.match(text):
            return self._reading(text)
        found = date_shapes.stamp(text, "ymd")
        if self._stated and self._differs(text, found):
            message = _("{text} is a date already, and by --date-format another one: leave --date-format out")
            raise Undecided(message.format(text=text))
        return found

    def _differs(self, text: str, found: date_shapes.Stamp) -> bool:
        try:
            other = self._stated(text) if self._stated else found
        except BadRow:
            return False
        return other.local.date() != found.local.date()


def of_texts(when: Callable[[list[str]], str]) -> Callable[[list[str]], str]:
    """Take the moment out of a row, but for plain ones, which say nothing of how the others are written."""

    def text(cells: list[str]) -> str:
        found = when(cells)
        return "" if _PLAIN.match(found) else found

    return text
