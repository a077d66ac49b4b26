"""Lists of records, printed: in the format asked for, to stdout or into a file."""

import sys
from collections.abc import Iterable, Sequence

from salescli.cli import session
from salescli.cli.scope import PIPE_COLUMNS, terminal_columns
from salescli.render.output import write
from salescli.render.records import Cell, chosen_form, lines


def show(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], form: str | None, path: str | None, nothing: str = ""
) -> None:
    """Print the rows; where there are none, tell `nothing` to people instead.

    Raises Misuse for an unknown format, Impossible where the file cannot be written.
    """
    terminal = path in {None, "-"} and sys.stdout.isatty()
    chosen = chosen_form(form, path, terminal=sys.stdout.isatty())
    found = list(rows)
    if nothing and not found and chosen in {"table", "plain"} and path is None:
        session.message(nothing)
        return
    write(lines(columns, found, chosen, terminal_columns() if terminal else PIPE_COLUMNS), path)
