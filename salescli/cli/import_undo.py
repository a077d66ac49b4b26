"""`import undo N`: take back what one import wrote, and nothing else."""

from typing import TYPE_CHECKING, Annotated

import typer

from salescli.i18n import _

if TYPE_CHECKING:
    from salescli.store.import_undo import TakenBack
    from salescli.store.imports import Batch

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})

_SHOWN = 3  # later imports that are named one by one
_OWN, _CONTACTS = "own", "contacts"


@app.command(
    help=_(
        "Take back what an import wrote. What was changed here since stays; importing the file again brings it back."
        "\n\nExample: salescli import undo 3"
    )
)
def undo(number: Annotated[str, typer.Argument(metavar="N", help=_("As salescli import list shows it."))]) -> None:
    """Take it back, and say what went and what stays."""
    from salescli.cli import session
    from salescli.cli.clock import present
    from salescli.cli.ids import import_number
    from salescli.store import open as opening
    from salescli.store.import_undo import undo_import

    wanted = import_number(number)
    opening.for_reading().close()  # an undo makes no file
    connection = opening.for_writing(waiting=session.say_waiting)
    taken = undo_import(connection, present(), wanted, waiting=session.say_waiting)
    for remark in _remarks(taken):
        session.message(remark)
    session.answer(_answer(taken))


def _remarks(taken: "TakenBack") -> list[str]:
    """What stays, and what else to know."""
    from salescli.cli import plan_file
    from salescli.render.terminal_text import safe

    said = (
        (taken.edited, _("{n} were changed here since and stay")),
        (taken.reimported, _("{n} were changed by a later import and stay")),
        (taken.gone, _("{n} were deleted here since and stay deleted")),
    )
    remarks = [remark.format(n=n) for n, remark in said if n]
    if taken.stay:
        remarks.append(_("changed or in use since, and so stay: {parts}").format(parts=plan_file.in_words(taken.stay)))
    later = _("import {number} found rows here already, maybe these: import {file} again, should they stay")
    piped = _("import {number} found rows here already, maybe these: import its standard input again, should they stay")
    named = ((piped if each.file == "-" else later, each) for each in _meant(taken)[:_SHOWN])
    return [*remarks, *(text.format(number=each.number, file=safe(each.file)) for text, each in named)]


def _meant(taken: "TakenBack") -> "list[Batch]":
    """The later imports that may have had its rows: of the same program's files, those of the same file name first.

    An own export may hold the rows of any program, and a file of the same name may have been read in another way.
    """
    from pathlib import PurePath

    batch, name, program = taken.batch, PurePath(taken.batch.file).name, _program(taken.batch.format)

    def is_of_it(each: "Batch") -> bool:
        return PurePath(each.file).name == name

    def may_be(each: "Batch") -> bool:
        others = {program, _program(each.format)}
        return len(others) == 1 or (_CONTACTS not in others and (_OWN in others or is_of_it(each)))

    found = [each for each in taken.later if may_be(each)]
    return sorted(found, key=lambda each: (not is_of_it(each), each.format != batch.format, each.number))


def _program(kind: str) -> str:
    """Whose files a format is of: their rows may be the same, as those of `csv` and of any kept mapping."""
    from salescli.exchange import contacts, formats
    from salescli.store import imports

    if kind in contacts.FORMATS:
        return _CONTACTS
    preset = formats.presets().get(kind)
    return preset.source if preset else kind if kind in {_OWN, imports.PLAN} else "csv"


def _answer(taken: "TakenBack") -> str:
    """`import 3 taken back: 4090 deleted · 4 put back · 10 stay · reps 11 · customers 363 · persons 0 · outcomes 0`."""
    from salescli.cli import plan_file
    from salescli.render.terminal_text import safe
    from salescli.store import imports

    if taken.batch.format == imports.PLAN:
        message = _("import {number} taken back: the plan {file}: {parts}")
        parts = plan_file.in_words(taken.rows) or _("nothing was left to take back")
        return message.format(number=taken.batch.number, file=safe(taken.batch.file), parts=parts)
    stay = taken.edited + taken.reimported
    rows = {entity: taken.rows.get(entity, 0) for entity in ("rep", "customer", "person", "outcome")}
    message = _(
        "import {number} taken back: {deleted} deleted · {restored} put back · {stay} stay ·"
        " reps {rep} · customers {customer} · persons {person} · outcomes {outcome}"
    )
    return message.format(number=taken.batch.number, deleted=taken.deleted, restored=taken.restored, stay=stay, **rows)
