"""The report of conversion: how calls become conversations, visits and deals, and how long that takes.

Two questions. Of a period: what was done at each stage, and the way of the customers who came to a goal in it. Of a
cohort, the customers whose first contact was in the period: how many came to which goal by today. docs/conversion.md
has the definitions.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from salescli.model import periods
from salescli.model.periods import Period
from salescli.store import conversion as counting
from salescli.store import reps as people
from salescli.store.conversion import GOALS, STAGES, Arrivals

BY = ("rep", "week", "month")

# what each stage is measured by; docs/conversion.md says what the rates mean
RATE_OF = {
    "conversations": "calls",
    "first_contacts": "conversations",
    "follow_ups": "first_contacts",
    "visits": "meeting-booked",
    "meeting-booked": "conversations",
    "won": "meeting-booked",
}
# a cohort's stages, and the goal of each; the first is the cohort itself
COHORT = {"contacted": "", "visited": "visits", "booked": "meeting-booked", "won": "won"}
_LONGEST_BY_WEEK = 31  # days: a cohort of more is shown by month


@dataclass(frozen=True)
class Question:
    """What is asked. `by` is one of BY or None; `reps` are ids, none for all; `today` is the as-of day."""

    period: Period
    today: date
    by: str | None = None
    reps: Sequence[int] = ()
    cohort: bool = False


@dataclass(frozen=True)
class Row:
    """One stage of one group: the columns of the machine-readable forms, in their order. None is missing."""

    period: str
    start: date
    end: date
    group: str | None
    stage: str
    count: int
    rate_of: str | None = None
    rate: Fraction | None = None
    median_days: Fraction | None = None
    median_touches: Fraction | None = None
    customers: int | None = None


@dataclass(frozen=True)
class Conversion:
    """The rows of all groups, group after group, and those of all of it together, which only people see."""

    question: Question
    by: str | None
    rows: list[Row]
    total: list[Row]


def conversion(connection: sqlite3.Connection, question: Question) -> Conversion:
    """Count and follow. Reads the days of the period, and of the customers met in it what is on their way."""
    by = question.by
    if question.cohort and by is None:
        length = (question.period.end - question.period.start).days + 1
        by = "week" if length <= _LONGEST_BY_WEEK else "month"
    rows_of = _cohort_rows if question.cohort else _stage_rows
    total = list(rows_of(connection, question, None, question.period))
    if by is None:
        return Conversion(question, None, total, total)
    if by == "rep":
        return Conversion(question, by, _by_rep(connection, question), total)
    cells = periods.cells(by, question.period.start, question.period.end)
    rows = [row for cell in cells for row in rows_of(connection, question, periods.label(by, cell.start), cell)]
    return Conversion(question, by, rows, total)


def _stage_rows(connection: sqlite3.Connection, question: Question, group: str | None, cell: Period) -> Iterator[Row]:
    """The stages of a cell, everyone asked for together."""
    by_rep = counting.by_rep(connection, cell, question.reps)
    counts = [sum(column) for column in zip(*by_rep.values(), strict=True)] or [0] * len(STAGES)
    arrivals = {
        goal: counting.arrived_in(connection, goal, cell, question.reps, each=False).get(None) for goal in GOALS
    }
    return _stages(question, group, counts, arrivals)


def _cohort_rows(connection: sqlite3.Connection, question: Question, group: str | None, cell: Period) -> Iterator[Row]:
    """The customers whose first contact is in the cell."""
    size = sum(counting.first_contacts(connection, cell, question.reps).values())
    arrivals = {
        goal: counting.arrived_from(connection, goal, cell, question.today, question.reps, each=False).get(None)
        for goal in GOALS
    }
    return _cohort(question, group, size, arrivals)


def _by_rep(connection: sqlite3.Connection, question: Question) -> list[Row]:
    """A group a rep, in the order of their names: of stages who did anything, of cohorts who made a first contact."""
    cell, today, chosen = question.period, question.today, question.reps
    names = {rep.id: rep.name for rep in people.everyone(connection)}
    rows: list[Row] = []
    if question.cohort:
        sizes = counting.first_contacts(connection, cell, chosen)
        ways = {goal: counting.arrived_from(connection, goal, cell, today, chosen, each=True) for goal in GOALS}
        for rep in _in_order(sizes, names):
            rows += _cohort(question, names[rep], sizes[rep], {goal: way.get(rep) for goal, way in ways.items()})
    else:
        counts = counting.by_rep(connection, cell, chosen)
        ways = {goal: counting.arrived_in(connection, goal, cell, chosen, each=True) for goal in GOALS}
        for rep in _in_order(counts, names):
            rows += _stages(question, names[rep], counts[rep], {goal: way.get(rep) for goal, way in ways.items()})
    return rows


def _in_order(found: Iterable[int], names: dict[int, str]) -> list[int]:
    return sorted((rep for rep in found if rep in names), key=lambda rep: (names[rep].casefold(), names[rep], rep))


def _stages(
    question: Question, group: str | None, counts: Sequence[int], arrivals: dict[str, Arrivals | None]
) -> Iterator[Row]:
    by_stage = dict(zip(STAGES, counts, strict=True))
    for stage, count in by_stage.items():
        of = RATE_OF.get(stage)
        rate = Fraction(count, by_stage[of]) if of and by_stage[of] else None
        way = _way(arrivals[stage]) if stage in GOALS else ()
        yield Row(*question.period, group, stage, count, of, rate, *way)


def _cohort(question: Question, group: str | None, size: int, arrivals: dict[str, Arrivals | None]) -> Iterator[Row]:
    for stage, goal in COHORT.items():
        if not goal:
            yield Row(*question.period, group, stage, size)
            continue
        arrived = arrivals[goal]
        count = arrived.customers if arrived else 0
        rate = Fraction(count, size) if size else None
        yield Row(*question.period, group, stage, count, "contacted", rate, *_way(arrived))


def _way(arrived: Arrivals | None) -> tuple[Fraction | None, Fraction | None, int]:
    """Median days, median touches and the number of customers."""
    if arrived is None:
        return None, None, 0
    middles = arrived.middles
    return Fraction(arrived.days, middles), Fraction(arrived.touches, middles), arrived.customers
