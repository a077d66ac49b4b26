"""What `target list` and `target history` print."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from salescli.cli import record_list, session
from salescli.cli.scope import named_rep
from salescli.i18n import _
from salescli.model.periods import ONE_DAY
from salescli.model.targets import Schedule, Target
from salescli.render.records import Cell
from salescli.store import open as opening
from salescli.store import reps, targets
from salescli.store.metrics_kept import catalogue


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
    stated = targets.stated(connection)
    known = catalogue(connection)
    rows = []
    if rep_name is None:
        everyones = [target for target in stated if target.rep is None]
        rows = _rows(None, everyones, None, today, known)
    for rep in people:
        worker = targets.as_worker(rep.id, rep.joined, rep.until, rep.targets)
        if worker.is_bound(today):
            rows += _rows(rep.name, stated, rep.id, today, known)
    nothing = _("No target is in force; set one: salescli target set calls 40 --per day")
    return Listed(("rep", "metric", "amount", "per", "from", "whose", "until"), rows, nothing)


def ever_stated(rep_name: str | None) -> Listed:
    """Rows of all that was ever stated, oldest first; amount is empty where a target ends."""
    connection = opening.for_reading()
    names: dict[int | None, str] = {rep.id: rep.name for rep in reps.everyone(connection)}
    stated = targets.stated(connection, named_rep(connection, rep_name).id if rep_name is not None else None)
    rows: list[tuple[Cell, ...]] = [
        (one.recorded_at, one.metric, _amount(one), one.per, names.get(one.rep), one.from_day.isoformat())
        for one in stated
    ]
    nothing = _("No target was ever set; set one: salescli target set calls 40 --per day")
    return Listed(("recorded_at", "metric", "amount", "per", "rep", "from"), rows, nothing)


def show(listed: Listed, form: str | None, path: str | None) -> None:
    """Print the rows in the format asked for; people are told when there are none."""
    record_list.show(listed.columns, listed.rows, form, path, listed.nothing)


def _rows(
    name: str | None, stated: list[Target], rep: int | None, today: date, known: Iterable[str]
) -> list[tuple[Cell, ...]]:
    """The target of each metric that is in force today with its last day, and the one that is to come."""
    rows = []
    for metric in known:
        schedule = Schedule(stated, metric, rep)
        change = schedule.change_after(today)
        for day in (today, change):
            target = schedule.on(day) if day else None
            if day and target:
                rows.append(_row(name, target, schedule.change_after(day)))
    return rows


def _row(rep: str | None, target: Target, change: date | None) -> tuple[Cell, ...]:
    whose = "everyone" if target.rep is None else "own"
    until = (change - ONE_DAY).isoformat() if change else None
    return rep, target.metric, _amount(target), target.per, target.from_day.isoformat(), whose, until


def _amount(target: Target) -> int | float | None:
    if target.amount is None:
        return None
    return float(target.amount) if "." in target.amount else int(target.amount)
