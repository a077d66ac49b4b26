"""`redo`: take back the last undo, until a new change."""

import typer

from salescli.cli import session
from salescli.cli.clock import present
from salescli.cli.undo import told
from salescli.i18n import _
from salescli.store import open as opening

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(help=_("Take back the last undo, until a new change is made.\n\nExample: salescli redo"))
def redo() -> None:
    """Take the undo back and print what came again."""
    from salescli.store.undo import redo as take_back

    opening.for_reading().close()  # a redo makes no file
    connection = opening.for_writing(waiting=session.say_waiting)
    session.answer(told(connection, take_back(connection, present()), _("redone")))
