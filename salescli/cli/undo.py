"""`undo [ID]`: take back the newest change, or the newest of one activity; before → after is printed."""

import sqlite3
from typing import Annotated

import typer

from salescli.cli import session
from salescli.cli.clock import present
from salescli.cli.ids import activity_id
from salescli.i18n import _
from salescli.store import open as opening
from salescli.store.undo import Undone

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    help=_(
        "Take back this file's newest change, or the newest of one activity. Imports and settings are passed over."
        "\n\nExample: salescli undo, salescli undo 214"
    )
)
def undo(activity: Annotated[str | None, typer.Argument(metavar="[ID]", help=_("An activity's id."))] = None) -> None:
    """Take the change back and print what it was."""
    from salescli.store.undo import undo as take_back

    number = activity_id(activity) if activity else None
    opening.for_reading().close()  # an undo makes no file
    connection = opening.for_writing(waiting=session.say_waiting)
    session.answer(told(connection, take_back(connection, present(), number), _("undone")))


def told(connection: sqlite3.Connection, undone: Undone, verb: str) -> str:
    """`undone log: #214 call · Acme → gone`, a line for each thing, and what was passed over."""
    from salescli.render import changes

    parts = [changes.activity_back(connection, back) for back in undone.activities]
    parts += [text for back in undone.rows if (text := changes.row_back(connection, back))]
    lines = [f"{verb} {undone.kind}: " + (parts[0] if parts else _("nothing was left to change"))]
    lines += [f"  {part}" for part in parts[1:]]
    if undone.passed_over:
        passed = _("passed over, since undo does not take it back: {kinds}")
        lines.append(passed.format(kinds=", ".join(undone.passed_over)))
    if undone.newest_import:
        lines.append(_("an import is taken back by salescli import undo {n}").format(n=undone.newest_import))
    return "\n".join(lines)
