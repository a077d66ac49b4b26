"""The list behind `salescli due`."""

import sys

from salescli.cli import session
from salescli.cli.scope import PIPE_COLUMNS, own_reps, terminal_columns
from salescli.i18n import _
from salescli.render.output import write
from salescli.render.records import chosen_form, lines
from salescli.store import dues
from salescli.store import open as opening

COLUMNS = ("id", "day", "time", "customer", "rep", "why", "tried", "asked_by")


def show(*, everything: bool, rep: str | None, form: str | None, output: str | None = None) -> None:
    """Print what is due today and overdue of the own rep (or the one named); with `everything`, what is to come too.

    `output` is the path of a file to write instead.
    """
    connection = opening.for_reading()
    today = session.local_now(connection).date().isoformat()
    reps = own_reps(connection, rep)
    found = dues.open_until(connection, "9999-12-31" if everything else today, reps)
    view = chosen_form(form, output, terminal=sys.stdout.isatty())
    if not found and view in {"table", "plain"} and output is None:
        session.message(_("Nothing is due.") if everything else _("Nothing is due; --all shows what is to come."))
        return
    rows = [
        (due.id, due.day, due.at[11:16] if due.at else None, due.customer, due.rep, due.why, due.tried, due.asked_by)
        for due in found
    ]
    wide = terminal_columns() if output is None else PIPE_COLUMNS
    write(lines(COLUMNS, rows, view, wide), output)
