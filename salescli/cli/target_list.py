"""What `target list` and `target history` print."""

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from salescli.cli import record_list, session
from salescli.cli.scope import named_rep
from salescli.i18n import _
from salescli.model.periods import ONE_DAY
from salescli.model.targets import Schedule, Target, amount_on
from salescli.model.workweek import Calendar
from salescli.render.records import Cell
from salescli.store import calendar as kept_calendar
from salescli.store import open as opening
from salescli.store import reps, targets
from salescli.store.metrics_kept import catalogue

if TYPE_CHECKING:
    from fractions import Fraction


RAMP = ("ramp", "ramp_until")


class Listed(NamedTuple):
    """Rows to print, and what to say where there are none."""

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    nothing: str


def in_force(rep_name: str | None) -> Listed:
    """Rows of today's targets and those to come: everyone's first, then each rep's, his own or everyone's."""
    connection = opening.for_reading()
    today = session.local_now(connection).date()
    people = [named_rep(connection, rep_name)] if rep_name is not None else reps.everyone(connection)
    book = _book(connection, today)
    rows = _rows(None, book, None, today) if rep_name is None else []
    for rep in people:
        worker = targets.as_worker(rep.id, rep.joined, rep.until, rep.targets)
        if worker.is_bound(today):
            rows += _rows(rep.name, book, rep.id, today)
    nothing = _("No target is in force; set one: salescli target set calls 40 --per day")
    return Listed(("rep", "metric", "amount", "per", "from", "whose", "until", *RAMP), rows, nothing)


def ever_stated(rep_name: str | None) -> Listed:
    """Rows of all that was ever stated, oldest first; amount is empty where a target ends."""
    connection = opening.for_reading()
    names: dict[int | None, str] = {rep.id: rep.name for rep in reps.everyone(connection)}
    stated = targets.stated(connection, named_rep(connection, rep_name).id if rep_name is not None else None)
    rows: list[tuple[Cell, ...]] = [
        (one.recorded_at, one.metric, _first(one), one.per, names.get(one.rep), one.from_day.isoformat(), *_ramp(one))
        for one in stated
    ]
    nothing = _("No target was ever set; set one: salescli target set calls 40 --per day")
    return Listed(("recorded_at", "metric", "amount", "per", "rep", "from", *RAMP), rows, nothing)


def show(listed: Listed, form: str | None, path: str | None) -> None:
    """Print the rows in the format asked for; people are told when there are none."""
    record_list.show(listed.columns, listed.rows, form, path, listed.nothing)


class _Book(NamedTuple):
    """What the rows are made of: the targets stated, the names of the metrics, the calendar that ramps go by."""

    stated: list[Target]
    metrics: Iterable[str]
    calendar: Calendar


def _book(connection: sqlite3.Connection, today: date) -> _Book:
    stated = targets.stated(connection)
    ramps = [day for one in stated if one.ramp_until for day in (one.from_day, one.ramp_until)]
    calendar = kept_calendar.read(connection, min([today, *ramps]), max([today, *ramps]))
    return _Book(stated, list(catalogue(connection)), calendar)


def _rows(name: str | None, book: _Book, rep: int | None, today: date) -> list[tuple[Cell, ...]]:
    """The target of each metric that is in force today with its last day, and the one that is to come."""
    rows: list[tuple[Cell, ...]] = []
    for metric in book.metrics:
        schedule = Schedule(book.stated, metric, rep)
        change = schedule.change_after(today)
        for day in (today, change):
            target = schedule.on(day) if day else None
            if day and target:
                whose = "everyone" if target.rep is None else "own"
                last = schedule.change_after(day)
                until = (last - ONE_DAY).isoformat() if last else None
                amount = _number(amount_on(target, rep, day, book.calendar))
                from_day = target.from_day.isoformat()
                rows.append((name, metric, amount, target.per, from_day, whose, until, *_ramp(target)))
    return rows


def _ramp(target: Target) -> tuple[Cell, Cell]:
    """`20..40`, and the day on which it comes to the second; nothing of a target that is no ramp."""
    if target.ramp_to is None or target.ramp_until is None:
        return None, None
    return f"{target.amount}..{target.ramp_to}", target.ramp_until.isoformat()


def _first(target: Target) -> int | float | None:
    """The amount, of a ramp the first; None where a target ends."""
    if target.amount is None:
        return None
    return float(target.amount) if "." in target.amount else int(target.amount)


def _number(amount: "int | Fraction") -> int | float:
    return int(amount) if amount.denominator == 1 else float(amount)
