"""`outcome`: list, add."""

from typing import Any

from salescli.cli import session
from salescli.cli.customer_change import changing, words_of
from salescli.cli.line_command import FORMAT, OUTPUT, LineCommand, group
from salescli.cli.line_grammar import NONE, Line, Option
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.names import fold
from salescli.model.vocabulary import accept_outcome
from salescli.store import open as opening

REACHED = Option("reached", ("--reached",), NONE, _("Somebody was reached."))
NOT_REACHED = Option("not-reached", ("--not-reached",), NONE, _("Nobody was reached."))
COLUMNS = ("outcome", "code", "reached", "built_in")


def listing(line: Line) -> None:
    """Print the outcomes of the file, built in and added. Raises Impossible without one, as every reading command."""
    from salescli.cli import record_list
    from salescli.model.vocabulary import CODES, OUTCOMES
    from salescli.store import outcomes

    if line.words:
        raise Misuse(_("outcome list takes no word"))
    added = outcomes.custom(opening.for_reading())
    codes = {word: code for code, word in CODES.items()}
    known = {**OUTCOMES, **added}
    rows = [(word, codes.get(word), int(reached), int(word in OUTCOMES)) for word, reached in known.items()]
    record_list.show(COLUMNS, rows, line.options.get("format"), line.options.get("output"))


def add(line: Line) -> None:
    """Add a word and say what it means."""
    from salescli.store import outcomes

    word = fold(words_of(line, _("add which? salescli outcome add demo-given --reached")))
    accept_outcome(word)
    if ("reached" in line.options) == ("not-reached" in line.options):
        message = _("was somebody reached? salescli outcome add {word} --reached, or --not-reached")
        raise Misuse(message.format(word=word))
    reached = "reached" in line.options
    with changing("outcome", makes_file=True) as operation:
        new = outcomes.add(operation, word, reached=reached)
    meaning = _("reached") if reached else _("not reached")
    said = _("new outcome {word} · {meaning}") if new else _("{word} · {meaning}: unchanged")
    session.answer(said.format(word=word, meaning=meaning))


COMMANDS = (
    LineCommand(
        "list",
        (FORMAT, OUTPUT),
        listing,
        words="",
        text=_("All outcomes with their codes. Each means that somebody was reached, or not."),
        example="salescli outcome list",
    ),
    LineCommand(
        "add",
        (REACHED, NOT_REACHED),
        add,
        words="WORD",
        text=_("Add an outcome. What it means stays: reports of the past count on it."),
        example="salescli outcome add demo-given --reached",
    ),
)


def command(name: str) -> Any:  # noqa: ANN401  its class moved between Typer's releases
    """The command with its subcommands."""
    return group(name, _("Outcomes: what came of a contact."), "salescli outcome list", *COMMANDS)
