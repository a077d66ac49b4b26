"""Months as a page for people: readable in 80 columns, and without colour."""

from collections.abc import Iterator, Sequence

from salescli.i18n import _
from salescli.model.rounding import decimal
from salescli.render.day_words import days as stretch
from salescli.render.log_answer import weekdays
from salescli.render.terminal_text import fit, pad, safe, width
from salescli.store.calendar_days import Day, Days

_CELL, _WEEK, _BETWEEN = 5, 7, 3
_BOLD, _DIM = "1", "2"


def months() -> tuple[str, ...]:
    """The months' names."""
    first = (_("January"), _("February"), _("March"), _("April"), _("May"), _("June"))
    return (*first, _("July"), _("August"), _("September"), _("October"), _("November"), _("December"))


def page(days: Days, title: str, columns: int, *, rep: str | None, colour: bool) -> Iterator[str]:
    """The months of the days side by side, the legend, the named days, and how many days are worked."""
    yield fit(title, columns) + "\n\n"
    every = list(_by_month(days.days))
    grids = [_grid(month, counted=len(every) > 1, colour=colour) for month in every]
    across = max(1, (columns + _BETWEEN) // (_CELL * _WEEK + _BETWEEN))
    for start in range(0, len(grids), across):
        row = grids[start : start + across]
        for place in range(max(map(len, row))):
            cells = [grid[place] if place < len(grid) else "" for grid in row]
            yield (" " * _BETWEEN).join(pad(cell, _padded(cell)) for cell in cells).rstrip() + "\n"
        yield "\n"
    yield from (fit(line, columns) + "\n" for line in (worked(days, rep), *_legend(days.days)))
    listed = [day for day in days.days if day.name]
    if listed:
        yield "\n"
        yield from _listed(listed, columns)


def worked(days: Days, rep: str | None) -> str:
    """`working days: 17`; of a rep, what leave takes off as well."""
    if rep is None or days.weight == days.scheduled:
        return _("working days: {n}").format(n=days.scheduled)
    text = _("working days: {n}, {left} after leave")
    return text.format(n=days.scheduled, left=decimal(days.weight, 1))


def _by_month(days: Sequence[Day]) -> Iterator[list[Day]]:
    for number in range(1, 13):
        found = [day for day in days if day.day.month == number]
        if found:
            yield found


def _grid(days: list[Day], *, counted: bool, colour: bool) -> list[str]:
    """One month as lines: its name, its working days where others stand beside it, the weeks from Monday."""
    heading = f"{months()[days[0].day.month - 1]} {days[0].day.year}"
    if counted:
        worked_days = decimal(sum(day.weight for day in days), 1)
        heading += " · " + _("working days: {n}").format(n=worked_days)
    lines = [pad(heading, _CELL * _WEEK), "".join(pad(f"{name} ", _CELL, right=True) for name in weekdays())]
    cells = [" " * _CELL] * days[0].day.weekday() + [_cell(day, colour=colour) for day in days]
    return lines + ["".join(cells[start : start + _WEEK]) for start in range(0, len(cells), _WEEK)]


def _cell(day: Day, *, colour: bool) -> str:
    """` [ 1]` off, ` 10*` made up, `(11)` not in the week, `<12>` leave, ` 13½` half of it; else the number alone."""
    form, code = _form(day)
    text = f" {form[0]}{day.day.day:>2}{form[1]}"
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code else text


def _form(day: Day) -> tuple[str, str]:
    if day.scheduled and day.weight != 1:
        return ("<>" if day.weight == 0 else " ½"), _BOLD
    if day.scheduled:
        return (" *" if day.states else "  "), ""
    return ("[]", _BOLD) if day.states is False else ("()", _DIM)


def _padded(cell: str) -> int:
    """The columns of a month, and those that colours take in its text but not on the page."""
    return _CELL * _WEEK + (width(cell) - width(_plain(cell)))


def _plain(text: str) -> str:
    for code in (_BOLD, _DIM, "0"):
        text = text.replace(f"\x1b[{code}m", "")
    return text


def _legend(days: Sequence[Day]) -> Iterator[str]:
    """What the signs mean that are there."""
    signs = {
        "[]": _("[ 1] day off"),
        " *": _("1* make-up working day"),
        "()": _("( 1) not in the work week"),
        "<>": _("< 1> leave"),
        " ½": _("1½ half a day of leave"),
    }
    there = {_form(day)[0] for day in days}
    yield "   ".join(text for form, text in signs.items() if form in there)


def _listed(days: list[Day], columns: int) -> Iterator[str]:
    sources = [_source(day) for day in days]
    widest = max(map(width, sources))
    heads = [f"{stretch(day.day, day.day)}  {pad(_states(day), _states_width())}  " for day in days]
    for day, head, source in zip(days, heads, sources, strict=True):
        room = max(8, columns - width(head) - widest - 2)
        yield f"{head}{pad(fit(safe(day.name or ''), room), room)}  {source}".rstrip() + "\n"


def _states(day: Day) -> str:
    return "" if day.states is None else _("worked") if day.states else _("off")


def _states_width() -> int:
    return max(width(_("worked")), width(_("off")))


def _source(day: Day) -> str:
    source = safe(day.source or "")
    return _("{source} (estimated)").format(source=source) if day.estimated else source
