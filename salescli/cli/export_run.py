"""The course of an export: what, in which form, where to."""

import sqlite3
from collections.abc import Iterator

from salescli.cli import progress
from salescli.cli.activity_filters import Asked, filters
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.vocabulary import ascii_safe
from salescli.store import counting, settings
from salescli.store import open as opening

FORMATS = ("csv", "jsonl", "json")


def run(what: str | None, form: str | None, output: str | None, asked: Asked, *, raw: bool, excel: bool) -> None:
    """Write the export to stdout or into a file. Raises Misuse for what is not exported or not so."""
    from salescli.render.output import is_terminal, write
    from salescli.store.export_rows import KINDS

    known = ("activities", *KINDS)
    if what is None:
        raise Misuse(_("export what? salescli export activities; there are {known}").format(known=", ".join(known)))
    if what not in known:
        message = _("{what} is not exported; there are {known}")
        raise Misuse(message.format(what=ascii_safe(what), known=", ".join(known)))
    if what != "activities" and asked != Asked():
        raise Misuse(_("--since, --until and --rep are for activities: salescli export activities --since …"))
    form = _form(form, output)
    connection = opening.for_reading()
    excel = form == "csv" and (excel or settings.read(connection, "csv-excel") == "yes")
    pieces = _pieces(connection, what, asked, form=form, raw=raw, excel=excel)
    if what == "activities" and progress.is_watched() and (output or not is_terminal()):
        pieces = progress.watched(pieces, counting.activities(connection))
    write(pieces, output)
    connection.close()


def _pieces(
    connection: sqlite3.Connection, what: str, asked: Asked, *, form: str, raw: bool, excel: bool
) -> Iterator[str]:
    from salescli.exchange import exporting

    if what == "activities":
        from salescli.store.activity_filters import chosen

        return exporting.activities(connection, chosen(filters(connection, asked)), form=form, raw=raw, excel=excel)
    from salescli.store.export_rows import read

    columns, rows = read(connection, what)
    return exporting.table(columns, rows, form=form, raw=raw, excel=excel)


def _form(stated: str | None, output: str | None) -> str:
    from salescli.render.output import by_ending

    form = stated or by_ending(output, FORMATS) or "csv"
    if form not in FORMATS:
        message = _("no such format: {form}; there are {known}")
        raise Misuse(message.format(form=ascii_safe(form), known=", ".join(FORMATS)))
    return form
