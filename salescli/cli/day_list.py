"""`day list`: each day of a rep, or of the team, and what became of it."""

import sqlite3
from datetime import date

from salescli.cli import record_list, session
from salescli.cli.line_grammar import Line
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.periods import Period, containing
from salescli.model.workweek import each_day
from salescli.render.day_words import weekday
from salescli.render.records import Cell
from salescli.reports.day_states import Day, of_days
from salescli.store import calendar as kept_calendar
from salescli.store import leave, reps
from salescli.store import open as opening

COLUMNS = ("day", "weekday", "rep", "state", "weight", "activities", "why")


def listing(line: Line) -> None:
    """Print the days."""
    from salescli.cli.scope import own_reps

    connection = opening.for_reading()
    own = own_reps(connection, line.options.get("rep"))
    people = [reps.get(connection, rep) for rep in own] if own else reps.everyone(connection)
    today = session.local_now(connection).date()
    days = _days(connection, line, people, today)
    calendar = kept_calendar.read(connection, days[0], days[-1])
    rows = [_row(day) for day in of_days(connection, people, calendar, days, today)]
    nothing = _("No day of anybody is in these: days count from the first line that is logged.")
    record_list.show(COLUMNS, rows, line.options.get("format"), line.options.get("output"), nothing)


def _days(connection: sqlite3.Connection, line: Line, people: list[reps.Rep], today: date) -> list[date]:
    """The days asked for; unless said, this month so far and the days of leave to come."""
    period = _period(connection, line, today)
    if period:
        return list(each_day(period.start, period.end))
    to_come = {day for rep in people for day in leave.taken(connection, rep.id, today) if day > today}
    return [*each_day(today.replace(day=1), today), *sorted(to_come)]


def _period(connection: sqlite3.Connection, line: Line, today: date) -> Period | None:
    """The range or the month named. Raises Misuse for both, and for what is not understood."""
    from salescli.cli.report_question import day_of

    since, until = line.options.get("since"), line.options.get("until")
    if line.words:
        if since is not None or until is not None:
            raise Misuse(_("either a month or a range (--since, --until), not both"))
        return _month(connection, " ".join(line.words), today)
    if since is None and until is None:
        return None
    first = day_of(connection, since) if since is not None else None
    end = day_of(connection, until) if until is not None else today
    if first is not None and first > today and until is None:
        end = containing("month", first).end
    start = first or containing("month", end).start
    if start > end:
        message = _("--since {start} is after --until {end}: turn them round")
        raise Misuse(message.format(start=start, end=end))
    return Period("range", start, end)


def _month(connection: sqlite3.Connection, text: str, today: date) -> Period:
    from salescli.cli.report_question import day_of
    from salescli.model.months import named

    try:
        return named(text, today) or containing("month", day_of(connection, text))
    except Misuse as error:
        message = _("{reason}; a month is 2026-10 or october, a year 2026")
        raise Misuse(message.format(reason=error)) from None


def _row(day: Day) -> tuple[Cell, ...]:
    weight = int(day.weight) if day.weight in {0, 1} else float(day.weight)
    return day.day.isoformat(), weekday(day.day), day.rep, day.state, weight, day.activities, day.why or None
