"""Which activities moved a report's figures between two states of the file, and why: found in SQL, line by line."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from salescli.model.metrics import Metric
from salescli.model.periods import Period
from salescli.store.counting import Selection, conditions
from salescli.store.past import COLUMNS, Past

CAUSES = ("late", "edited", "deleted", "restored", "reclassified")


class Line(NamedTuple):
    """One activity that a metric counts otherwise than before; `then` and `now` are in parts of the metric's unit.

    `cause`: written later (late), edited, deleted, restored, or reclassified by what happened to other lines.
    """

    metric: str
    id: int
    cause: str
    day: str
    rep: str
    customer: str | None
    then: int
    now: int
    logged_at: str


class Between(NamedTuple):
    """What to compare: the earlier state and the later one (None: as it stands), in which days, what of the work.

    `by`: a line that went from one rep, day, customer, channel or outcome to another is gone there and come here.
    """

    then: Past
    now: Past | None
    period: Period
    selection: Selection = Selection()
    by: str | None = None


_COLUMN = {"rep": "rep", "customer": "customer", "channel": "channel", "outcome": "outcome"}
_DAY = ("day", "week", "month")


def lines(connection: sqlite3.Connection, between: Between, metrics: Sequence[Metric]) -> Iterator[Line]:
    """Every line that moved a metric, metric by metric, in order of time."""
    for metric in metrics:
        statement = f"""SELECT m.id, m.cause, m.day, r.name, c.name, m.before, m.after, m.logged_at
            FROM ({_moved(metric, between)}) m JOIN rep r ON r.id = m.rep LEFT JOIN customer c ON c.id = m.customer
            ORDER BY m.at_unix, m.id, m.after"""  # noqa: S608  made of code and whole numbers
        for number, cause, day, rep, customer, then, now, logged_at in connection.execute(statement, _days(between)):
            yield Line(metric.name, number, cause, day, rep, customer, then, now, logged_at)


def causes(connection: sqlite3.Connection, between: Between, metric: Metric) -> dict[str, int]:
    """How many lines moved a metric, by cause, in the order of CAUSES."""
    statement = f"SELECT m.cause, count(*) FROM ({_moved(metric, between)}) m GROUP BY m.cause"  # noqa: S608  as above
    found = {cause: count for cause, count in connection.execute(statement, _days(between))}  # noqa: C416  as elsewhere
    return {cause: found[cause] for cause in CAUSES if cause in found}


def may_have_moved(connection: sqlite3.Connection, between: Between) -> bool:
    """Whether anything that counts in these days changed since; a cheap look that may say yes too often."""
    then, period = between.then, between.period
    days = (period.start.isoformat(), period.end.isoformat())
    counted = "SELECT coalesce(sum(activities), 0) FROM main.rep_day WHERE day >= ? AND day <= ?"
    in_days = connection.execute(counted, days).fetchone()[0]
    since = connection.execute("SELECT change FROM counter").fetchone()[0] - then.change
    # by the days or by what changed since, whichever is less to read
    column, other = ("+change", "day") if in_days < since else ("change", "+day")
    statement = f"""SELECT 1 FROM main.activity WHERE {column} > ? AND {other} >= ? AND {other} <= ?
        {"AND deleted = 0" if other == "day" else ""} LIMIT 1"""  # noqa: S608  names of our own
    if connection.execute(statement, (then.change, *days)).fetchone():
        return True
    if then.had_one_in(*days):  # was in these days, and has been deleted or moved away
        return True
    plan = """SELECT 1 FROM fact WHERE operation >= ? AND (
        entity IN ('target', 'leave', 'calendar_day', 'calendar_year', 'rep', 'metric')
        OR entity = 'setting' AND json_extract(body, '$.name') IN ('country', 'work-week')) LIMIT 1"""
    return connection.execute(plan, (then.first_later,)).fetchone() is not None


def _days(between: Between) -> dict[str, str]:
    """The values that the statement wants: the days and, numbered, what is selected."""
    selected = (*between.selection.outcomes, *between.selection.channels)
    wanted = {f"s{number}": value for number, value in enumerate(selected)}
    return {"start": between.period.start.isoformat(), "end": between.period.end.isoformat(), **wanted}


def _selected(selection: Selection) -> str:
    """The part of the work as conditions on `a`, each beginning with AND."""
    found = f" AND a.rep IN ({', '.join(map(str, selection.reps))})" if selection.reps else ""
    number = 0
    for column, wanted in (("outcome", selection.outcomes), ("channel", selection.channels)):
        if wanted:
            found += f" AND a.{column} IN ({', '.join(f':s{number + place}' for place in range(len(wanted)))})"
            number += len(wanted)
    return found


def _moved(metric: Metric, between: Between) -> str:
    """The statement for the activities that the metric counts otherwise now than then."""
    group = _COLUMN.get(between.by or "", "day" if between.by in _DAY else "")
    within = f"a.deleted = 0 AND a.day >= :start AND a.day <= :end{_selected(between.selection)}"
    counted = f"CASE WHEN {within} THEN {_contribution(metric)} ELSE 0 END"
    known_then = f"SELECT a.*, {counted} AS counted FROM temp.{between.then.table} a"  # noqa: S608  our own name
    known_now = f"SELECT a.*, {counted} AS counted FROM ({_later(between)}) a"  # noqa: S608  as above
    cause = """CASE WHEN t.id IS NULL THEN 'late' WHEN n.deleted = 1 THEN 'deleted' WHEN t.deleted = 1 THEN 'restored'
        WHEN n.revision <> t.revision THEN 'edited' ELSE 'reclassified' END AS cause"""
    went = f"t.{group} IS NOT n.{group}" if group else "0"
    other = f"t.customer IS NOT n.customer AND {int(not metric.adds_up)}"
    return f"""SELECT n.id, n.day, n.rep, n.customer, n.at_unix, n.logged_at,
            CASE WHEN {went} THEN 0 ELSE coalesce(t.counted, 0) END AS before, n.counted AS after, {cause}
        FROM ({known_now}) n LEFT JOIN ({known_then}) t ON t.id = n.id
        WHERE n.counted <> CASE WHEN {went} THEN 0 ELSE coalesce(t.counted, 0) END OR n.counted <> 0 AND {other}
        UNION ALL SELECT t.id, t.day, t.rep, t.customer, t.at_unix, t.logged_at, t.counted, 0, {cause}
        FROM ({known_then}) t JOIN ({known_now}) n ON n.id = t.id
        WHERE t.counted <> 0 AND ({went})"""  # noqa: S608  conditions of our own


def _later(between: Between) -> str:
    """The activities that changed between the two states, as they are in the later one."""
    names = ", ".join(COLUMNS)
    then, now = between.then, between.now
    since = f"SELECT {names} FROM main.activity WHERE change > {then.change}"  # noqa: S608  whole numbers
    if now is None or now.first_later is None:
        return since
    return f"{since} AND change <= {now.change} UNION ALL SELECT {names} FROM temp.{now.table}"  # noqa: S608  as above


def _contribution(metric: Metric) -> str:
    """What one activity `a` adds to the metric; to one that counts different values, one."""
    if metric.parts:
        return "(" + " + ".join(f"{number} * ({_contribution(part)})" for number, part in metric.parts) + ")"
    value = f"coalesce(a.{metric.value}, 0)" if metric.value and not metric.distinct else "1"
    return f"(CASE WHEN {conditions(metric)} THEN {value} ELSE 0 END)"
