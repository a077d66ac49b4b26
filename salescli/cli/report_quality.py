"""`report quality`: lines that make figures doubtful, by rep and flag; nothing is blocked and no figure changes."""

from typing import Annotated

import typer

from salescli.cli.report_options import Columns, Excel, Form, Gzip, Last, On, Output, Reps, Since, Text, Until
from salescli.i18n import _

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    help=_(
        "Lines to look at, by rep: logged late, repeated, too close together, without a customer and more; with what"
        " each might innocently be. Of the week unless you say otherwise. No figure changes."
        "\n\nExamples: salescli report quality --last, salescli report quality month --rep Ann -f csv"
    )
)
def quality(  # noqa: PLR0913, PLR0917  one parameter an option
    period: Annotated[Text, typer.Argument(metavar="[week]", help=_("day, week, month, quarter or year."))] = None,
    on: On = None,
    last: Last = False,
    since: Since = None,
    until: Until = None,
    rep: Reps = None,
    form: Form = None,
    output: Output = None,
    excel: Excel = False,
    columns: Columns = None,
    gzip: Gzip = False,
) -> None:
    """Ask, look, print."""
    from salescli.cli.report_question import Asked, question
    from salescli.cli.report_view import Page
    from salescli.render.quality import IDS_SHOWN, data, view
    from salescli.reports.quality import panel
    from salescli.store import open as opening

    page = Page(form, output, excel, columns, gzip)
    connection = opening.for_reading()
    common = question(connection, Asked(period, on, last, since, until, None, [], rep or [], [], []))
    most = IDS_SHOWN if page.out.form in {"table", "md"} else None  # programs get them all
    found = panel(connection, common.period, common.today, common.selection.reps, most)
    page.show(connection, found, view, data)
