"""A workbook's sheet as the rows of a table: its header, and each row as wide as that, with its number in the sheet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from itertools import islice

from salescli.exchange.column_kinds import INSTANT, kind
from salescli.exchange.decoding import Source
from salescli.exchange.formula import guarded
from salescli.exchange.sheet import Kept
from salescli.exchange.sheet_parser import Merged
from salescli.exchange.spoilt import Spoilt
from salescli.exchange.table import Known
from salescli.exchange.workbook_sheets import Sheets
from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse
from salescli.model.when.zone import place as placed

_LOCAL = len("2026-11-18 15:04:00")  # a moment of a sheet, which has no offset

Row = tuple[int, list[str]]


class SheetRows:
    """The interface of table.Table over a sheet. No row is ragged: what lies beyond the header is not looked at."""

    delimiter = "workbook"

    def __init__(self, source: Source, sheets: Sheets, known: Known) -> None:
        """Choose the sheet and find the header. Raises Impossible for an empty, damaged or hostile one."""
        self.source = source
        entry = sheets.chosen(known)
        first = sheets.beginning(entry)
        if not first:
            message = _("{name}: the sheet {title} is empty: there is not even a header")
            raise Impossible(message.format(name=source.name, title=entry.title))
        self._above = 0 if known(first[0]) else next((at for at, row in enumerate(first) if known(row)), 0)
        self.header = first[self._above]
        self._sheet = sheets.read(entry)
        self._others = sheets.others(entry)
        self._begins_with_rows = False
        self._as_told: Callable[[list[str]], None] | None = None
        self._zone = ""

    def has_no_header(self, names: Sequence[str]) -> None:
        """The first row is a row like the others; the columns have these names."""
        self.header = list(names)
        self._begins_with_rows = True

    def described(self) -> str:
        """How the file is laid out, for people."""
        message = _("{name}: workbook, sheet {title}, {columns} columns")
        said = [message.format(name=self.source.name, title=self._sheet.title, columns=len(self.header))]
        if self._others:
            said.append(_("not read: {titles}").format(titles=self._others))
        if self._sheet.hidden:
            said.append(_("hidden rows, taken too: {count}").format(count=self._sheet.hidden))
        if self._merged():
            said.append(
                _("merged cells, whose value each of their rows has: {count}").format(count=len(self._merged()))
            )
        if self._zone:
            said.append(_("times without an offset: {zone}").format(zone=self._zone))
        return " · ".join(said)

    def as_shown(self) -> None:
        """Times that show no seconds are to be without them: what another program wrote as `5:00` may be minutes."""
        short = [place for place in self._sheet.short if place < len(self.header)]

        def cut(cells: list[str]) -> None:
            for place in short:
                if cells[place].count(":") == 2 and cells[place].endswith(":00"):  # noqa: PLR2004  1:05:00
                    cells[place] = cells[place][:-3]

        self._as_told = cut if short else None

    def as_exported(self, zone: tzinfo | None) -> None:
        """Rows of our own export: moments are local times, and texts are not guarded, unlike those of a CSV.

        A row whose moments are texts with an offset comes from a CSV that a spreadsheet program saved anew.
        """
        instants = [place for place, name in enumerate(self.header) if kind(name) == INSTANT]

        def made_ours(cells: list[str]) -> None:
            found = {place: with_offset(cells[place], zone) for place in instants}
            if any(found.values()):
                self._zone = str(zone or _("the machine's zone"))
                cells[:] = [found.get(place) or guarded(cell) for place, cell in enumerate(cells)]

        self._as_told = made_ours

    def rows(self) -> Iterator[Row]:
        """Every row after the header as (number in the sheet, cells), empty ones left out."""
        width, told = len(self.header), self._as_told
        padding = [""] * width
        for number, cells, faults in self._below():
            if len(cells) < width:
                cells.extend(padding[len(cells) :])
            elif len(cells) > width:
                del cells[width:]
                if not any(cells):
                    continue
            if told:
                told(cells)
            yield number, Spoilt(cells, faults) if faults else cells

    def _below(self) -> Iterator[Kept]:
        rows = islice(self._sheet.rows(), self._above, None)
        header = None if self._begins_with_rows else next(rows, None)
        merged = [each for each in self._merged() if header is None or each.first > header.number]
        return _filled(rows, merged) if merged else rows

    def _merged(self) -> list[Merged]:
        return self._sheet.merged


def with_offset(text: str, zone: tzinfo | None) -> str:
    """A moment of a sheet with the offset of the zone, as our own exports have it; empty for any other text."""
    if len(text) != _LOCAL or text[10] != " ":
        return ""
    try:
        return placed(datetime.fromisoformat(text), zone).isoformat(timespec="seconds")
    except (ValueError, Misuse):
        return ""


def _filled(rows: Iterable[Kept], merged: Sequence[Merged]) -> Iterator[Kept]:
    """Give each row of merged cells their value, in the first of their columns."""
    following = iter(merged)
    ahead = next(following, None)
    valid: dict[int, tuple[int, str, str | None]] = {}
    for row in rows:
        number, cells, faults = row
        for place, (last, text, fault) in list(valid.items()):
            if number > last:
                del valid[place]
            else:
                cells.extend([""] * (place + 1 - len(cells)))
                cells[place] = cells[place] or text
                faults = {**(faults or {}), place: fault} if fault else faults
        while ahead and ahead.first <= number:
            if ahead.first == number and ahead.place < len(cells):
                valid[ahead.place] = ahead.last, cells[ahead.place], (faults or {}).get(ahead.place)
            ahead = next(following, None)
        yield Kept(number, cells, faults)
