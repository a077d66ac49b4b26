"""`report`: work against targets, for a week unless said otherwise; and the further views, each a module of its own."""

from typing import Annotated

import typer

from salescli.cli.first_word import or_command
from salescli.cli.report_options import (
    AsOf,
    Columns,
    Excel,
    Form,
    Gzip,
    Last,
    On,
    Output,
    Reps,
    Since,
    Text,
    Texts,
    Until,
)
from salescli.i18n import _

# `report NAME …` instead of a period -> the module in salescli.cli
VIEWS = {
    "conversion": "report_conversion",
    "quality": "report_quality",
    "trend": "report_trend",
    "heat": "report_heat",
}


app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    cls=or_command(VIEWS),
    help=_(
        "Work against targets, of the week unless you say day, month, quarter or year."
        "\n\nOther views: report conversion, report quality, report trend, report heat; each has its own --help."
        "\n\nExamples: salescli report --by rep, salescli report month --last -f csv -O october.csv"
    ),
)
def report(  # noqa: PLR0913, PLR0917  one parameter an option
    period: Annotated[Text, typer.Argument(metavar="[week]", help=_("day, week, month, quarter or year."))] = None,
    on: On = None,
    last: Last = False,
    since: Since = None,
    until: Until = None,
    by: Annotated[
        Texts,
        typer.Option(metavar="WHAT", help=_("rep, day, week, month, customer, channel or outcome.")),
    ] = None,
    metric: Annotated[Texts, typer.Option(metavar="M", help=_("Only this metric; repeatable."))] = None,
    rep: Reps = None,
    outcome: Annotated[
        Texts, typer.Option("-o", "--outcome", metavar="WORD", help=_("Only this outcome; repeatable."))
    ] = None,
    channel: Annotated[Texts, typer.Option(metavar="CHANNEL", help=_("Only this channel; repeatable."))] = None,
    as_of: AsOf = None,
    diff: Annotated[
        Text, typer.Option(metavar="WHEN", help=_("What has moved since that time, and why, line by line."))
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help=_("How each figure comes about, and the lines behind it."))
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help=_("For cron: end with 4 when behind, else 5 when days are unreported."))
    ] = False,
    fail_under: Annotated[
        Text, typer.Option("--fail-under", metavar="SHARE", help=_("End with 4 below this share of by now: 80%."))
    ] = None,
    rank: Annotated[
        Text, typer.Option(metavar="HOW", help=_("Order reps by attainment, actual or improvement."))
    ] = None,
    privacy: Annotated[
        Text, typer.Option(metavar="aggregate", help=_("aggregate: the team as a whole, without names."))
    ] = None,
    form: Form = None,
    output: Output = None,
    excel: Excel = False,
    columns: Columns = None,
    gzip: Gzip = False,
) -> None:
    """Ask, count, print."""
    from salescli.cli.report_out import accepted
    from salescli.cli.report_question import Asked
    from salescli.cli.report_run import Shown, run
    from salescli.model.errors import Misuse
    from salescli.render.terminal_text import safe

    if by and len(by) > 1:
        raise Misuse(_("one --by at a time: {first}, or {other}").format(first=safe(by[0]), other=safe(by[1])))
    asked = Asked(
        period, on, last, since, until, by[0] if by else None, metric or [], rep or [], outcome or [], channel or []
    )
    out = accepted(form, output, excel=excel, columns=columns, gzip=gzip)
    code = run(asked, Shown(as_of, diff, explain, check, fail_under, rank, privacy), out)
    if code:
        raise typer.Exit(code)
