"""One metric over the last periods: bars for people, rows for programs."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from salescli.i18n import _
from salescli.model import periods
from salescli.model.pace import Number
from salescli.model.rounding import ceiling
from salescli.render.bars import bar
from salescli.render.period_name import wrapped
from salescli.render.records import lines
from salescli.render.report import escaped
from salescli.render.report_machine import COLUMNS, RATIOS
from salescli.render.report_rows import Data, Value, machine
from salescli.render.report_words import STATUS, bold, coloured, figure, percent
from salescli.render.terminal_text import fit, pad, safe, width
from salescli.reports.result import Row
from salescli.reports.trend import Trend

_MARK = "│"
_BAR = (8, 64)  # columns: the narrowest and the widest
_COUNTED = {
    "day": (_("{count} day"), _("{count} days")),
    "week": (_("{count} week"), _("{count} weeks")),
    "month": (_("{count} month"), _("{count} months")),
}


def view(found: Trend, form: str, *, columns: int = 80, colour: bool = False, excel: bool = False) -> Iterator[str]:
    """The trend as pieces of text. `columns` and `colour` are for the table, `excel` for csv."""
    if form == "table":
        return _table(found, columns, colour=colour)
    if form == "md":
        return _markdown(found)
    return machine(data(found), form, excel=excel)


def data(found: Trend) -> Data:
    """The trend for programs."""
    question = found.question
    around: dict[str, Value] = {
        "period": question.by,
        "start": question.period.start,
        "end": question.period.end,
        "as_of": question.today,
        "metric": question.metrics[0].name,
    }
    return Data(COLUMNS, found.rows, around, RATIOS)


def _heading(found: Trend) -> str:
    """`Calls · 8 weeks · 2026-09-28 to 2026-11-22 · as of 2026-11-18`."""
    question = found.question
    one, many = _COUNTED[question.by or ""]
    count = len(found.cells)
    parts = [question.metrics[0].title, (one if count == 1 else many).format(count=count)]
    parts.append(_("{start} to {end}").format(start=question.period.start, end=question.period.end))
    parts.append(_("as of {day}").format(day=question.today))
    return " · ".join(parts)


def _label(row: Row) -> str:
    return periods.label(row.period, row.start)


def _notes(found: Trend, *, bars: bool) -> list[str]:
    said = [_("{mark} is the target.").format(mark=_MARK)] if bars and any(row.target for row in found.rows) else []
    last = found.total[-1]
    if last.start <= found.question.today <= last.end and last.period != "day":
        said.append(_("{period} is not over yet.").format(period=_label(last)))
    return said


class _Section(NamedTuple):
    """The bars of one rep, or of all; `full` is what a whole bar stands for."""

    name: str
    rows: Sequence[Row]
    full: Number


def _sections(found: Trend) -> list[_Section]:
    """Reps on one scale, so that they can be compared; the team on its own."""
    by_rep = [(name, list(rows)) for name, rows in groupby(found.rows, key=lambda row: row.group)]
    full = _full(found.rows)
    shown = [_Section(safe(name or ""), rows, full) for name, rows in by_rep]
    return [*shown, _Section(_("Team"), found.total, _full(found.total))] if len(shown) > 1 else shown


def _full(rows: Sequence[Row]) -> Number:
    return max((figure for row in rows for figure in (row.actual, row.target or 0)), default=0)


def _cells(row: Row) -> tuple[str, str, str, str, str]:
    target = figure(row.target) if row.target else ""
    return _label(row), figure(row.actual), target, percent(row.attainment), STATUS.get(row.status or "", "")


def _table(found: Trend, columns: int, *, colour: bool) -> Iterator[str]:
    for line in wrapped(_heading(found), columns):
        yield bold(line, colour=colour) + "\n"
    sections = _sections(found)
    header = ("", _("Actual"), _("Target"), _("Done"), _("Status"))
    cells = [_cells(row) for section in sections for row in section.rows]
    columns_of = list(zip(*cells, strict=True)) or [()] * len(header)
    widths = [
        max(map(width, (head, *column))) if any(column) else 0 for head, column in zip(header, columns_of, strict=True)
    ]
    room = columns - sum(widths) - 2 * sum(map(bool, widths))
    size = min(max(room, _BAR[0]), _BAR[1])
    yield "\n"
    yield _line(header, "", widths, size) if cells else _("Nothing was done in these periods.") + "\n"
    for section in sections:
        if section.name:
            yield bold(fit(section.name, columns), colour=colour) + "\n"
        for row in section.rows:
            shown = coloured(_bar(row, section.full, size), row.status, colour=colour)
            yield _line(_cells(row), shown, widths, size)
    for number, note in enumerate(_notes(found, bars=True)):
        yield ("" if number else "\n") + note + "\n"


def _line(cells: Sequence[str], drawn: str, widths: Sequence[int], size: int) -> str:
    """Label, figures, the bar, and what it comes to."""
    padded = [
        pad(cell, each, right=place not in {0, 4}) for place, (cell, each) in enumerate(zip(cells, widths, strict=True))
    ]
    padded.insert(3, drawn or " " * size)
    shown = [cell for cell, each in zip(padded, [*widths[:3], size, *widths[3:]], strict=True) if each]
    return "  ".join(shown).rstrip() + "\n"


def _bar(row: Row, full: Number, size: int) -> str:
    """The actual as a bar, with a mark where the target is reached."""
    if not full:
        return " " * size
    drawn = list(bar(Fraction(row.actual) / full, size).replace("·", " "))
    if row.target:
        drawn[max(ceiling(Fraction(row.target) * size / full) - 1, 0)] = _MARK
    return "".join(drawn)


def _markdown(found: Trend) -> Iterator[str]:
    """A heading, one table, the notes as a list."""
    yield f"## {_heading(found)}\n\n"
    header = [_("When"), _("Actual"), _("Target"), _("Done"), _("Status")]
    sections = _sections(found)
    named = any(section.name for section in sections)
    shown = ([*([section.name] if named else []), *_cells(row)] for section in sections for row in section.rows)
    yield from lines([_("Rep"), *header] if named else header, shown, "md")
    for number, note in enumerate(_notes(found, bars=False)):
        yield ("" if number else "\n") + f"- {escaped(note)}\n"
