"""Reps beside each other: the change against the period before, the last eight periods, who ranks where."""

from dataclasses import replace
from typing import TYPE_CHECKING

from salescli.model import periods
from salescli.model.pace import Number
from salescli.model.periods import ONE_DAY, Period

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from salescli.reports.result import Question, Row

RANKS = ("attainment", "actual", "improvement")
EIGHT = 8
_SHORT = ("day", "week", "month")  # of longer periods, the last eight would be years of history


def period_before(question: "Question") -> Period:
    """The period before, as far as this one has come: a week up to Wednesday against a week up to Wednesday."""
    period, today = question.period, question.today
    length = period.end - period.start
    if period.kind == "range":
        before = Period("range", period.start - length - ONE_DAY, period.start - ONE_DAY)
    else:
        before = periods.before(period)
    if period.start <= today < period.end:
        return before._replace(end=min(before.end, before.start + (today - period.start)))
    return before


def seven_before(question: "Question") -> list[Period]:
    """The seven periods before this one, the oldest first; none of long ones."""
    if question.period.kind not in _SHORT:
        return []
    found = [question.period]
    while len(found) < EIGHT:
        found.insert(0, periods.before(found[0]))
    return found[:-1]


def improvement(row: "Row") -> Number | None:
    """How much more was done than in the period before."""
    return None if row.before is None else row.actual - row.before


_FIGURE: dict[str, "Callable[[Row], Number | None]"] = {
    "attainment": lambda row: row.attainment,
    "actual": lambda row: row.actual,
    "improvement": improvement,
}


def ranked(rows: "Sequence[Row]", metrics: int, how: str) -> "list[Row]":
    """The rows of the reps with their ranks in each metric, equals alike; the first reps first.

    The first metric that anybody has a rank in decides the order; who has none comes last.
    """
    figure = _FIGURE[how]
    found = []
    for row in rows:
        mine = figure(row)
        others = [other for each in rows if each.metric == row.metric and (other := figure(each)) is not None]
        found.append(row if mine is None else replace(row, rank=1 + sum(other > mine for other in others)))
    groups = [found[start : start + metrics] for start in range(0, len(found), metrics)]
    decides = next((place for place in range(metrics) if any(group[place].rank for group in groups)), 0)
    groups.sort(key=lambda group: (group[decides].rank is None, group[decides].rank or 0))
    return [row for group in groups for row in group]
