"""Where a report goes, and as what: the format, the columns, the file, packed or not."""

import sys
from collections.abc import Callable, Iterator
from datetime import tzinfo
from typing import TYPE_CHECKING, NamedTuple

from salescli.cli import data_out
from salescli.i18n import _
from salescli.model.errors import Misuse

if TYPE_CHECKING:
    from salescli.render.report_rows import Data

FOR_PEOPLE = ("table", "md")
Text = Callable[..., Iterator[str]]
"""A view for people: takes `form`, `columns` (the page's width) and `colour`."""


class Out(NamedTuple):
    """How a report is wanted: `form` is settled, the rest as typed."""

    form: str
    output: str | None
    excel: bool
    columns: str | None
    gzip: bool

    @property
    def page(self) -> tuple[bool, int]:
        """Whether a person looks at it, and on how wide a page."""
        from salescli.cli.scope import PIPE_COLUMNS, terminal_columns

        terminal = self.output in {None, "-"} and not self.gzip and sys.stdout.isatty()
        return terminal, terminal_columns() if terminal else PIPE_COLUMNS


def accepted(form: str | None, output: str | None, *, excel: bool, columns: str | None, gzip: bool) -> Out:
    """The way out meant. Raises Misuse for an unknown format, and for what does not go with it."""
    from salescli.render.report import chosen_form

    bare, gzip = data_out.packing(output, gzip)
    form = chosen_form(form, bare, also=data_out.TYPED)
    data_out.accept(form, "report", output, gzip=gzip, excel=excel)
    if columns is not None and form in FOR_PEOPLE:
        raise Misuse(_("--columns is for programs: add -f csv"))
    return Out(form, output, excel, columns, gzip)


def deliver(out: Out, text: Text, data: "Callable[[], Data] | None", *, excel: bool, zone: tzinfo | None) -> None:
    """Print the view for people, or the rows for programs; without `data` the view is for both.

    `excel` is as stated or set, `zone` the reader's, None the machine's.
    """
    from salescli.render.output import wants_colour, write
    from salescli.render.report_rows import machine, values

    if data is None or out.form in FOR_PEOPLE:
        terminal, width = out.page
        pieces = text(form=out.form, columns=width, colour=terminal and wants_colour())
        return write(data_out.packed(pieces, gzip=out.gzip), out.output)
    rows = data()
    rows = rows._replace(columns=data_out.columns_of(out.columns, rows.columns))
    if out.form in data_out.TYPED:
        return data_out.write_typed(out.form, "report", rows.columns, [list(values(rows))], out.output or "", zone=zone)
    return write(data_out.packed(machine(rows, out.form, excel=excel), gzip=out.gzip), out.output)
