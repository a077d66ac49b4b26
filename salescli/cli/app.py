"""The command tree: every command's name, room and one-line help; its module is imported when it is called."""

from typing import Any

import typer
from typer.core import TyperGroup

from salescli import __version__
from salescli.i18n import _
from salescli.model.vocabulary import ascii_safe

WORK, LOOK, SET_UP, MOVE = _("Work"), _("Look"), _("Set up"), _("Move data")

# name -> (module in salescli.cli, group of the help, one-line help)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "log": ("log_help", WORK, _("Log a contact: log call Acme Corp -o na -n asked for a quote.")),
    "call": ("log_help", WORK, _("Log a call; also visit, video, email, message, first-contact, follow-up.")),
    "visit": ("log_help", WORK, ""),
    "video": ("log_help", WORK, ""),
    "email": ("log_help", WORK, ""),
    "message": ("log_help", WORK, ""),
    "first-contact": ("log_help", WORK, ""),
    "follow-up": ("log_help", WORK, ""),
    "due": ("due", WORK, _("What is due; done, snooze and move it.")),
    "day": ("day", WORK, _("Leave, days without work, the state of each day: off, on, close, list.")),
    "edit": ("log_help", WORK, _("Correct an activity: edit 214 -o won, edit last --at 9:30.")),
    "delete": ("delete", WORK, _("Delete an activity; undo brings it back.")),
    "undo": ("undo", WORK, _("Take back the newest change, or the newest of one activity.")),
    "redo": ("redo", WORK, _("Take back the last undo.")),
    "today": ("today", LOOK, _("The board: today's work against targets, what is due, what is unreported.")),
    "report": ("report", LOOK, _("Work against targets: of the week, or day, month, quarter, year.")),
    "list": ("list_", LOOK, _("Activities, filtered like reports.")),
    "show": ("show", LOOK, _("One activity with all its versions.")),
    "target": ("target", SET_UP, _("Targets: set, list, clear, history.")),
    "calendar": ("calendar", SET_UP, _("Working days: show, add, drop, refresh; config set country CN.")),
    "customer": ("customer", SET_UP, _("Customers: add, list, show, edit, alias, merge.")),
    "rep": ("rep", SET_UP, _("Reps: list, set, rename, merge.")),
    "outcome": ("outcome", SET_UP, _("Outcomes: list, add.")),
    "quality": ("quality", SET_UP, _("Let a line stand that report quality points at: waive, list.")),
    "metric": ("metric", SET_UP, _("Metrics and their definitions.")),
    "config": ("config", SET_UP, _("Settings: list, get, set.")),
    "completion": ("completion_script", SET_UP, _("Print the completion script of bash, zsh or fish.")),
    "demo": ("demo", SET_UP, _("Look around in a made-up team's file; yours stays untouched.")),
    "import": ("import_", MOVE, _("Take activities in from a CSV file; again is never double.")),
    "merge": ("merge", MOVE, _("Reps' files into this one: with edits and deletes, never double.")),
    "export": ("export", MOVE, _("Give activities, customers, reports and more out: CSV, JSON, Excel, Parquet.")),
    "backup": ("backup", MOVE, _("A verified copy of the file.")),
    "doctor": ("doctor", MOVE, _("Check the file against its record; rebuild it.")),
}


class LazyGroup(TyperGroup):
    """The root: knows every command's name, and imports a command when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002  the context class moved between Typers
        """All names, in the help's order."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002  as above
        """The command of this name, imported now; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        module = import_module(f"salescli.cli.{COMMANDS[cmd_name][0]}")
        command = module.command(cmd_name) if hasattr(module, "command") else typer.main.get_command(module.app)
        command.name = cmd_name
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401  as above
        """The command that the words name. An unknown one is answered with the name that it is close to."""
        if args[0] not in COMMANDS:
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, 1)
            unknown = _("no such command: {name}; did you mean {close}?") if close else _("no such command: {name}")
            ctx.fail(unknown.format(name=ascii_safe(args[0]), close="".join(close)))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002  as above
        """The four groups of commands, each with its one-line help; nothing is imported for it."""
        for group in (WORK, LOOK, SET_UP, MOVE):
            rows = [(name, text) for name, (_module, where, text) in COMMANDS.items() if where == group and text]
            with formatter.section(group):
                formatter.write_dl(rows)


app = typer.Typer(
    cls=LazyGroup,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"salescli {__version__}")
        raise typer.Exit


@app.callback()
def salescli(
    ctx: typer.Context,
    version: bool = typer.Option(  # noqa: ARG001  its callback does the work
        False, "--version", callback=_version, is_eager=True, help=_("Print the version.")
    ),
    quiet: bool = typer.Option(False, "-q", "--quiet", help=_("No answers when all goes well.")),
) -> None:
    """Log sales work in a second; see at once whether the plan was executed.

    Without a command: today's board. A first line: salescli log call Acme Corp
    """
    if quiet:
        from salescli.cli.session import be_quiet

        be_quiet()
    if ctx.invoked_subcommand is None:
        from salescli.cli.today import show_board

        raise typer.Exit(show_board(None, greeting=True))
