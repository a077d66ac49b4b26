"""`quality`: let a line that was looked at stand, so that `report quality` leaves it out; list those."""

from typing import Any

from salescli.cli import session
from salescli.cli.customer_change import changing
from salescli.cli.ids import activity_id
from salescli.cli.line_command import FORMAT, OUTPUT, LineCommand, group
from salescli.cli.line_grammar import NOTE, ONE, Line, Option
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import open as opening

FLAG = Option("flag", ("--flag",), ONE, _("Only of this flag; of all unless said."), "NAME")


def waive(line: Line) -> None:
    """Waive the activities named, all or none, and say before → after."""
    from salescli.render.terminal_text import safe
    from salescli.store import waivers

    if not line.words:
        raise Misuse(_("waive which? salescli quality waive 214 --note asked for twice; report quality names the ids"))
    numbers = list(dict.fromkeys(activity_id(word) for word in line.words))
    note = " ".join(line.options.get("note", "").split())
    if not note:
        raise Misuse(_("say why: salescli quality waive {id} --note TEXT").format(id=numbers[0]))
    flag = _flag(line.options.get("flag"))
    before: dict[int, str | None] = {}
    with changing("waive") as operation:
        for number in numbers:
            before[number] = waivers.waive(operation, number, note, flag)
    of = flag or _("all flags")
    for number, old in before.items():
        if old is None:
            said = _("#{id} waived of {of}: {note}; salescli undo takes it back")
        else:
            said = _("#{id} waived of {of}: {old} → {note}") if old != note else _("#{id} waived of {of}: unchanged")
        session.answer(said.format(id=number, of=of, old=safe(old or ""), note=safe(note)))


def _flag(text: str | None) -> str | None:
    """The flag meant: its name or an unambiguous beginning. Raises Misuse, naming all, for another."""
    from salescli.model.doubts import BY_NAME
    from salescli.model.vocabulary import ascii_safe

    if text is None:
        return None
    word = text.strip().lower().replace("_", "-")
    begun = [name for name in BY_NAME if word and name.startswith(word)]
    if word in BY_NAME or len(begun) == 1:
        return word if word in BY_NAME else begun[0]
    message = _("no such flag: {text}; there are {known}")
    raise Misuse(message.format(text=ascii_safe(text), known=", ".join(BY_NAME)))


def listing(line: Line) -> None:
    """Print the waivers; where there is none, say so to people."""
    from salescli.cli import record_list
    from salescli.store import waivers

    if line.words:
        raise Misuse(_("quality list takes no word"))
    rows = waivers.listed(opening.for_reading())
    nothing = _("Nothing is waived; salescli report quality names what could be.")
    record_list.show(waivers.LISTED, rows, line.options.get("format"), line.options.get("output"), nothing)


COMMANDS = (
    LineCommand(
        "waive",
        (NOTE, FLAG),
        waive,
        words="ID...",
        text=_("Let lines stand: report quality leaves them out from now on. Again changes the note."),
        example="salescli quality waive 214 --note they asked to be called twice",
    ),
    LineCommand(
        "list",
        (FORMAT, OUTPUT),
        listing,
        words="",
        text=_("All lines that were let stand, with the notes."),
        example="salescli quality list",
    ),
)


def command(name: str) -> Any:  # noqa: ANN401  its class moved between Typer's releases
    """The command with its subcommands."""
    text = _("Lines that report quality points at: let one stand.")
    return group(name, text, "salescli quality waive 214 --note TEXT", *COMMANDS)
