"""The help of the log lines, made from the table that parses them. Their work is done in log.py, before Typer loads."""

from typing import Any

from typer.core import TyperCommand, TyperGroup, TyperOption

from salescli.cli.line import EDIT, LOG, LOG_STATED, NONE, Option
from salescli.cli.understand import STATED, VERBS
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
    if name == "log":
        return TyperGroup(
            name="log",
            commands={verb: line_command(verb, _options(verb), _help(verb)) for verb in VERBS},
            help=_(
                "Log a contact. The words of a name and of a note need no quotes; the customer comes before any option."
                " Alone, on a terminal: a prompt for many lines; `log -` takes lines from stdin, all or nothing."
                "\n\nExample: salescli log call Acme Corp -o na"
            ),
            context_settings=_SETTINGS,
        )
    return line_command(name, _options(name), _help(name))


_SETTINGS = {"help_option_names": ["-h", "--help"]}


def line_command(name: str, options: tuple[Option, ...], text: str, words: str = "CUSTOMER...") -> Any:  # noqa: ANN401
    """A command that takes words and options of the line grammar, as its help shows it."""
    parameters: list[Any] = [
        TyperOption(
            param_decls=[*option.spellings, option.name.replace("-", "_")],
            help=option.help,
            metavar=option.metavar or None,
            is_flag=option.takes == NONE,
            multiple=option.many,
        )
        for option in options
    ]
    return TyperCommand(
        name=name,
        params=parameters,
        help=f"{text}\n\n" + _("Example: {line}").format(line=EXAMPLES[name]),
        options_metavar=f"{words} [OPTIONS]",
        context_settings=_SETTINGS,
        rich_markup_mode=None,
    )


def _options(verb: str) -> tuple[Option, ...]:
    return EDIT if verb == "edit" else LOG_STATED if verb in STATED else LOG


def _help(verb: str) -> str:
    if verb == "first-contact":
        return _("Log a contact that you state to be the first, with a new decision maker, say.")
    if verb == "follow-up":
        return _("Log a contact that you state to be a follow-up, known from before.")
    return _("Log one {verb}; whether it is a first contact or a follow-up is derived.").format(verb=verb)
