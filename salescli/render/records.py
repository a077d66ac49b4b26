"""Lists of records (dues, customers, settings …) in every format: one computation, several views."""

from collections.abc import Iterable, Iterator, Sequence

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.render.output import by_ending
from salescli.render.terminal_text import fit, pad, safe, width

Cell = str | int | float | None
FORMATS = ("table", "plain", "csv", "json", "jsonl", "md")
FREE_TEXT = {"note", "why", "customer", "person", "name", "aliases", "definition", "meaning", "summary", "value"}
NARROWEST = 8  # columns that a text keeps when a table must shrink


def lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]], form: str, columns_wide: int = 80) -> Iterator[str]:
    """The records as lines with their newlines. `form` is one of FORMATS.

    table and md are for people and need all rows at once; the others stream. Machine forms hold text as it is,
    the formulas in csv defused. Raises Misuse for an unknown format.
    """
    views = {"plain": _plain, "csv": _csv, "json": _json, "jsonl": _jsonl, "md": _markdown}
    if form == "table":
        return _table(columns, rows, columns_wide)
    if form not in views:
        message = _("no such format: {form}; there are {forms}")
        raise Misuse(message.format(form=safe(form), forms=", ".join(FORMATS)))
    return views[form](columns, rows)


def chosen_form(stated: str | None, path: str | None, *, terminal: bool, also: tuple[str, ...] = ()) -> str:
    """The format: as stated, else by the file's ending, else a table for people and tab-separated into a pipe.

    `also` are those that the command can write beside FORMATS.
    Raises Misuse for an ending that is no format.
    """
    if stated:
        return stated
    if path == "-":
        path = None
    return by_ending(path, (*FORMATS, *also)) or ("table" if terminal and not path else "plain")


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], columns_wide: int) -> Iterator[str]:
    cells = [[safe(_text(cell)) for cell in row] for row in rows]
    numeric = [_is_numeric(rows_at) for rows_at in zip(*cells, strict=True)] or [False] * len(columns)
    widths, gap = _widths([list(columns), *cells], columns_wide)
    for row in [list(columns), *cells]:
        fitted = [fit(cell, size) for cell, size in zip(row, widths, strict=True)]
        padded = [pad(c, size, right=flush) for c, size, flush in zip(fitted, widths, numeric, strict=True)]
        yield gap.join(padded).rstrip() + "\n"


def _is_numeric(cells: Sequence[str]) -> bool:
    return all(cell.replace(".", "", 1).isdigit() for cell in cells if cell) and any(cells)


def _widths(rows: Sequence[Sequence[str]], columns_wide: int) -> tuple[list[int], str]:
    """As wide as the widest cells, and the gap between them.

    Where that is too much together, the gap gives way, then free text, the widest of it first, then the rest.
    """
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    gap = "  " if sum(widths) + 2 * (len(widths) - 1) <= columns_wide else " "
    room = columns_wide - len(gap) * (len(widths) - 1)
    free = [place for place, name in enumerate(rows[0]) if name in FREE_TEXT]
    for giving in (free, range(len(widths))):
        while sum(widths) > room and (wide := [at for at in giving if widths[at] > NARROWEST]):
            widths[max(wide, key=lambda at: widths[at])] -= 1
    return widths, gap


def _plain(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    del columns  # tab-separated lists are for cut and awk, which want no header
    for row in rows:
        yield "\t".join(safe(_text(cell)) for cell in row) + "\n"


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    from salescli.exchange.exporting import guarded_cell, line

    for row in (columns, *rows):
        yield line(row, guarded_cell) + "\n"


def _json(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    import json

    records = [dict(zip(columns, row, strict=True)) for row in rows]
    yield json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def _jsonl(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    import json

    for row in rows:
        yield json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n"


def _markdown(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    yield "| " + " | ".join(columns) + " |\n"
    yield "|" + " --- |" * len(columns) + "\n"
    for row in rows:
        yield "| " + " | ".join(_markdown_cell(cell) for cell in row) + " |\n"


def _markdown_cell(cell: Cell) -> str:
    """Users' text is text: nothing in it is markup or ends the cell."""
    text = safe(_text(cell)).replace("\\", "\\\\")
    for mark in "|*_`[]<>#~!":
        text = text.replace(mark, "\\" + mark)
    return text
