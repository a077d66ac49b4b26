"""How the figures of a report come about: targets in force, days counted, the numbers put in, the lines behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from salescli.model.metrics import Metric
from salescli.model.pace import Number, Pace
from salescli.model.periods import Period
from salescli.model.targets import Target
from salescli.model.workweek import WorkWeek
from salescli.reports.counted_days import RepDays
from salescli.reports.result import Report, Row
from salescli.store.counted_ids import Behind


@dataclass(frozen=True)
class Term:
    """One term of a target T: the days from start to end, on which `amount` a `per` is asked for.

    rate = amount ÷ divisor is what a working day brings; `days` is their weight, `days_raw` without leave.
    """

    target: Target
    start: date
    end: date
    amount: Number
    divisor: int
    rate: Number
    days: Number
    days_raw: int


@dataclass(frozen=True)
class OfRep:
    """A rep's part of a figure. `weights` are those of the days before today, today, and after."""

    rep: str
    actual: Number
    before: Number
    pace: Pace
    weights: tuple[Number, Number, Number]
    terms: list[Term]
    terms_by_now: list[Term]


@dataclass(frozen=True)
class Counting:
    """What one metric counted: a figure has one, a score one for each metric in it, `times` its weight there."""

    metric: Metric
    times: Number
    counted: Number
    behind: Behind


@dataclass(frozen=True)
class Figure:
    """One row of the report, and what it is made of. `reps` is empty where no target is about it."""

    row: Row
    metric: Metric
    together: Pace | None
    reps: list[OfRep]
    counted: list[Counting]


@dataclass(frozen=True)
class Explained:
    """One group of the report: the days of its cell, as they count for its reps, and its figures."""

    name: str | None
    cell: Period
    days: list[RepDays]
    figures: list[Figure]


@dataclass(frozen=True)
class Explanation:
    """A report explained, group after group; these are worked out one by one, without the file.

    `zone` is the setting's, None the machine's. `sources` has the kept years of the country: year, where it came from,
    whether it was only estimated. `names` are reps' names by id.
    """

    report: Report
    now: datetime
    zone: str | None
    week: WorkWeek
    country: str | None
    sources: list[tuple[int, str, bool]]
    names: dict[int, str]
    groups: Iterator[Explained]
