"""`calendar`: show, add, drop, refresh. Which days are worked, and why."""

from typing import Annotated

import typer

from salescli.i18n import _

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "The calendar: public holidays of the country that is set, make-up working days, and days of your own."
        "\n\nExample: salescli config set country CN, then salescli calendar show 2026-10"
    ),
)


@app.command(
    help=_(
        "A month, or a year, with its days off; without a word this month. MONTH is 2026-10, october, 2026, or a day."
        "\n\nExample: salescli calendar show october"
    )
)
def show(
    month: Annotated[list[str] | None, typer.Argument(metavar="[MONTH]", help=_("The month, or a year."))] = None,
    rep: Annotated[str | None, typer.Option("--rep", metavar="NAME", help=_("With his own week and leave."))] = None,
    form: Annotated[
        str | None,
        typer.Option("-f", "--format", metavar="FORMAT", help=_("table, plain, csv, json, jsonl or md.")),
    ] = None,
    output: Annotated[str | None, typer.Option("-O", "--output", metavar="FILE", help=_("Into this file."))] = None,
) -> None:
    """Print the page, or a row for every day."""
    from salescli.cli.calendar_show import show as show_

    show_(month or [], rep, form, output)


@app.command(
    help=_(
        "State a day off for everybody, or a working day. It comes before what is kept of the country."
        "\n\nExample: salescli calendar add 2026-12-24 Christmas Eve"
    )
)
def add(
    words: Annotated[list[str], typer.Argument(metavar="DATE[..DATE] NAME...", help=_("The day and what it is."))],
    work: Annotated[bool, typer.Option("--work", help=_("It is worked, by who has the file's work week."))] = False,
) -> None:
    """Write it and say what the day was before."""
    from salescli.cli import session
    from salescli.cli.calendar_change import add as add_

    session.answer(add_(words, work=work))


@app.command(
    help=_(
        "Take back what was added of a day. Holidays of the country stay.\n\nExample: salescli calendar drop 2026-12-24"
    )
)
def drop(
    words: Annotated[list[str], typer.Argument(metavar="DATE[..DATE]", help=_("The day, or the first and the last."))],
) -> None:
    """Write it and say what the day is now."""
    from salescli.cli import session
    from salescli.cli.calendar_change import drop as drop_

    session.answer(drop_(words))


@app.command(
    help=_(
        "Take in what was announced since. With YEAR, that year again; it says which days moved."
        "\n\nExample: salescli calendar refresh 2027"
    )
)
def refresh(
    year: Annotated[str | None, typer.Argument(metavar="[YEAR]", help=_("This year, whatever was kept of it."))] = None,
) -> None:
    """Write what differs and say which days moved."""
    from salescli.cli import session
    from salescli.cli.calendar_refresh import refresh as refresh_

    session.answer(refresh_(year))
