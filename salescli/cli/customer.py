"""`customer`: add, list, show, edit, alias, merge. Here stands what each takes; names need no quotes."""

from typing import Any

from salescli.cli import customer_change
from salescli.cli.line_command import FORMAT, OUTPUT, LineCommand, group
from salescli.cli.line_grammar import NONE, ONE, WORDS, Line, Option
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import open as opening

KIND = Option("kind", ("--kind",), ONE, _("direct, or agent: a channel partner."), "direct|agent")
KNOWN = Option("known", ("--known",), NONE, _("Worked with before salescli: has no derived first contact."))
NOT_KNOWN = Option("not-known", ("--not-known",), NONE, _("Not worked with before, after all."))
ALIAS = Option("alias", ("--alias",), WORDS, _("A further name; may come again."), "NAME", many=True)
NAME = Option("name", ("--name",), WORDS, _("The new name; the old one stays as an alias."), "NAME")
PERSON = Option("person", ("-p", "--person"), WORDS, _("A person there."), "NAME")
FOCUS = Option("focus", ("--focus",), ONE, _("What moves that person."), "receptive|dissatisfied|power|none")
ADD = Option("add", ("--add",), WORDS, _("The alias to add."), "ALIAS")
REMOVE = Option("remove", ("--remove",), WORDS, _("The alias to forget."), "ALIAS")
INTO = Option("into", ("--into",), WORDS, _("The customer that is kept."), "KEPT")

LATEST = 10  # activities on a card


def listing(line: Line) -> None:
    """Print the customers with their counts; where there is none, say so to people."""
    from salescli.cli import record_list
    from salescli.store import customers_read

    if line.words:
        raise Misuse(_("customer list takes no name; salescli customer show {name}").format(name=" ".join(line.words)))
    rows = customers_read.listed(opening.for_reading())
    nothing = _("There is no customer yet.")
    record_list.show(customers_read.LISTED, rows, line.options.get("format"), line.options.get("output"), nothing)


def show(line: Line) -> None:
    """Print one customer's card; with a format, stated or by the file's ending, its row of the list."""
    from salescli.cli import record_list
    from salescli.cli.scope import terminal_columns
    from salescli.render.customer_card import card_lines
    from salescli.render.output import by_ending, write
    from salescli.render.records import FORMATS
    from salescli.store import customers_read
    from salescli.store.near_lookup import customer_named

    connection = opening.for_reading()
    name = customer_change.words_of(line, _("show whom? salescli customer show Acme Corp"))
    customer = customer_named(connection, name)
    path = line.options.get("output")
    form = line.options.get("format") or by_ending(path, FORMATS)
    if form and (form != "table" or "format" in line.options):
        record_list.show(customers_read.LISTED, customers_read.listed(connection, customer.id), form, path)
    else:
        write(card_lines(customers_read.card(connection, customer, LATEST), terminal_columns()), path)


COMMANDS = (
    LineCommand(
        "add",
        (KIND, KNOWN, ALIAS),
        customer_change.add,
        words="NAME...",
        text=_("Make a customer. Logging a contact makes one too."),
        example="salescli customer add Acme Corp --kind agent --alias ACME",
    ),
    LineCommand(
        "list",
        (FORMAT, OUTPUT),
        listing,
        words="",
        text=_("All customers with their counts and first and last contact."),
        example="salescli customer list -f csv",
    ),
    LineCommand(
        "show",
        (FORMAT, OUTPUT),
        show,
        words="NAME...",
        text=_("One customer: names, persons, contacts, what is due."),
        example="salescli customer show Acme Corp",
    ),
    LineCommand(
        "edit",
        (NAME, KIND, KNOWN, NOT_KNOWN, PERSON, FOCUS),
        customer_change.edit,
        words="NAME...",
        text=_("Change a customer. Its name or kind, whether it is known, or a person's focus."),
        example="salescli customer edit Acme Corp --person Wang Li --focus power",
    ),
    LineCommand(
        "alias",
        (ADD, REMOVE),
        customer_change.alias,
        words="NAME...",
        text=_("Add or forget a further name of a customer. Without an option, print them."),
        example="salescli customer alias Acme Corp --add ACME",
    ),
    LineCommand(
        "merge",
        (INTO,),
        customer_change.merge,
        words="DUPLICATE...",
        text=_("Make two customers one. Names, persons and activities go to the kept one."),
        example="salescli customer merge Acme Crop --into Acme Corp",
    ),
)


def command(name: str) -> Any:  # noqa: ANN401  its class moved between Typer's releases
    """The command with its subcommands."""
    text = _("Customers, their further names and the persons there. Names need no quotes.")
    return group(name, text, "salescli customer show Acme Corp", *COMMANDS)
