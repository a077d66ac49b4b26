"""`report heat`: a calendar of days, each with its number and a shade."""

from typing import Annotated

import typer

from salescli.cli.report_options import AsOf, Columns, Excel, Form, Gzip, Last, On, OneMetric, Output, Reps
from salescli.i18n import _

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    help=_(
        "A calendar of the month, a number and a shade for each day; or of the quarter or year."
        " Formats other than the table are those of report --by day."
        "\n\nExamples: salescli report heat, salescli report heat year --metric visits --rep Ann"
    )
)
def heat(  # noqa: PLR0913, PLR0917  one parameter an option
    period: Annotated[
        str, typer.Argument(metavar="[month]", show_default=False, help=_("month, quarter or year."))
    ] = "month",
    metric: OneMetric = "calls",
    on: On = None,
    last: Last = False,
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
    from salescli.cli.report_view import Page, kind_of_period, known_at
    from salescli.render.heat import data, view
    from salescli.reports.heat import KINDS
    from salescli.reports.heat import heat as build
    from salescli.store import open as opening

    page = Page(form, output, excel, columns, gzip)
    kind = kind_of_period(period, KINDS)
    connection = opening.for_reading()
    with known_at(connection, as_of) as now:
        page.learn(connection)
        asked = question(connection, Asked(kind, on, last, None, None, "day", [metric], rep or [], [], []), now)
        found = build(connection, asked)
    page.show(connection, found, view, data)
