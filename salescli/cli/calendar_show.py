"""What `calendar show` prints: a month or a year, for the file or for one rep."""

import sqlite3
import sys
from collections.abc import Iterator

from salescli.cli import session
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.periods import Period, containing
from salescli.store import calendar_write, settings
from salescli.store import open as opening
from salescli.store.calendar_days import Day, Days, days_of

COLUMNS = ("day", "weekday", "works", "name", "source", "estimated")


def show(words: list[str], rep_name: str | None, form: str | None, path: str | None) -> None:
    """Print the page, or a row a day. Raises Misuse for a month that is not understood."""
    from salescli.cli.scope import PIPE_COLUMNS, named_rep, terminal_columns
    from salescli.render.output import by_ending, wants_colour, write
    from salescli.render.records import FORMATS, lines

    connection = opening.for_reading()
    period = _period(connection, " ".join(words))
    rep = named_rep(connection, rep_name) if rep_name is not None else None
    days = days_of(connection, period.start, period.end, rep.id if rep else None)
    chosen = form or by_ending(None if path == "-" else path, FORMATS) or "table"
    if chosen == "table":
        from salescli.render.calendar_page import page

        wide = terminal_columns() if path in {None, "-"} and sys.stdout.isatty() else PIPE_COLUMNS
        title, colour = _title(connection, rep.name if rep else None), path is None and wants_colour()
        write(page(days, title, wide, rep=rep.name if rep else None, colour=colour), path)
    else:
        write(lines(COLUMNS, _rows(days), chosen), path)
    _remark(connection, period)


def _period(connection: sqlite3.Connection, text: str) -> Period:
    """The month or year meant: by its name, else the month of a WHEN; without a word this month."""
    from salescli.cli.report_question import day_of
    from salescli.model.months import named

    today = session.local_now(connection).date()
    if not text:
        return containing("month", today)
    found = named(text, today)
    if found:
        return found
    try:
        return containing("month", day_of(connection, text))
    except Misuse as error:
        message = _("{reason}; a month is 2026-10 or october, a year 2026")
        raise Misuse(message.format(reason=error)) from None


def _title(connection: sqlite3.Connection, rep: str | None) -> str:
    from salescli.render.terminal_text import safe

    country = settings.read(connection, "country")
    parts = [safe(rep) if rep else _("the file's calendar"), safe(country) if country else _("no country is set")]
    return " · ".join(parts)


def _rows(days: Days) -> Iterator[tuple[str | int | float | None, ...]]:
    from salescli.render.day_words import weekday

    for day in days.days:
        estimated = None if day.estimated is None else int(day.estimated)
        yield day.day.isoformat(), weekday(day.day), _weight(day), day.name, day.source, estimated


def _weight(day: Day) -> int | float:
    return int(day.weight) if day.weight in {0, 1} else float(day.weight)


def _remark(connection: sqlite3.Connection, period: Period) -> None:
    """What people should know of these years' holidays, on stderr."""
    if settings.read(connection, "country") is None:
        session.message(_("no public holidays are known: salescli config set country CN"))
    for year in calendar_write.unkept_years(connection, period.start, period.end):
        session.message(unkept(year))
    for year, source in calendar_write.estimated_years(connection, period.start, period.end):
        text = _("{year} was not announced as {source} knew it; later: salescli calendar refresh")
        session.message(text.format(year=year, source=source))


def unkept(year: int) -> str:
    """The remark on a year whose holidays the file does not have."""
    return _("the holidays of {year} are not kept yet: salescli calendar refresh {year}").format(year=year)
