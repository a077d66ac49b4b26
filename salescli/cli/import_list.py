"""`import list`: every import as a batch, with the number that `import undo` takes."""

from typing import Annotated

import typer

from salescli.i18n import _

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    name="list",
    help=_(
        "Every import, the newest last: its number, when, what, how many rows; taken back when."
        "\n\nExample: salescli import list -f csv"
    ),
)
def list_(
    form: Annotated[
        str | None, typer.Option("-f", "--format", metavar="FORMAT", help=_("table, plain, csv, json, jsonl or md."))
    ] = None,
    output: Annotated[str | None, typer.Option("-O", "--output", metavar="FILE", help=_("Into this file."))] = None,
) -> None:
    """Print them."""
    from salescli.cli import record_list
    from salescli.store import imports
    from salescli.store import open as opening

    rows = [
        (batch.number, batch.recorded_at, batch.format, batch.file, *batch.counts, batch.undone_at)
        for batch in imports.batches(opening.for_reading())
    ]
    columns = ("number", "recorded_at", "format", "file", *imports.COUNTS, "undone_at")
    nothing = _("Nothing was imported yet: salescli import FILE")
    record_list.show(columns, rows, form, output, nothing)
