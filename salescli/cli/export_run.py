"""The course of an export: what, in which form, where to."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from salescli.cli import data_out, progress, session
from salescli.cli.activity_filters import Asked, days, filters
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.vocabulary import ascii_safe
from salescli.store import open as opening
from salescli.store import settings
from salescli.store.listing_order import Row

FORMATS = ("csv", "jsonl", "json", *data_out.TYPED)


class Wanted(NamedTuple):
    """How the rows are wanted: options as typed."""

    form: str | None = None
    output: str | None = None
    columns: str | None = None
    raw: bool = False
    excel: bool = False
    gzip: bool = False
    incremental: str | None = None


def run(what: str | None, asked: Asked, wanted: Wanted) -> None:
    """Write the export to stdout or into a file. Raises Misuse for what is not exported or not so."""
    from salescli.cli.ending import tidied

    if what == "schedule":
        from salescli.cli import export_schedule

        export_schedule.run(asked, wanted)
        return
    what = _thing(what)
    _accept_filters(what, asked)
    wanted = _settled(what, wanted)
    with tidied():
        if wanted.incremental is not None:
            from salescli.cli import export_incremental

            export_incremental.run(what, asked, wanted)
            return
        _write(what, asked, wanted)


def _write(what: str, asked: Asked, wanted: Wanted) -> None:
    from salescli.render.output import is_terminal, write

    connection = opening.for_reading()
    total = _total(connection, what, asked, wanted)
    if wanted.form in data_out.TYPED:
        columns, lists = _rows(connection, what, asked, wanted)
        zone = session.zone(connection)
        data_out.write_typed(wanted.form, what, columns, lists, wanted.output or "", zone=zone, total=total)
        connection.close()
        return
    wanted = with_setting(connection, wanted)
    pieces = _pieces(connection, what, asked, wanted)
    if total is not None and (wanted.output or not is_terminal()):
        pieces = progress.watched(pieces, total)
    write(data_out.packed(pieces, gzip=wanted.gzip), wanted.output)
    connection.close()


def _total(connection: sqlite3.Connection, what: str, asked: Asked, wanted: Wanted) -> int | None:
    """How many activities there are to write, where it matters. Raises Impossible for more than a sheet holds."""
    if what != "activities" or not (wanted.form == "xlsx" or progress.is_watched()):
        return None
    from salescli.store.activity_filters import chosen
    from salescli.store.export_rows import how_many

    total = how_many(connection, chosen(filters(connection, asked)))
    if wanted.form == "xlsx":
        from salescli.render.workbook_cells import accept_rows

        accept_rows(total)
    return total


def with_setting(connection: sqlite3.Connection, wanted: Wanted) -> Wanted:
    """With `excel` as stated or set, for csv only."""
    excel = wanted.form == "csv" and (wanted.excel or settings.read(connection, "csv-excel") == "yes")
    return wanted._replace(excel=excel)


def _thing(what: str | None) -> str:
    """What is to be exported. Raises Misuse, naming what there is, for anything else."""
    from salescli.store.export_rows import KINDS

    known = ("activities", *KINDS)
    named = ", ".join((*known, "report", "plan", "schedule"))
    if what is None:
        raise Misuse(_("export what? salescli export activities; there are {known}").format(known=named))
    if what == "report":
        raise Misuse(_("report is the first word, what it is of comes after: salescli export report week --by rep"))
    if what not in known:
        message = _("{what} is not exported; there are {known}")
        raise Misuse(message.format(what=ascii_safe(what), known=named))
    return what


def _accept_filters(what: str, asked: Asked) -> None:
    from salescli.store.export_rows import DAYS

    if what != "activities" and asked.reps:
        raise Misuse(_("--rep is for activities: salescli export activities --rep NAME"))
    if what not in {"activities", *DAYS} and asked != Asked():
        message = _("{what} have no day: --since and --until are for activities, {known}")
        raise Misuse(message.format(what=what, known=", ".join(DAYS)))


def _pieces(connection: sqlite3.Connection, what: str, asked: Asked, wanted: Wanted) -> Iterator[str]:
    from salescli.exchange import exporting

    form, raw, excel = wanted.form or "csv", wanted.raw, wanted.excel
    if what == "activities":
        from salescli.exchange.activity_columns import ACTIVITIES
        from salescli.store.activity_filters import chosen

        columns = data_out.columns_of(wanted.columns, ACTIVITIES)
        which = chosen(filters(connection, asked))
        return exporting.activities(connection, which, form=form, raw=raw, excel=excel, columns=columns)
    columns, lists = _rows(connection, what, asked, wanted)
    return exporting.table(columns, lists, form=form, raw=raw, excel=excel)


def _rows(
    connection: sqlite3.Connection, what: str, asked: Asked, wanted: Wanted
) -> tuple[Sequence[str], Iterator[list[Row]]]:
    """The columns wanted and the rows, in lists."""
    from salescli.exchange.activity_columns import ACTIVITIES
    from salescli.exchange.exporting import picking
    from salescli.store.activity_filters import chosen
    from salescli.store.export_rows import read
    from salescli.store.paging import pages

    if what == "activities":
        there: Sequence[str] = ACTIVITIES
        lists = pages(connection, chosen(filters(connection, asked)))
    else:
        there, rows = read(connection, what, *days(connection, asked))
        lists = iter([rows] if rows else [])
    columns = data_out.columns_of(wanted.columns, there)
    pick = picking([there.index(column) for column in columns])
    return columns, (list(map(pick, each)) for each in lists)


def _settled(what: str, wanted: Wanted) -> Wanted:
    """With the format, and whether it is packed, as stated or by the file's ending; x.csv.gz is packed csv."""
    bare, gzip = data_out.packing(wanted.output, wanted.gzip)
    form = form_of(wanted.form, bare)
    data_out.accept(form, what, wanted.output, gzip=gzip, excel=wanted.excel)
    return wanted._replace(form=form, gzip=gzip)


def form_of(stated: str | None, path: str | None) -> str:
    """The format stated, else by the file's ending, else csv. Raises Misuse for an unknown one, or ending."""
    from salescli.render.output import by_ending

    form = (stated or by_ending(path, FORMATS) or "csv").lower()
    if form not in FORMATS:
        message = _("no such format: {form}; there are {known}")
        raise Misuse(message.format(form=ascii_safe(form), known=", ".join(FORMATS)))
    return form
