"""A calendar of days, a number and a shade in each: read by the shade where there is no colour."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.pace import Number
from salescli.model.rounding import ceiling, decimal
from salescli.render import report as report_view
from salescli.render import report_machine
from salescli.render.period_name import page_heading, wrapped
from salescli.render.report_rows import Data
from salescli.render.report_words import bold
from salescli.render.terminal_text import pad, width
from salescli.reports.heat import Heat

_SHADES = " ░▒▓█"
_COLOURS = ("", "48;5;194;38;5;16", "48;5;151;38;5;16", "48;5;71;38;5;16", "48;5;22;38;5;231")  # light to dark green
_WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
_OFF = "·"
_FEWEST_WEEKS = 14  # in a column, before the calendar goes on beside it
_BETWEEN = "   "
_WEEK = timedelta(days=7)


def view(found: Heat, form: str, *, columns: int = 80, colour: bool = False, excel: bool = False) -> Iterator[str]:
    """The calendar, or in other formats the report by day."""
    if form == "table":
        return _calendar(found, columns, colour=colour)
    return report_view.view(found.report, form, columns=columns, colour=colour, excel=excel)


def data(found: Heat) -> Data:
    """The report by day, for programs."""
    return report_machine.data(found.report)


def _calendar(found: Heat, columns: int, *, colour: bool) -> Iterator[str]:
    question = found.report.question
    begun = question.period.start <= question.today < question.period.end
    as_of = [_("as of {day}").format(day=question.today)] if begun else []
    for line in wrapped(page_heading(question.metrics[0].title, question.period, *as_of), columns):
        yield bold(line, colour=colour) + "\n"
    yield "\n"
    page = _Page(found, colour=colour)
    if not page.weeks():
        yield _("Nothing was done in this period.") + "\n"
        return
    for line in _side_by_side(page, columns):
        yield line.rstrip() + "\n"
    yield "\n"
    for line in page.legend():
        yield line + "\n"


class _Cell(NamedTuple):
    """What a day shows, and its level: 0 for nothing, 1 to 4 by quarters of the way from the least to the most."""

    text: str
    level: int


class _Page:
    """The weeks of a calendar as lines of one width."""

    def __init__(self, found: Heat, *, colour: bool) -> None:
        self._found = found
        self._colour = colour
        self._period = found.report.question.period
        self._counts: Mapping[date, Number] = {
            date.fromisoformat(row.group or ""): row.actual for row in found.report.rows
        }
        worked = [count for count in self._counts.values() if count > 0]
        self._least, self._most = min(worked, default=0), max(worked, default=0)
        first = [day for day, count in self._counts.items() if count > 0][:1]
        self._begun = min([*first, *([found.begun] if found.begun else [])], default=date.max)
        self._cells = {day: self._cell(day, count) for day, count in self._counts.items()}
        numbers = max((len(cell.text) for cell in self._cells.values()), default=1)
        self._cell_width = max(numbers + 1, *map(width, _WEEKDAYS))

    def _cell(self, day: date, count: Number) -> _Cell:
        """The number; for none, whether it was a day off; nothing before anybody joined and for days to come."""
        if count > 0:
            return _Cell(decimal(count, 0), self._level(count))
        if not self._begun <= day <= self._found.report.question.today:
            return _Cell("", 0)
        return _Cell(_OFF if day in self._found.off else "0", 0)

    def _level(self, count: Number) -> int:
        way = self._most - self._least
        return max(1, ceiling(Fraction(count - self._least) * 4 / way)) if way else 4

    def weeks(self) -> list[date]:
        """The Mondays, from the first day on which anybody had joined to the last that shows anything."""
        shown = [day for day, cell in self._cells.items() if cell.text]
        if not shown:
            return []
        first = shown[0] - timedelta(days=shown[0].weekday())
        return [first + number * _WEEK for number in range((shown[-1] - first).days // 7 + 1)]

    def header(self) -> str:
        """The days of the week."""
        return " ".join([" " * len("11-16"), *(pad(name, self._cell_width, right=True) for name in _WEEKDAYS)])

    def line(self, monday: date) -> str:
        """One week, called by the month and day of its Monday."""
        days = (self._shown(monday + timedelta(days=number)) for number in range(7))
        return " ".join([monday.isoformat()[5:], *days])

    def _shown(self, day: date) -> str:
        cell = self._cells.get(day, _Cell("", 0))
        return self._shaded(pad(cell.text + self._shade(cell.level), self._cell_width, right=True), cell.level)

    def _shade(self, level: int) -> str:
        return " " if self._colour else _SHADES[level]

    def _shaded(self, text: str, level: int) -> str:
        return f"\x1b[{_COLOURS[level]}m{text}\x1b[0m" if self._colour and level else text

    def legend(self) -> Iterator[str]:
        """What the shades are, of those that occur, and what else stands in the calendar."""
        parts = []
        for level in range(1, 5):
            counts = [self._counts[day] for day, cell in self._cells.items() if cell.level == level]
            if counts:
                low, high = decimal(min(counts), 0), decimal(max(counts), 0)
                span = low if low == high else _("{low} to {high}").format(low=low, high=high)
                parts.append(f"{self._shaded(self._shade(level), level)} {span}")
        others = {"0": _("0 nothing"), _OFF: _("{mark} nothing on a day off").format(mark=_OFF)}
        texts = {cell.text for cell in self._cells.values() if not cell.level}
        for line in (parts, [said for text, said in others.items() if text in texts]):
            if line:
                yield "   ".join(line)
        if self._most:
            best = max(self._counts, key=lambda day: self._counts[day])
            total = decimal(self._found.report.total[0].actual, 1)
            most = decimal(self._counts[best], 1)
            yield _("Total {total} · most on {day}: {most}").format(total=total, day=best, most=most)


def _side_by_side(page: _Page, columns: int) -> Iterator[str]:
    """The weeks from top to bottom, and beside that where there are many and the page has room."""
    weeks, header = page.weeks(), page.header()
    block = width(header)
    fitting = max(1, (columns + len(_BETWEEN)) // (block + len(_BETWEEN)))
    beside = min(fitting, max(1, len(weeks) // _FEWEST_WEEKS))
    height = -(-len(weeks) // beside)
    blocks = [weeks[start : start + height] for start in range(0, len(weeks), height)]
    yield _BETWEEN.join([header] * len(blocks))
    for number in range(height):
        yield _BETWEEN.join(page.line(each[number]) for each in blocks if number < len(each))
