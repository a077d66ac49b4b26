"""`report`: work against targets, for a week unless said otherwise."""

import sys
from typing import Annotated

import typer

from salescli.i18n import _

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})

Text = str | None
Texts = list[str] | None


@app.command(
    help=_(
        "Work against targets, of the week unless you say day, month, quarter or year."
        "\n\nExamples: salescli report --by rep, salescli report month --last -f csv -O october.csv"
    )
)
def report(  # noqa: PLR0913, PLR0917  one parameter an option
    period: Annotated[Text, typer.Argument(metavar="[week]", help=_("day, week, month, quarter or year."))] = None,
    on: Annotated[Text, typer.Option(metavar="WHEN", help=_("A day that the period is to hold."))] = None,
    last: Annotated[bool, typer.Option("--last", help=_("The period before."))] = False,
    since: Annotated[Text, typer.Option(metavar="WHEN", help=_("The first day of a range."))] = None,
    until: Annotated[Text, typer.Option(metavar="WHEN", help=_("The last day of a range."))] = None,
    by: Annotated[
        Texts,
        typer.Option(metavar="WHAT", help=_("rep, day, week, month, customer, channel or outcome.")),
    ] = None,
    metric: Annotated[Texts, typer.Option(metavar="M", help=_("Only this metric; repeatable."))] = None,
    rep: Annotated[Texts, typer.Option(metavar="NAME", help=_("Only this rep; repeatable."))] = None,
    outcome: Annotated[
        Texts, typer.Option("-o", "--outcome", metavar="WORD", help=_("Only this outcome; repeatable."))
    ] = None,
    channel: Annotated[Texts, typer.Option(metavar="CHANNEL", help=_("Only this channel; repeatable."))] = None,
    form: Annotated[
        Text,
        typer.Option("-f", "--format", metavar="FORMAT", help=_("table, plain, csv, json, jsonl or md.")),
    ] = None,
    output: Annotated[Text, typer.Option("-O", "--output", metavar="FILE", help=_("Into this file."))] = None,
    excel: Annotated[bool, typer.Option("--excel", help=_("csv as Excel likes it: BOM and CRLF."))] = False,
) -> None:
    """Ask, count, print."""
    from salescli.cli.report_question import Asked, question
    from salescli.cli.scope import PIPE_COLUMNS, terminal_columns
    from salescli.model.errors import Misuse
    from salescli.render.output import wants_colour, write
    from salescli.render.report import chosen_form, view
    from salescli.render.terminal_text import safe
    from salescli.reports.execution import report as build
    from salescli.store import open as opening
    from salescli.store import settings

    chosen = chosen_form(form, output)
    if excel and chosen != "csv":
        raise Misuse(_("--excel is for csv: salescli report -f csv --excel"))
    if by and len(by) > 1:
        raise Misuse(_("one --by at a time: {first}, or {other}").format(first=safe(by[0]), other=safe(by[1])))
    connection = opening.for_reading()
    asked = Asked(
        period, on, last, since, until, by[0] if by else None, metric or [], rep or [], outcome or [], channel or []
    )
    found = build(connection, question(connection, asked))
    terminal = output is None and sys.stdout.isatty()
    pieces = view(
        found,
        chosen,
        columns=terminal_columns() if terminal else PIPE_COLUMNS,
        colour=terminal and wants_colour(),
        excel=excel or settings.read(connection, "csv-excel") == "yes",
    )
    connection.close()
    write(pieces, output)
