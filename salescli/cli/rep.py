"""`rep`: list, set, rename, merge. Names need no quotes."""

from typing import Any

from salescli.cli import rep_change
from salescli.cli.line_command import FORMAT, OUTPUT, LineCommand, group
from salescli.cli.line_grammar import NONE, ONE, WORDS, Line, Option
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import open as opening

FROM = Option("from", ("--from",), WORDS, _("The day of joining, from which targets apply."), "DATE")
UNTIL = Option("until", ("--until",), WORDS, _("The last day; `none` takes it back."), "DATE")
TARGETS = Option("targets", ("--targets",), NONE, _("Targets apply, as they do unless said."))
NO_TARGETS = Option("no-targets", ("--no-targets",), NONE, _("No targets apply: a manager."))
WORK_WEEK = Option(
    "work-week", ("--work-week",), ONE, _("His own work week; `file` goes back to the file's."), "mon-thu"
)
NEW = Option("new", ("--new",), NONE, _("The rep is new, however near the name is to a known one."))
TO = Option("to", ("--to",), WORDS, _("The new name; the old one stays as an alias."), "NAME")
INTO = Option("into", ("--into",), WORDS, _("The rep that is kept."), "KEPT")


def listing(line: Line) -> None:
    """Print the reps; where there is none, say so to people."""
    from salescli.cli import record_list
    from salescli.store import reps_edit

    if line.words:
        raise Misuse(_("rep list takes no name"))
    rows = reps_edit.listed(opening.for_reading())
    nothing = _("There is no rep yet.")
    record_list.show(reps_edit.LISTED, rows, line.options.get("format"), line.options.get("output"), nothing)


COMMANDS = (
    LineCommand(
        "list",
        (FORMAT, OUTPUT),
        listing,
        words="",
        text=_("All reps with aliases, joining, leaving and own work weeks."),
        example="salescli rep list",
    ),
    LineCommand(
        "set",
        (FROM, UNTIL, TARGETS, NO_TARGETS, WORK_WEEK, NEW),
        rep_change.set_,
        words="NAME...",
        text=_("Make a rep, or change one. From and until when, on which days of the week, and whether targets apply."),
        example="salescli rep set Ann Li --from 2026-11-02",
    ),
    LineCommand(
        "rename",
        (TO,),
        rep_change.rename,
        words="OLD...",
        text=_("Give a rep another name; the old one stays as an alias."),
        example="salescli rep rename ann --to Ann Li",
    ),
    LineCommand(
        "merge",
        (INTO,),
        rep_change.merge,
        words="DUPLICATE...",
        text=_("Make two reps one. Names and activities go to the kept one, the earlier joining stands."),
        example="salescli rep merge ann --into Ann Li",
    ),
)


def command(name: str) -> Any:  # noqa: ANN401  its class moved between Typer's releases
    """The command with its subcommands."""
    return group(name, _("Reps: who acts, from when until when."), "salescli rep list", *COMMANDS)
