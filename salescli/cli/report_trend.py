"""`report trend`: one metric over the last weeks, days or months."""

from typing import Annotated

import typer

from salescli.cli.report_options import AsOf, Columns, Excel, Form, Gzip, OneMetric, Output, Reps, Text
from salescli.i18n import _

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    help=_(
        "One metric over the last eight weeks, as bars with a mark at the target; or by day or month."
        "\n\nExamples: salescli report trend, salescli report trend month --metric visits --periods 12 --by rep"
    )
)
def trend(  # noqa: PLR0913, PLR0917  one parameter an option
    period: Annotated[
        str, typer.Argument(metavar="[week]", show_default=False, help=_("day, week or month."))
    ] = "week",
    metric: OneMetric = "calls",
    count: Annotated[int, typer.Option("--periods", metavar="N", min=1, max=400, help=_("How many."))] = 8,
    on: Annotated[Text, typer.Option(metavar="WHEN", help=_("A day that the last of them is to hold."))] = None,
    by: Annotated[Text, typer.Option(metavar="rep", help=_("rep: each rep by himself, and the team."))] = None,
    rep: Reps = None,
    as_of: AsOf = None,
    form: Form = None,
    output: Output = None,
    excel: Excel = False,
    columns: Columns = None,
    gzip: Gzip = False,
) -> None:
    """Ask, count, print."""
    from salescli.cli.report_question import Asked, question
    from salescli.cli.report_view import Page, grouping, kind_of_period, known_at
    from salescli.render.trend import data, view
    from salescli.reports.trend import KINDS
    from salescli.reports.trend import trend as build
    from salescli.store import open as opening

    page = Page(form, output, excel, columns, gzip)
    grouped = grouping(by, ("rep",))
    kind = kind_of_period(period, KINDS)
    connection = opening.for_reading()
    with known_at(connection, as_of) as now:
        page.learn(connection)
        last = question(connection, Asked(kind, on, False, None, None, None, [metric], rep or [], [], []), now)
        found = build(connection, last, count, by_rep=grouped == "rep")
    page.show(connection, found, view, data)
