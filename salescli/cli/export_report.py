"""`export report …`: the words and options of `report`, its rows for programs: csv unless said."""

from typing import Any

import typer

from salescli.cli import report
from salescli.cli.first_word import or_command
from salescli.i18n import _


def _for_programs(ctx: Any) -> None:  # noqa: ANN401  its class moved between releases
    """Settle the format as exports do. Raises Misuse for one that is for people."""
    from salescli.cli.data_out import packing
    from salescli.cli.export_run import form_of

    bare, _gzip = packing(ctx.params["output"], ctx.params["gzip"])
    ctx.params["form"] = form_of(ctx.params["form"], bare)


app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})
app.command(
    cls=or_command(report.VIEWS, before=_for_programs),
    help=_(
        "The rows of a report for other programs: csv, jsonl, json, xlsx or parquet, with the words and options of"
        " salescli report. The header is there also without rows, with code 0."
        "\n\nOther views: export report conversion, quality, trend, heat; each has its own --help."
        "\n\nExamples: salescli export report month --last --by rep -O month.csv,"
        " salescli export report trend --by rep -O trend.xlsx"
    ),
)(report.report)
