"""The targets that were ever stated: read for arithmetic, appended to by `target set` and `target clear`."""

import sqlite3
from datetime import date

from salescli.model.targets import Schedule, Target, Worker, order
from salescli.store import row_history
from salescli.store.operation import Operation
from salescli.store.uids import new_uid

_COLUMNS = """t.metric, t.amount, t.per, coalesce(r.merged_into, t.rep), t.from_day, t.recorded_at, t.uid,
    t.ramp_to, t.ramp_until"""


def stated(connection: sqlite3.Connection, rep: int | None = None) -> list[Target]:
    """All targets, oldest statement first; for a rep's id only that rep's own and everyone's."""
    statement = f"SELECT {_COLUMNS} FROM target t LEFT JOIN rep r ON r.id = t.rep WHERE t.gone = 0"  # noqa: S608
    values: tuple[int, ...] = ()
    if rep is not None:
        statement += " AND (t.rep IS NULL OR coalesce(r.merged_into, t.rep) = ?)"
        values = (rep,)
    rows = connection.execute(statement + " ORDER BY t.recorded_at, t.uid", values)
    return [
        Target(
            *(metric, amount, per, whose, date.fromisoformat(from_day), recorded_at, uid, ramp_to),
            ramp_until=date.fromisoformat(ramp_until) if ramp_until else None,
        )
        for metric, amount, per, whose, from_day, recorded_at, uid, ramp_to, ramp_until in rows
    ]


def in_force(connection: sqlite3.Connection, metric: str, rep: int | None, day: date) -> Target | None:
    """The target of the metric that holds for the rep, or for everyone, on the day."""
    mine = stated(connection, rep) if rep is not None else [one for one in stated(connection) if one.rep is None]
    return Schedule(mine, metric, rep).on(day)


def change_after(connection: sqlite3.Connection, metric: str, rep: int | None, day: date) -> date | None:
    """The first day after this one on which another target of the metric holds, or none any more."""
    mine = stated(connection, rep) if rep is not None else [one for one in stated(connection) if one.rep is None]
    return Schedule(mine, metric, rep).change_after(day)


def latest_own(connection: sqlite3.Connection, metric: str, rep: int | None, day: date) -> Target | None:
    """The same of the rep's own statements alone, or of everyone's; its amount is None where it was ended."""
    own = [one for one in stated(connection) if one.rep == rep and one.metric == metric and one.from_day <= day]
    return max(own, key=order, default=None)


def add(operation: Operation, target: Target) -> int:
    """State a target, or with amount None its end; returns the row's id. When it was recorded, and the uid, are new."""
    at = operation.recorded_at
    return row_history.insert(
        operation,
        "target",
        uid=new_uid(),
        metric=target.metric,
        amount=target.amount,
        per=target.per,
        rep=target.rep,
        from_day=target.from_day.isoformat(),
        recorded_at=at,
        received_at=at,
        ramp_to=target.ramp_to,
        ramp_until=target.ramp_until.isoformat() if target.ramp_until else None,
    )


def worker(connection: sqlite3.Connection, rep: int) -> Worker:
    """The rep as the arithmetic of targets sees him: joining, leaving, whether he has targets at all."""
    row = connection.execute("SELECT joined, until, targets FROM rep WHERE id = ?", (rep,)).fetchone()
    return as_worker(rep, *row)


def as_worker(rep: int, joined: str | None, until: str | None, targets: int) -> Worker:
    """A Worker of the columns of table `rep`."""
    first = date.fromisoformat(joined) if joined else None
    return Worker(rep, first, date.fromisoformat(until) if until else None, bool(targets))
