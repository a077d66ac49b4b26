"""The course of an export: what, in which form, where to."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from salescli.cli import progress
from salescli.cli.activity_filters import Asked, days, filters
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.vocabulary import ascii_safe
from salescli.store import counting, settings
from salescli.store import open as opening
from salescli.store.listing_order import Row

FORMATS = ("csv", "jsonl", "json", "xlsx")


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
    from salescli.render.output import is_terminal, write

    if what == "schedule":
        from salescli.cli import export_schedule

        export_schedule.run(wanted)
        return
    what = _thing(what)
    _accept_filters(what, asked)
    wanted = _settled(wanted)
    if wanted.incremental is not None:
        from salescli.cli import export_incremental

        export_incremental.run(what, asked, wanted)
        return
    connection = opening.for_reading()
    if wanted.form == "xlsx":
        columns, lists = _rows(connection, what, asked, wanted)
        total = counting.activities(connection) if what == "activities" else None
        workbook(what, columns, lists, wanted.output, total)
        connection.close()
        return
    wanted = with_setting(connection, wanted)
    pieces = _pieces(connection, what, asked, wanted)
    if what == "activities" and progress.is_watched() and (wanted.output or not is_terminal()):
        pieces = progress.watched(pieces, counting.activities(connection))
    write(packed(pieces, wanted), wanted.output)
    connection.close()


def with_setting(connection: sqlite3.Connection, wanted: Wanted) -> Wanted:
    """With `excel` as stated or set, for csv only."""
    excel = wanted.form == "csv" and (wanted.excel or settings.read(connection, "csv-excel") == "yes")
    return wanted._replace(excel=excel)


def packed(pieces: Iterator[str], wanted: Wanted) -> Iterable[str] | Iterable[bytes]:
    """The pieces, or what gzip makes of them."""
    from salescli.exchange.exporting import gzipped

    return gzipped(pieces) if wanted.gzip else pieces


def _thing(what: str | None) -> str:
    """What is to be exported. Raises Misuse, naming what there is, for anything else."""
    from salescli.store.export_rows import KINDS

    known = ("activities", *KINDS)
    named = ", ".join((*known, "plan", "schedule"))
    if what is None:
        raise Misuse(_("export what? salescli export activities; there are {known}").format(known=named))
    if what == "report":
        raise Misuse(_("a report gives its rows itself: salescli report week --by rep -f csv -O FILE"))
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

        columns = columns_of(wanted.columns, ACTIVITIES)
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
    columns = columns_of(wanted.columns, there)
    pick = picking([there.index(column) for column in columns])
    return columns, (list(map(pick, each)) for each in lists)


def workbook(
    title: str,
    columns: Sequence[str],
    lists: Iterable[Sequence[Sequence[str | int | float | None]]],
    output: str | None,
    total: int | None = None,
) -> None:
    """Write the rows as a workbook; `total` is about how many they are. Raises Misuse without a file to write."""
    from salescli.cli.clock import present
    from salescli.render.output import is_replaceable, write_file
    from salescli.render.workbook import write_workbook

    if output is None or not is_replaceable(output):
        raise Misuse(_("a workbook needs a file: -O {name}.xlsx").format(name=title))
    with progress.bar(_("writing"), total) as advance:
        counted = _counted(lists, advance)
        write_file(output, lambda file: write_workbook(file, title, columns, counted, present()))


def _counted(lists: Iterable[Sequence[Any]], advance: progress.Advance) -> Iterator[Sequence[Any]]:
    done = 0
    for rows in lists:
        yield rows
        done += len(rows)
        advance(done)


def columns_of(stated: str | None, known: Sequence[str]) -> Sequence[str]:
    """The columns meant, all unless said. Raises Misuse, naming those that there are, for others and for doubles."""
    if stated is None:
        return known
    named = [name.strip() for name in stated.split(",")]
    for number, name in enumerate(named):
        if name not in known:
            message = _("no such column: {name}; there are {known}")
            raise Misuse(message.format(name=ascii_safe(name), known=",".join(known)))
        if name in named[:number]:
            raise Misuse(_("--columns names {name} twice").format(name=name))
    return named


def _settled(wanted: Wanted) -> Wanted:
    """With the format, and whether it is packed, as stated or by the file's ending; x.csv.gz is packed csv."""
    from salescli.render.output import by_ending, is_terminal

    output, gzip = wanted.output, wanted.gzip
    if output and output.lower().endswith(".gz"):
        output, gzip = output[: -len(".gz")], True
    form = wanted.form or by_ending(output, FORMATS) or "csv"
    if form not in FORMATS:
        message = _("no such format: {form}; there are {known}")
        raise Misuse(message.format(form=ascii_safe(form), known=", ".join(FORMATS)))
    if gzip and form == "xlsx":
        raise Misuse(_("a workbook is packed already: leave out --gzip, and .gz"))
    if gzip and wanted.output in {None, "-"} and is_terminal():
        raise Misuse(_("a terminal shows no packed data: add -O FILE.{form}.gz").format(form=form))
    return wanted._replace(form=form, gzip=gzip)
