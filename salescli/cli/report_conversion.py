"""`report conversion`: from calls to deals, with the rates between and how long it takes."""

from typing import Annotated

import typer

from salescli.i18n import _

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})

Text = str | None
Texts = list[str] | None


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
    on: Annotated[Text, typer.Option(metavar="WHEN", help=_("A day that the period is to hold."))] = None,
    last: Annotated[bool, typer.Option("--last", help=_("The period before."))] = False,
    since: Annotated[Text, typer.Option(metavar="WHEN", help=_("The first day of a range."))] = None,
    until: Annotated[Text, typer.Option(metavar="WHEN", help=_("The last day of a range."))] = None,
    by: Annotated[Text, typer.Option(metavar="WHAT", help=_("rep, week or month."))] = None,
    cohort: Annotated[
        bool, typer.Option("--cohort", help=_("Customers by the week or month of their first contact."))
    ] = False,
    rep: Annotated[Texts, typer.Option(metavar="NAME", help=_("Only this rep; repeatable."))] = None,
    as_of: Annotated[Text, typer.Option(metavar="WHEN", help=_("As this command said at that time."))] = None,
    form: Annotated[
        Text,
        typer.Option("-f", "--format", metavar="FORMAT", help=_("table, plain, csv, json, jsonl or md.")),
    ] = None,
    output: Annotated[Text, typer.Option("-O", "--output", metavar="FILE", help=_("Into this file."))] = None,
    excel: Annotated[bool, typer.Option("--excel", help=_("csv as Excel likes it: BOM and CRLF."))] = False,
) -> None:
    """Ask, count, print."""
    from salescli.cli.report_question import Asked, question
    from salescli.cli.report_view import Page, grouping, known_at
    from salescli.render.conversion import view
    from salescli.reports.conversion import BY, Question
    from salescli.reports.conversion import conversion as build
    from salescli.store import open as opening

    page = Page(form, output, excel)
    grouped = grouping(by, BY)
    connection = opening.for_reading()
    kind = period or (None if since or until else "month")
    with known_at(connection, as_of) as now:
        page.learn(connection)
        common = question(connection, Asked(kind, on, last, since, until, None, [], rep or [], [], []), now)
        found = build(connection, Question(common.period, common.today, grouped, common.selection.reps, cohort))
    page.show(connection, lambda **how: view(found, **how))
