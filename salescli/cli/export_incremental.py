"""The course of `export activities --incremental NAME`: what changed since its last success, then the mark."""

from collections.abc import Iterator

from salescli.cli import progress, session
from salescli.cli.activity_filters import Asked
from salescli.cli.clock import present
from salescli.cli.data_out import columns_of, packed
from salescli.cli.export_run import Wanted, with_setting
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.vocabulary import ascii_safe
from salescli.store import export_marks
from salescli.store import open as opening
from salescli.store.changed_rows import Changed
from salescli.store.operation import writing

FORMATS = ("csv", "jsonl")
DELETED = "deleted"
_LONGEST = 40
_IN_NAMES = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."


def run(what: str, asked: Asked, wanted: Wanted) -> None:
    """Write the changes into the file; only when it is in place, move the mark.

    Raises Misuse for what has no increments, Impossible while another run of this name goes on.
    """
    from salescli.render.output import write

    name = _accepted(what, asked, wanted)
    opening.for_reading().close()  # says so where there is no file, and makes none
    connection = opening.for_writing(waiting=session.say_waiting)
    with export_marks.alone(name):
        changed = Changed(connection, export_marks.read(connection, name))
        pieces = _pieces(changed, with_setting(connection, wanted))
        if progress.is_watched():
            pieces = progress.watched(pieces, len(changed))
        write(packed(pieces, gzip=wanted.gzip), wanted.output)
        with writing(connection, "config", present(), waiting=session.say_waiting) as operation:
            operation.summarise(f"export {name}")
            export_marks.move(operation, name, changed.upto)
    connection.close()


def _accepted(what: str, asked: Asked, wanted: Wanted) -> str:
    """The name. Raises Misuse, with what to type instead, where it cannot be done so."""
    from salescli.render.output import is_replaceable

    name = accepted_name(wanted.incremental or "")
    if what != "activities":
        raise Misuse(_("--incremental is for activities; {what} are few: export them whole").format(what=what))
    if asked != Asked():
        raise Misuse(_("--incremental is of all activities: leave out --since, --until and --rep"))
    if wanted.form not in FORMATS:
        raise Misuse(_("--incremental is for {known}").format(known=", ".join(FORMATS)))
    if not is_replaceable(wanted.output):
        raise Misuse(
            _("--incremental needs a file, to know that all has arrived: -O changes.{form}").format(form=wanted.form)
        )
    accept_columns(wanted.columns)
    return name


def accepted_name(name: str) -> str:
    """The name of a mark; it is part of a file's name too. Raises Misuse for what cannot be one."""
    if not 0 < len(name) <= _LONGEST or any(letter not in _IN_NAMES for letter in name):
        message = _("a name for --incremental has up to {most} letters, digits, - _ and . in it, not {name}")
        raise Misuse(message.format(most=_LONGEST, name=ascii_safe(name) or "''"))
    return name


def accept_columns(stated: str | None) -> None:
    """Raises Misuse for columns that there are not, and for a choice without uid."""
    from salescli.exchange.activity_columns import ACTIVITIES

    if "uid" not in columns_of(stated, ACTIVITIES):
        raise Misuse(_("--incremental needs the column uid, by which a change finds its row: --columns uid,…"))


def _pieces(changed: Changed, wanted: Wanted) -> Iterator[str]:
    from salescli.exchange import exporting
    from salescli.exchange.activity_columns import ACTIVITIES

    columns = columns_of(wanted.columns, ACTIVITIES)
    pick = exporting.picking([*(ACTIVITIES.index(column) for column in columns), len(ACTIVITIES)])
    lists = (list(map(pick, rows)) for rows in changed.pages())
    form = wanted.form or "csv"
    return exporting.table((*columns, DELETED), lists, form=form, raw=wanted.raw, excel=wanted.excel)
