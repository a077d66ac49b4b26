"""The dates of a table's rows: the plain ones one by one, all others by what the whole column says."""

from collections.abc import Callable

from salescli.exchange.date_column import Reading, by_evidence, by_format
from salescli.exchange.date_shapes import ORDERS, Stamp, parts, plain, readings
from salescli.exchange.format import Setting
from salescli.exchange.rows import Rows
from salescli.i18n import _

_REMEMBERED = 100_000  # days


def dates_of(table: Rows, when: Callable[[list[str]], str], setting: Setting, understood: list[str]) -> Reading:
    """What reads them; how, is added to `understood`. `when` takes the text of the moment out of a row."""
    if table.source.sheets is None:
        return _Dates(table, when, setting, understood)
    from salescli.exchange.sheet_dates import CellDates, of_texts

    return CellDates(_Dates(table, of_texts(when), setting, understood), setting.date_format)


class _Dates:
    """Reads dates that are not plain ISO: how, is worked out from the whole column when the first one comes."""

    def __init__(self, table: Rows, when: Callable[[list[str]], str], setting: Setting, understood: list[str]) -> None:
        self._table, self._when, self._setting = table, when, setting
        self._understood = understood
        self._reading: Reading | None = None if setting.date_format is None else by_format(setting.date_format)
        self._days: dict[str, Stamp] = {}
        self._is_said = False

    def __call__(self, text: str) -> Stamp:
        if self._reading is None and (found := self._days.get(text) or self._read_plainly(text)):
            return found
        if self._reading is None:
            width = len(self._table.header)
            rows = ((line, cells) for line, cells in self._table.rows() if len(cells) == width)
            cells = ((line, self._when(cells)) for line, cells in rows)
            order, self._reading = by_evidence(cells, self._setting.date_order, self._setting.now.year + 1)
            self._say(text, order)
        return self._reading(text)

    def _read_plainly(self, text: str) -> Stamp | None:
        """A date that is the same whatever the column's order: the other rows need not be looked at for it."""
        found = plain(text)
        if found and not self._is_said:
            self._is_said = True
            self._say(text, "ymd")
        if found and not found.timed:
            if len(self._days) > _REMEMBERED:
                self._days.clear()
            self._days[text] = found
        return found

    def _say(self, text: str, order: str) -> None:
        self._understood.extend(line for line in _order_in_words(text, order) if line not in self._understood)


def _order_in_words(text: str, order: str) -> list[str]:
    """How a column's dates were read, told from one of them: a count of seconds, or a month's name, has no order."""
    if len(readings(text)) < len(ORDERS):
        return [_("dates: {order}").format(order=order)]
    return [] if parts(text) else [_("dates: Unix time")]
