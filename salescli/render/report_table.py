"""A report as a table for people: sections with a line a metric, or one line a group where that fits."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from salescli.i18n import _
from salescli.render.bars import bar, sparkline
from salescli.render.period_name import wrapped
from salescli.render.report_remarks import remarks_under
from salescli.render.report_words import (
    STATUS,
    bold,
    change,
    coloured,
    figure,
    group_name,
    heading,
    percent,
    titles,
)
from salescli.render.terminal_text import fit, folded, pad, width
from salescli.reports.result import BY_COLUMN, Report, Row

_GAPS = (2, 1)
_BAR = (4, 16)  # columns: a smaller one says nothing, a larger one not more
_NARROWEST_NAME = 8


class _Page(NamedTuple):
    """How much room there is, whether colours may be used, and what the metrics are called."""

    columns: int
    colour: bool
    titles: dict[str, str]


def table(report: Report, columns: int, *, colour: bool) -> Iterator[str]:
    """The report as lines with their newlines, in at most so many columns where the figures allow it."""
    page = _Page(columns, colour, titles(report))
    for line in wrapped(heading(report), columns):
        yield bold(line, colour=colour) + "\n"
    yield "\n"
    if not report.rows:
        yield _("Nothing was done in this period.") + "\n"
    else:
        for line in _body(report, page):
            yield line.rstrip() + "\n"
    remarks = remarks_under(report)
    if remarks:
        yield "\n"
    for remark in remarks:
        yield folded(remark, columns) + "\n"


def _body(report: Report, page: _Page) -> Iterator[str]:
    """One line a group for customers, channels, outcomes, and for days, weeks, months where that fits."""
    by = report.question.by
    if by in BY_COLUMN:
        return _one_line_a_group(report, page)
    if by in {None, "rep"}:
        return _sections(report, page)
    plain = _one_line_a_group(report, page._replace(colour=False))
    fits = max(map(width, plain)) <= page.columns
    return _one_line_a_group(report, page) if fits else _sections(report, page)


def _groups(rows: Sequence[Row], metrics: int) -> list[Sequence[Row]]:
    return [rows[start : start + metrics] for start in range(0, len(rows), metrics)]


def _sections(report: Report, page: _Page) -> Iterator[str]:
    groups = _groups(report.rows, len(report.question.metrics))
    names = [group_name(report, group[0].group) for group in groups]
    if len(groups) > 1:
        groups.append(report.total)
        names.append(_("Team") if report.question.by == "rep" else _("Total"))
    layout = _layout([row for group in groups for row in group], page)
    yield layout.header
    for name, rows in zip(names, groups, strict=True):
        if name:
            yield bold(fit(name, page.columns), colour=page.colour)
        for row in rows:
            yield _line(row, layout, page)


class _Layout(NamedTuple):
    header: str
    widths: list[int]
    bar: int
    gap: str


def _cells(row: Row, titles: dict[str, str]) -> list[str]:
    return [
        titles[row.metric],
        figure(row.actual),
        change(row),
        sparkline(row.eight),
        figure(row.target) if row.target else "",
        percent(row.attainment),
        figure(row.expected) if row.target else "",
        STATUS.get(row.status or "", ""),
        "" if row.rank is None else str(row.rank),
        figure(row.need) if row.target else "",
        figure(row.left_today) if row.target else "",
        figure(row.forecast) if row.target else "",
    ]


_EIGHT, _DONE, _STATUS = 3, 5, 7
_DISPENSABLE = (11, 6, 9, 10, 3, 2)  # what a narrow page does without, first to last


def _layout(rows: Sequence[Row], page: _Page) -> _Layout:
    """Columns as wide as their widest cell, empty ones left out; a bar in the room that is left."""
    header = [
        _("Metric"),
        _("Actual"),
        _("Change"),
        _("Last 8"),
        _("Target"),
        _("Done"),
        _("By now"),
        _("Status"),
        _("Rank"),
        _("Per day"),
        _("Today"),
        _("Forecast"),
    ]
    columns = list(zip(*[_cells(row, page.titles) for row in rows], strict=True))
    widths = [max(map(width, (head, *cells))) if any(cells) else 0 for head, cells in zip(header, columns, strict=True)]
    size, room = _gap(widths, page)
    for place in _DISPENSABLE:
        if room < 0:
            widths[place] = 0
            size, room = _gap(widths, page)
    widths[0] = max(widths[0] + min(room, 0), min(widths[0], _NARROWEST_NAME))
    long = min(room, _BAR[1]) if widths[_DONE] and room >= _BAR[0] else 0
    gap = " " * size
    heads = [
        pad(head, each, right=_is_right(place)) for place, (head, each) in enumerate(zip(header, widths, strict=True))
    ]
    if long:
        heads[_DONE] = pad(header[_DONE], long + len(gap) + widths[_DONE])
    return _Layout(gap.join(head for head, each in zip(heads, widths, strict=True) if each), widths, long, gap)


def _gap(widths: list[int], page: _Page) -> tuple[int, int]:
    """The blanks between columns, and the room that is left over for a bar with the blanks that it needs."""
    used = [each for each in widths if each]
    for size in _GAPS:
        room = page.columns - sum(used) - size * (len(used) - 1)
        if room - size >= _BAR[0]:
            break
    return size, room - size if room >= size else min(room, 0)


def _is_right(place: int) -> bool:
    return place not in {0, _EIGHT, _STATUS}


def _line(row: Row, layout: _Layout, page: _Page) -> str:
    shown = []
    for place, (cell, size) in enumerate(zip(_cells(row, page.titles), layout.widths, strict=True)):
        if not size:
            continue
        if place == _DONE and layout.bar:
            full = bar(row.attainment, layout.bar) if row.attainment is not None else " " * layout.bar
            shown.append(coloured(full, row.status, colour=page.colour))
        padded = pad(cell if place else fit(cell, size), size, right=_is_right(place))
        shown.append(coloured(padded, row.status, colour=page.colour) if place == _STATUS else padded)
    return layout.gap.join(shown)


def _one_line_a_group(report: Report, page: _Page) -> Iterator[str]:
    """A line a group, a column a metric: `7/40 behind`, or the count alone where there is no target."""
    groups = _groups(report.rows, len(report.question.metrics))
    names = [group_name(report, group[0].group) for group in groups]
    if len(groups) > 1:
        groups.append(report.total)
        names.append(_("Total"))
    targets = report.question.by not in BY_COLUMN
    cells = [[_in_one(row, targets=targets) for row in group] for group in groups]
    upper, lower = zip(*(_in_two(page.titles[row.metric]) for row in groups[0]), strict=True)
    widths = [max(map(width, column)) for column in zip(upper, lower, *cells, strict=True)]
    widest = max(map(width, names))
    room = page.columns - sum(widths) - 2 * len(widths)
    first = min(widest, max(room, _NARROWEST_NAME)) if not targets else widest
    for header in (upper, lower) if any(upper) else (lower,):
        heads = [pad(head, size, right=True) for head, size in zip(header, widths, strict=True)]
        yield "  ".join([" " * first, *heads])
    for name, line, group in zip(names, cells, groups, strict=True):
        padded = [pad(cell, size, right=True) for cell, size in zip(line, widths, strict=True)]
        statuses = [row.status if targets else None for row in group]
        shown = [coloured(cell, status, colour=page.colour) for cell, status in zip(padded, statuses, strict=True)]
        yield "  ".join([pad(fit(name, first), first), *shown])


def _in_two(title: str) -> tuple[str, str]:
    """A heading on two lines, broken so that it is narrow, rather late than early."""
    words = title.split(" ")
    cuts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(len(words))]
    return min(reversed(cuts), key=lambda lines: max(map(width, lines)))


def _in_one(row: Row, *, targets: bool) -> str:
    if not targets or not row.target:
        return figure(row.actual)
    return f"{figure(row.actual)}/{figure(row.target)} {STATUS.get(row.status or '', '')}".rstrip()
