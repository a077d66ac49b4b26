"""`report conversion`: from calls to deals, with the rates between and how long it takes."""

from typing import Annotated

import typer

from salescli.cli.report_options import AsOf, Columns, Excel, Form, Gzip, Last, On, Output, Reps, Since, Text, Until
from salescli.i18n import _

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    help=_(
        "How calls become conversations, first contacts, visits, meetings and deals, of the month unless you say"
        " otherwise: over a day or a week the rates are noise.\n\nWith --cohort: of the customers first contacted in"
        " the period, how many were visited, gave a meeting and were won by today."
        "\n\nExamples: salescli report conversion --by rep, salescli report conversion quarter --last --cohort"
    )
)
def conversion(  # noqa: PLR0913, PLR0917  one parameter an option
    period: Annotated[Text, typer.Argument(metavar="[month]", help=_("day, week, month, quarter or year."))] = None,
    on: On = None,
    last: Last = False,
    since: Since = None,
    until: Until = None,
    by: Annotated[Text, typer.Option(metavar="WHAT", help=_("rep, week or month."))] = None,
    cohort: Annotated[
        bool, typer.Option("--cohort", help=_("Customers by the week or month of their first contact."))
    ] = False,
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
    from salescli.cli.report_view import Page, grouping, known_at
    from salescli.render.conversion import data, view
    from salescli.reports.conversion import BY, Question
    from salescli.reports.conversion import conversion as build
    from salescli.store import open as opening

    page = Page(form, output, excel, columns, gzip)
    grouped = grouping(by, BY)
    connection = opening.for_reading()
    kind = period or (None if since or until else "month")
    with known_at(connection, as_of) as now:
        page.learn(connection)
        common = question(connection, Asked(kind, on, last, since, until, None, [], rep or [], [], []), now)
        found = build(connection, Question(common.period, common.today, grouped, common.selection.reps, cohort))
    page.show(connection, found, view, data)
