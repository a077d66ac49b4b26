"""The course of a list: which activities, in which form."""

import sqlite3
import sys
from collections.abc import Iterable, Iterator

from salescli.cli import data_out, session
from salescli.cli.activity_filters import Asked, filters
from salescli.cli.scope import terminal_columns
from salescli.exchange.activity_columns import ACTIVITIES
from salescli.i18n import _
from salescli.model.durations import format_duration
from salescli.model.vocabulary import channel_noun
from salescli.render import records
from salescli.render.output import write
from salescli.store import counting, settings
from salescli.store import open as opening
from salescli.store.activity_filters import chosen, newest
from salescli.store.listing_order import Row
from salescli.store.paging import Chosen, pages

MACHINE = ("csv", "json", "jsonl")
SHOWN = ("id", "day", "time", "rep", "customer", "what", "touch", "outcome", "duration", "note")


def run(asked: Asked, limit: int | None, form: str | None, output: str | None, *, excel: bool) -> None:
    """Print the activities: a table for people, tab-separated into a pipe, section 6.1's columns for machines."""
    form = records.chosen_form(form, output, terminal=sys.stdout.isatty(), also=data_out.TYPED)
    connection = opening.for_reading()
    activities = chosen(filters(connection, asked))
    if limit is not None:
        activities = newest(connection, activities, limit)
    if form in data_out.TYPED:
        data_out.accept(form, "activities", output, gzip=False, excel=False)
        zone = session.zone(connection)
        data_out.write_typed(form, "activities", ACTIVITIES, pages(connection, activities), output or "", zone=zone)
        connection.close()
        return
    excel = form == "csv" and (excel or settings.read(connection, "csv-excel") == "yes")
    nothing = _("no activities; salescli log call Acme logs one")
    if asked != Asked() and counting.first_day(connection):
        nothing = _("no activities of that time, or with those filters; salescli list shows all")
    write(_pieces(connection, activities, form, nothing, excel=excel), output)
    connection.close()


def _pieces(
    connection: sqlite3.Connection, activities: Chosen, form: str, nothing: str, *, excel: bool
) -> Iterable[str]:
    if form in MACHINE:
        from salescli.exchange import exporting

        return exporting.activities(connection, activities, form=form, raw=False, excel=excel)
    return _for_people(pages(connection, activities), form, nothing)


def _for_people(lists: Iterator[list[Row]], form: str, nothing: str) -> Iterator[str]:
    first = next(lists, None)
    if first is None:
        session.message(nothing)
        first = []
    rows = (_shown(row) for each in _with(first, lists) for row in each)
    heads = [_(name) for name in SHOWN]
    if first or form not in {"table", "plain"}:
        yield from records.lines(heads, rows, form, terminal_columns())


def _with(first: list[Row], rest: Iterator[list[Row]]) -> Iterator[list[Row]]:
    yield first
    yield from rest


def _shown(row: Row) -> tuple[str | int | None, ...]:
    """What a person looks for first; `show` has the rest."""
    cell = dict(zip(ACTIVITIES, row, strict=True))
    what = channel_noun(str(cell["channel"])) + (_(" in") if cell["direction"] == "in" else "")
    seconds = cell["duration_s"]
    return (
        cell["id"],
        cell["day"],
        str(cell["at"])[11:16],
        cell["rep"],
        cell["customer"],
        what,
        cell["touch"],
        cell["outcome"],
        format_duration(int(seconds)) if seconds is not None else None,
        cell["note"],
    )
