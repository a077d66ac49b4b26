"""The board: bare `salescli` and `today`. The entry calls `show_board` itself, without Typer."""

from typing import Any

from salescli.cli import session
from salescli.i18n import _
from salescli.store import open as opening


def show_board(rep: str | None, *, greeting: bool = False) -> int:
    """Print the board of the rep, by default the own one, or of the team where the login never logged.

    Without a file, `greeting` shows how to begin; else that is Impossible. Returns the exit code.
    """
    from salescli.render import board as render

    if greeting and not opening.exists(opening.location()):
        session.emit(render.greeting())
        return 0
    from salescli.cli.scope import PIPE_COLUMNS, own_reps, terminal_columns
    from salescli.render.output import is_terminal, wants_colour, write
    from salescli.reports.board import board
    from salescli.store import reps

    connection = opening.for_reading()
    own = own_reps(connection, rep)
    people = [reps.get(connection, own[0])] if own else reps.everyone(connection)
    today = session.local_now(connection).date()
    shown = board(connection, people, today, own=own is not None)
    columns = terminal_columns() if is_terminal() else PIPE_COLUMNS
    write(render.lines(shown, columns, colour=wants_colour()))
    return 0


def show_rows(rep: str | None, form: str | None, output: str | None) -> int:
    """Print the rows of the day's report for whom the board shows. Returns the exit code."""
    from dataclasses import replace

    from salescli.cli.report_question import Asked, question
    from salescli.cli.scope import PIPE_COLUMNS, own_reps
    from salescli.render.output import write
    from salescli.render.report import chosen_form, view
    from salescli.reports.execution import report
    from salescli.store import reps, settings

    chosen = chosen_form(form, output)
    connection = opening.for_reading()
    names = [reps.get(connection, own).name for own in own_reps(connection, rep) or ()]
    asked = question(connection, Asked("day", None, False, None, None, None, [], names, [], []))
    found = report(connection, replace(asked, streaks=len(names)))
    excel = settings.read(connection, "csv-excel") == "yes"
    write(view(found, chosen, columns=PIPE_COLUMNS, excel=excel), output)
    return 0


def command(name: str) -> Any:  # noqa: ANN401, ARG001  the command class is the library's affair
    """The Typer command, for help and options; made when the command tree asks for it."""
    import typer

    app = typer.Typer(
        rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]}
    )

    @app.command(
        help=_(
            "The board: today's work against targets, what is due today and overdue, what is unreported."
            "\n\nExample: salescli today --rep Ann"
        )
    )
    def today(
        rep: str | None = typer.Option(None, "--rep", metavar="NAME", help=_("Whose; else your own, or the team's.")),
        form: str | None = typer.Option(
            None, "-f", "--format", metavar="FORMAT", help=_("As a report of the day: csv, json, jsonl, md or plain.")
        ),
        output: str | None = typer.Option(None, "-O", "--output", metavar="FILE", help=_("Into this file.")),
    ) -> int:
        """Print the board, or in a format the day's report."""
        return show_rows(rep, form, output) if form or output else show_board(rep)

    return typer.main.get_command(app)
