"""`metric`: what is counted, and how each count is defined."""

import sys
from typing import Annotated

import typer

from salescli.i18n import _

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_("Metrics: what is counted, and how each count is defined.\n\nExample: salescli metric list"),
)


@app.callback()
def metric() -> None:
    """Make `metric` a group, though it has one command."""


@app.command(
    name="list",
    help=_("The metrics with their definitions; the first five are reported.\n\nExample: salescli metric list"),
)
def list_(
    form: Annotated[
        str | None,
        typer.Option("-f", "--format", metavar="FORMAT", help=_("table, plain, csv, json, jsonl or md.")),
    ] = None,
    output: Annotated[str | None, typer.Option("-O", "--output", metavar="FILE", help=_("Into this file."))] = None,
) -> None:
    """Print them; no file is needed."""
    from salescli.cli import record_list
    from salescli.model.metrics import METRICS
    from salescli.render.records import chosen_form

    chosen = chosen_form(form, output, terminal=sys.stdout.isatty())
    columns = ("name", "definition") if chosen == "table" else ("name", "label", "unit", "definition")
    rows = [tuple(getattr(each, column) for column in columns) for each in METRICS.values()]
    record_list.show(columns, rows, chosen, output)
