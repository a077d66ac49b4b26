"""`salescli export`: what is in the file, for other programs."""

from typing import Annotated

import typer

from salescli.cli.first_word import or_command
from salescli.i18n import _

# `export NAME …` whose options are others -> the module in salescli.cli
OTHERS = {"report": "export_report"}

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Text = str | None
Texts = list[str] | None


@app.command(
    cls=or_command(OTHERS),
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Give activities, customers, persons, targets, dues or a report out, for other programs."
        "\n\nText that a spreadsheet would run as a formula gets a leading ' in CSV; import takes it off again."
        "\n\nExamples: salescli export activities --since 2026-11-01 -O nov.csv,"
        " salescli export customers -O customers.xlsx, salescli export report month --by rep -O month.csv,"
        " salescli export activities --incremental crm -O changes.csv."
        " A crontab line for that, every night: salescli export schedule --incremental crm"
    ),
)
def export(  # noqa: PLR0913, PLR0917  one parameter an option
    what: Annotated[
        Text,
        typer.Argument(
            metavar="WHAT",
            help=_(
                "activities, customers, persons, targets, dues or plan; report takes the words of salescli report;"
                " schedule prints a crontab line."
            ),
        ),
    ] = None,
    form: Annotated[
        Text, typer.Option("-f", "--format", metavar="FORMAT", help=_("csv, jsonl, json, xlsx or parquet."))
    ] = None,
    output: Annotated[
        Text, typer.Option("-O", "--output", metavar="FILE", help=_("Into this file, whole or not at all."))
    ] = None,
    since: Annotated[Text, typer.Option(metavar="WHEN", help=_("From this day on."))] = None,
    until: Annotated[Text, typer.Option(metavar="WHEN", help=_("Up to this day."))] = None,
    rep: Annotated[Texts, typer.Option(metavar="NAME", help=_("Only this rep's; repeatable."))] = None,
    columns: Annotated[Text, typer.Option(metavar="A,B,C", help=_("Only these columns, in this order."))] = None,
    raw: Annotated[bool, typer.Option("--raw", help=_("Leave text alone that a spreadsheet would run."))] = False,
    excel: Annotated[bool, typer.Option("--excel", help=_("csv as Excel likes it: BOM and CRLF."))] = False,
    gzip: Annotated[bool, typer.Option("--gzip", help=_("Packed; so is a FILE that ends in .gz."))] = False,
    incremental: Annotated[
        Text, typer.Option(metavar="NAME", help=_("Activities that changed since the last export of this name."))
    ] = None,
) -> None:
    """Choose, and write page by page."""
    from salescli.cli.activity_filters import Asked
    from salescli.cli.export_run import Wanted, run

    if what == "plan":
        from salescli.cli import plan_file

        chosen = (since, until, rep, columns, raw, excel, gzip, incremental)
        return plan_file.export(form, output, others=any(chosen))
    wanted = Wanted(form, output, columns, raw, excel, gzip, incremental)
    return run(what, Asked(since=since, until=until, reps=tuple(rep or ())), wanted)
