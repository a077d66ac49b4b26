"""`backup FILE|DIR [--keep N]`: a whole, checked copy of the file, made while others go on writing."""

from typing import Annotated

import typer

from salescli.cli import session
from salescli.i18n import _
from salescli.store import open as opening

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    help=_(
        "Copy the file, check the copy, then give it its name. Into a folder it goes as salescli-DATE.db."
        "\n\nTo go back to it: salescli doctor says whether it is well, then put it in the file's place."
        "\n\nExample: salescli backup ~/backups --keep 7"
    )
)
def backup(
    to: Annotated[str, typer.Argument(metavar="FILE|DIR", help=_("A new file, an earlier backup, or a folder."))],
    keep: Annotated[
        int | None,
        typer.Option("--keep", metavar="N", help=_("In a folder, leave so many of this file's backups.")),
    ] = None,
) -> None:
    """Make it and say where it is and what is in it."""
    from salescli.render.terminal_text import safe
    from salescli.store.backup import back_up

    connection = opening.for_reading()
    made = back_up(connection, opening.location(), to, session.local_now(connection), keep)
    text = _("{path}: {size} MB, checked · activities {activities} · customers {customers} · reps {reps}")
    size = f"{made.size / 1_000_000:.1f}"
    counts = {"activities": made.activities, "customers": made.customers, "reps": made.reps}
    line = text.format(path=safe(made.path), size=size, **counts)
    if made.removed:
        line += _(" · older ones removed: {count}").format(count=len(made.removed))
    session.answer(line)
