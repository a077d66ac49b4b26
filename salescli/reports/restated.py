"""Figures that are no longer what they were: when the period ended against now, or any earlier time against now."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from salescli.model.metrics import Metric
from salescli.model.pace import Number
from salescli.reports.execution import report
from salescli.reports.result import Question, Report, Row
from salescli.store import moved, plan_changes
from salescli.store.moved import Between, Line
from salescli.store.past import Past
from salescli.store.plan_changes import Change


@dataclass(frozen=True)
class Restated:
    """One metric that moved since the period ended, of all or of one rep (`group`).

    With the number of lines by cause (moved.CAUSES), where it is of all.
    """

    metric: Metric
    then: Number
    now: Number
    target_then: Number | None
    target_now: Number | None
    causes: dict[str, int]
    group: str | None = None


@dataclass(frozen=True)
class Figure:
    """A figure of one group that is not what it was; a target is None where there is none."""

    group: str | None
    metric: str
    then: Number | None
    now: Number | None
    target_then: Number | None
    target_now: Number | None


@dataclass(frozen=True)
class Difference:
    """What moved since: figures, the lines behind them (read as they are asked for), and what changed of the plan."""

    question: Question
    since: str
    figures: list[Figure]
    lines: Iterator[Line]
    plan: list[Change]


def known(past: Past | None) -> AbstractContextManager[None]:
    """The state that a report is of: as it stands, or as it was known."""
    return nullcontext() if past is None else past.shown()


def since_the_end(
    connection: sqlite3.Connection, found: Report, ended: Past | None, now: Past | None
) -> list[Restated]:
    """What of a report moved since its period ended. Nothing where nothing did, or nothing was known yet then.

    To be called while the connection shows the present; `now` is the state that the report is of.
    """
    question = found.question
    if ended is None or ended.first_later is None or (now and now.instant <= ended.instant):
        return []
    between = Between(ended, now, question.period, question.selection)
    if not ended.knows_anything or not moved.may_have_moved(connection, between):
        return []
    with ended.shown():
        then = report(connection, question)
    metrics = {metric.name: metric for metric in question.metrics}
    restated = []
    for one in _pairs(then.total, found.total):
        causes = moved.causes(connection, between, metrics[one.metric]) if one.then != one.now else {}
        restated.append(Restated(metrics[one.metric], *_figures_of(one), causes))
    if question.by == "rep":
        each = _pairs(then.rows, found.rows)
        restated += [Restated(metrics[one.metric], *_figures_of(one), {}, one.group) for one in each]
    return restated


def _figures_of(one: Figure) -> tuple[Number, Number, Number | None, Number | None]:
    return one.then or 0, one.now or 0, one.target_then, one.target_now


def difference(connection: sqlite3.Connection, question: Question, then: Past, now: Past | None) -> Difference:
    """What moved between two states; the lines are to be read before the connection is closed."""
    with then.shown():
        before = report(connection, question)
    with known(now):
        after = report(connection, question)
    between = Between(then, now, question.period, question.selection, question.by)
    if then.first_later is None:
        return Difference(question, then.instant, [], iter(()), [])
    then.prepare()
    if now:
        now.prepare()
    with known(now):  # names too are those of the state reported
        plan = plan_changes.between(connection, then, now, question.period)
    return Difference(
        question=question,
        since=then.instant,
        figures=_figures(before, after),
        lines=_lines(connection, between, question.metrics, now),
        plan=plan,
    )


def _lines(
    connection: sqlite3.Connection, between: Between, metrics: Sequence[Metric], now: Past | None
) -> Iterator[Line]:
    with known(now):
        yield from moved.lines(connection, between, metrics)


def _figures(before: Report, after: Report) -> list[Figure]:
    """The rows that differ, the total last where there are groups."""
    found = _pairs(before.rows, after.rows)
    if after.question.by:
        found += [replace(one, group="") for one in _pairs(before.total, after.total)]
    return found


def _pairs(before: Sequence[Row], after: Sequence[Row]) -> list[Figure]:
    then = {(row.group, row.metric): row for row in before}
    now = {(row.group, row.metric): row for row in after}
    found = []
    for key in dict.fromkeys((*now, *then)):
        old, new = then.get(key), now.get(key)
        figures = (
            old.actual if old else None,
            new.actual if new else None,
            old.target if old else None,
            new.target if new else None,
        )
        if (figures[0] or 0) != (figures[1] or 0) or (figures[2] or 0) != (figures[3] or 0):
            found.append(Figure(*key, *figures))
    return found
