"""Conversion as a table for people: a line a stage, or a line a group and below it the ways of its customers."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from salescli.i18n import _
from salescli.render import conversion_words as words
from salescli.render.period_name import wrapped
from salescli.render.report_words import bold
from salescli.render.terminal_text import fit, pad, width
from salescli.reports.conversion import Conversion, Row

_NARROWEST_NAME = 8
Cells = tuple[str, ...]


class _Group(NamedTuple):
    name: str
    rows: Sequence[Row]


def table(found: Conversion, columns: int, *, colour: bool) -> Iterator[str]:
    """The lines with their newlines, in at most so many columns."""
    for line in wrapped(words.heading(found), columns):
        yield bold(line, colour=colour) + "\n"
    yield "\n"
    nothing = words.nothing(found)
    if nothing:
        yield nothing + "\n"
        return
    groups = _groups(found)
    grid = _grids(groups, columns, colour=colour) if found.by else None
    for line in grid or _blocks(groups, columns, colour=colour):
        yield line.rstrip() + "\n"
    for number, note in enumerate(words.notes(found, grid=grid is not None)):
        yield "" if number else "\n"
        for line in wrapped(note, columns):
            yield line + "\n"


def _groups(found: Conversion) -> list[_Group]:
    size = len(found.total)
    rows = [found.rows[start : start + size] for start in range(0, len(found.rows), size)]
    groups = [_Group(words.group_name(each[0].group), each) for each in rows]
    return [*groups, _Group(words.total_name(found), found.total)] if len(groups) > 1 else groups


def _blocks(groups: Sequence[_Group], columns: int, *, colour: bool) -> Iterator[str]:
    """A line a stage, the groups one below the other."""
    header = (_("Stage"), _("Count"), _("Rate"), "", _("Days"), _("Touches"), _("Customers"))
    lines = [[_block_cells(row) for row in group.rows] for group in groups]
    widths = [
        max(width(head) if any(cells) else 0, *map(width, cells))
        for head, *cells in zip(header, *(line for each in lines for line in each), strict=True)
    ]
    left = (0, 3)
    yield _joined(header, widths, left)
    for group, shown in zip(groups, lines, strict=True):
        if group.name:
            yield bold(fit(group.name, columns), colour=colour)
        for cells in shown:
            yield _joined(cells, widths, left)


def _block_cells(row: Row) -> Cells:
    return (words.STAGE[row.stage], str(row.count), *words.share(row), *words.way(row))


def _joined(cells: Sequence[str], widths: Sequence[int], left: Sequence[int]) -> str:
    return "  ".join(
        pad(cell if size else "", size, right=place not in left)
        for place, (cell, size) in enumerate(zip(cells, widths, strict=True))
        if size
    )


def _grids(groups: Sequence[_Group], columns: int, *, colour: bool) -> list[str] | None:
    """A line a group: counts with their shares, then the ways; None where that does not fit."""
    names = [group.name for group in groups]
    counts = _grid(names, [_count_columns([group.rows[at] for group in groups]) for at in _places(groups)], columns)
    goals = [at for at in _places(groups) if any(group.rows[at].customers for group in groups)]
    if counts is None or not goals:
        return counts
    ways = _grid(names, [_way_columns([group.rows[at] for group in groups]) for at in goals], columns)
    if ways is None:
        return None
    return [*counts, "", bold(fit(_("From first contact"), columns), colour=colour), *ways]


def _places(groups: Sequence[_Group]) -> range:
    return range(len(groups[0].rows))


class _Columns(NamedTuple):
    """Some columns under one heading of two lines; the cells of each group are joined already, of one width."""

    upper: str
    lower: str
    cells: list[str]


def _count_columns(rows: Sequence[Row]) -> _Columns:
    upper, lower = words.NARROW[rows[0].stage]
    return _Columns(upper, lower, _beside([(str(row.count), words.share(row)[0]) for row in rows], " "))


def _way_columns(rows: Sequence[Row]) -> _Columns:
    lower, *cells = _beside([(_("days"), _("touches"), _("of")), *map(words.way, rows)], " ")
    return _Columns(words.GOAL[rows[0].stage], lower, cells)


def _beside(cells: Sequence[Cells], gap: str) -> list[str]:
    """The cells of each line set flush right below one another; a column of nothing is left out."""
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return [
        gap.join(pad(cell, size, right=True) for cell, size in zip(line, widths, strict=True) if size) for line in cells
    ]


def _grid(names: Sequence[str], stages: Sequence[_Columns], columns: int) -> list[str] | None:
    """Two lines of heading and a line a group; None where they are too wide with a name of eight columns."""
    widths = [max(map(width, (each.upper, each.lower, *each.cells))) for each in stages]
    widest = max(map(width, names))
    for gap in ("   ", "  "):
        room = columns - sum(widths) - len(gap) * len(widths)
        if room >= widest:
            break
    if room < min(widest, _NARROWEST_NAME):
        return None
    first = min(widest, room)
    lines = zip(["", "", *names], *([each.upper, each.lower, *each.cells] for each in stages), strict=True)
    return [
        gap.join(
            [
                pad(fit(name, first), first),
                *(pad(cell, size, right=True) for cell, size in zip(cells, widths, strict=True)),
            ]
        ).rstrip()
        for name, *cells in lines
    ]
