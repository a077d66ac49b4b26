"""`salescli list`: the activities, filtered like reports."""

from typing import Annotated

import typer

from salescli.i18n import _

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Text = str | None
Texts = list[str] | None


@app.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "The activities in the order in which they happened, all time unless you say a period."
        "\n\nExamples: salescli list week --rep Ann, salescli list --limit 5, salescli list -f csv -O all.csv"
    ),
)
def list_(  # noqa: PLR0913, PLR0917  one parameter an option
    period: Annotated[Text, typer.Argument(metavar="[PERIOD]", help=_("day, week, month, quarter or year."))] = None,
    on: Annotated[Text, typer.Option(metavar="WHEN", help=_("Of that day, or a day of the period."))] = None,
    last: Annotated[bool, typer.Option("--last", help=_("The period before."))] = False,
    since: Annotated[Text, typer.Option(metavar="WHEN", help=_("From this day on."))] = None,
    until: Annotated[Text, typer.Option(metavar="WHEN", help=_("Up to this day."))] = None,
    rep: Annotated[Texts, typer.Option(metavar="NAME", help=_("Only this rep's; repeatable."))] = None,
    customer: Annotated[Text, typer.Option(metavar="NAME", help=_("Only with this customer."))] = None,
    channel: Annotated[Texts, typer.Option(metavar="CHANNEL", help=_("Only this channel; repeatable."))] = None,
    outcome: Annotated[
        Texts, typer.Option("-o", "--outcome", metavar="WORD", help=_("Only this outcome; repeatable."))
    ] = None,
    touch: Annotated[Text, typer.Option(metavar="TOUCH", help=_("first, follow-up or attempt."))] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help=_("Only the latest N."))] = None,
    form: Annotated[
        Text,
        typer.Option(
            "-f", "--format", metavar="FORMAT", help=_("table, plain, csv, json, jsonl, md, xlsx or parquet.")
        ),
    ] = None,
    output: Annotated[Text, typer.Option("-O", "--output", metavar="FILE", help=_("Into this file."))] = None,
    excel: Annotated[bool, typer.Option("--excel", help=_("csv as Excel likes it: BOM and CRLF."))] = False,
) -> None:
    """Choose, and print."""
    from salescli.cli.activity_filters import Asked
    from salescli.cli.list_run import run

    lists = (tuple(rep or ()), customer, tuple(channel or ()), tuple(outcome or ()), touch)
    run(Asked(period, on, last, since, until, *lists), limit, form, output, excel=excel)
