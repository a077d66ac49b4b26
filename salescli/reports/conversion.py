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
from salescli.store.conversion import BEGINNING, GOALS, STAGES, Arrivals, Wanted

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
COHORT = {"contacted": BEGINNING, "visited": "visits", "booked": "meeting-booked", "won": "won"}
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
    by, period = question.by, question.period
    if question.cohort and by is None:
        by = "week" if (period.end - period.start).days < _LONGEST_BY_WEEK else "month"
    wanted = Wanted(period, question.today, question.reps, question.cohort, by)
    found = _Found(question, counting.arrivals(connection, wanted))
    whole = counting.by_rep(connection, period, question.reps)
    total = list(found.rows(None, None, _sum(whole)))
    if by is None:
        return Conversion(question, None, total, total)
    if by == "rep":
        names = {rep.id: rep.name for rep in people.everyone(connection)}
        shown = found.cohorts() if question.cohort else whole
        rows = [row for rep in _in_order(shown, names) for row in found.rows(names[rep], rep, whole.get(rep, ()))]
        return Conversion(question, by, rows, total)
    cells = periods.cells(by, period.start, period.end)
    labels = [periods.label(by, cell.start) for cell in cells]
    counts = [_sum(counting.by_rep(connection, cell, question.reps)) for cell in cells]
    rows = [row for number, label in enumerate(labels) for row in found.rows(label, number, counts[number])]
    return Conversion(question, by, rows, total)


def _sum(by_rep: dict[int, tuple[int, ...]]) -> list[int]:
    return [sum(column) for column in zip(*by_rep.values(), strict=True)] or [0] * len(STAGES)


def _in_order(found: Iterable[int], names: dict[int, str]) -> list[int]:
    return sorted((rep for rep in found if rep in names), key=lambda rep: (names[rep].casefold(), names[rep], rep))


class _Found:
    """What was found of all groups, and the rows that it makes."""

    def __init__(self, question: Question, arrivals: dict[tuple[str, int | None], Arrivals]) -> None:
        self._question = question
        self._arrivals = arrivals

    def cohorts(self) -> list[int]:
        """The groups with any first contact."""
        return [group for goal, group in self._arrivals if goal == BEGINNING and group is not None]

    def rows(self, name: str | None, group: int | None, counts: Sequence[int]) -> Iterator[Row]:
        """The rows of a group; `counts` are those of the stages."""
        return self._cohort(name, group) if self._question.cohort else self._stages(name, group, counts)

    def _stages(self, name: str | None, group: int | None, counts: Sequence[int]) -> Iterator[Row]:
        by_stage = dict(zip(STAGES, counts, strict=True))
        for stage, count in by_stage.items():
            of = RATE_OF.get(stage)
            rate = Fraction(count, by_stage[of]) if of and by_stage[of] else None
            way = _way(self._arrivals.get((stage, group))) if stage in GOALS else ()
            yield Row(*self._question.period, name, stage, count, of, rate, *way)

    def _cohort(self, name: str | None, group: int | None) -> Iterator[Row]:
        size = self._size(BEGINNING, group)
        for stage, goal in COHORT.items():
            if goal == BEGINNING:
                yield Row(*self._question.period, name, stage, size)
                continue
            count = self._size(goal, group)
            rate = Fraction(count, size) if size else None
            way = _way(self._arrivals.get((goal, group)))
            yield Row(*self._question.period, name, stage, count, "contacted", rate, *way)

    def _size(self, goal: str, group: int | None) -> int:
        found = self._arrivals.get((goal, group))
        return found.customers if found else 0


def _way(arrived: Arrivals | None) -> tuple[Fraction | None, Fraction | None, int]:
    """Median days, median touches and the number of customers."""
    if arrived is None:
        return None, None, 0
    middles = arrived.middles
    return Fraction(arrived.days, middles), Fraction(arrived.touches, middles), arrived.customers
