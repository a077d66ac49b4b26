"""The help of the log lines, made from the table that parses them. Their work is done in log.py, before Typer loads."""

from typing import Any

from salescli.cli.line_command import LineCommand, group, single
from salescli.cli.line_grammar import EDIT, LOG, LOG_STATED, Line, Option
from salescli.cli.line_meaning import STATED, VERBS
from salescli.i18n import _

EXAMPLES = {
    "call": "salescli log call Acme Corp -o na -n asked for a quote --next fri 10am",
    "visit": "salescli log visit Acme Corp -p Wang Li -d 45m",
    "video": "salescli log video Acme Corp -o interested",
    "email": "salescli log email Acme Corp -n sent the price list",
    "message": "salescli log message 华为 --at 昨天下午3点",
    "first-contact": "salescli log first-contact Acme Corp --via visit",
    "follow-up": "salescli log follow-up Acme Corp -o mb",
    "edit": "salescli edit 214 -o won -n signed today",
}


def command(name: str) -> Any:  # noqa: ANN401  its class moved between Typer's releases
    """The Typer command of this name, for its help."""
    if name != "log":
        return single(_line(name))
    text = _(
        "Log a contact. The words of a name and of a note need no quotes; the customer comes before any option."
        " Alone, on a terminal: a prompt for many lines; `log -` takes lines from stdin, all or nothing."
    )
    return group("log", text, "salescli log call Acme Corp -o na", *(_line(verb) for verb in VERBS))


def _line(verb: str) -> LineCommand:
    words = "ID|last" if verb == "edit" else "CUSTOMER..."
    return LineCommand(verb, _options(verb), _done_already, words=words, text=_help(verb), example=EXAMPLES[verb])


def _done_already(_line: Line) -> None:
    """Nothing: the entry takes these lines before Typer is loaded."""


def _options(verb: str) -> tuple[Option, ...]:
    return EDIT if verb == "edit" else LOG_STATED if verb in STATED else LOG


def _help(verb: str) -> str:
    if verb == "edit":
        return _("Correct an activity: every option of a log line, and options that clear a field.")
    if verb == "first-contact":
        return _("Log a contact stated to be the first. With a new decision maker, say.")
    if verb == "follow-up":
        return _("Log a contact stated to be a follow-up. With somebody known from before, say.")
    return _("Log one {verb}. Whether it is a first contact or a follow-up is derived.").format(verb=verb)
