"""The list behind `salescli due`."""

from salescli.cli import record_list, session
from salescli.cli.scope import own_reps
from salescli.i18n import _
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
    rows = [
        (due.id, due.day, due.at[11:16] if due.at else None, due.customer, due.rep, due.why, due.tried, due.asked_by)
        for due in found
    ]
    nothing = _("Nothing is due.") if everything else _("Nothing is due; --all shows what is to come.")
    record_list.show(COLUMNS, rows, form, output, nothing)
