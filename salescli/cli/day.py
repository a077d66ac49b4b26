"""`day`: off, on, close, list. Dates and names of months need no quotes."""

from typing import Any

from salescli.cli.line_command import FORMAT, OUTPUT, LineCommand, group
from salescli.cli.line_grammar import NONE, ONE, WORDS, Line, Option
from salescli.i18n import _

REP = Option("rep", ("--rep",), ONE, _("Whose day; else your own."), "NAME")
HALF = Option("half", ("--half",), ONE, _("Half a day: the morning or the afternoon."), "am|pm")
REASON = Option("reason", ("--reason",), WORDS, _("Why; whoever reads the file can see it."), "TEXT")
NEW = Option("new", ("--new",), NONE, _("The rep is new, however near the name is to a known one."))
WHOSE = Option("rep", ("--rep",), ONE, _("Whose; else your own, or the team's."), "NAME")
SINCE = Option("since", ("--since",), WORDS, _("The first day."), "WHEN")
UNTIL = Option("until", ("--until",), WORDS, _("The last day."), "WHEN")


def _off(line: Line) -> None:
    from salescli.cli.day_change import off

    off(line)


def _on(line: Line) -> None:
    from salescli.cli.day_change import on

    on(line)


def _close(line: Line) -> None:
    from salescli.cli.day_close import close

    close(line)


def _list(line: Line) -> None:
    from salescli.cli.day_list import listing

    listing(line)


COMMANDS = (
    LineCommand(
        "off",
        (HALF, REASON, REP, NEW),
        _off,
        words="DATE[..DATE]",
        text=_("Take days off, or half of each. Targets of the week and month shrink by them."),
        example="salescli day off 2026-12-24..2027-01-02 --reason skiing",
        anywhere=True,
    ),
    LineCommand(
        "on",
        (REP,),
        _on,
        words="DATE[..DATE]",
        text=_("Take leave back, and that a day was closed."),
        example="salescli day on fri",
        anywhere=True,
    ),
    LineCommand(
        "close",
        (REP,),
        _close,
        words="[DATE]",
        text=_("Say that nothing was done on a day, and that this is the truth. Today unless you say another."),
        example="salescli day close yesterday",
        anywhere=True,
    ),
    LineCommand(
        "list",
        (WHOSE, SINCE, UNTIL, FORMAT, OUTPUT),
        _list,
        words="[MONTH]",
        text=_("Each day and what became of it. This month so far and leave to come, or the month that you name."),
        example="salescli day list october --rep Ann",
        anywhere=True,
    ),
)


def command(name: str) -> Any:  # noqa: ANN401  its class moved between Typer's releases
    """The command with its subcommands."""
    text = _("Days: leave, days on which nothing was done, and the state of each day.")
    return group(name, text, "salescli day off tomorrow --half pm", *COMMANDS)
