"""What a report is asked and what it answers, as data: the question, its rows, the report around them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from salescli.model.metrics import Metric
from salescli.model.pace import Number
from salescli.model.periods import Period
from salescli.store.counting import Selection

if TYPE_CHECKING:
    from salescli.reports.aggregate import Aggregate
    from salescli.reports.quality import Finding
    from salescli.reports.restated import Restated

BY_TIME = ("day", "week", "month")
BY_COLUMN = ("customer", "channel", "outcome")
BY = ("rep", *BY_TIME, *BY_COLUMN)


@dataclass(frozen=True)
class Question:
    """What a report is asked. `by` is one of BY or None; `today` is the as-of day.

    `streaks`: also how long each rep has met his targets, where they are no more reps than that: it is read from a
    year of days, whatever the period.
    `rank`: by what reps are ordered, one of team.RANKS.
    """

    period: Period
    today: date
    metrics: Sequence[Metric]
    by: str | None = None
    streaks: int = 0
    rank: str | None = None
    selection: Selection = field(default_factory=Selection)


@dataclass(frozen=True)
class Row:
    """One metric of one group: the columns of the machine-readable forms, in their order. None is missing.

    `before` is the actual of the period before, as far as this one has come. Only people see `eight`, the actuals of
    the last eight periods, `days` and `days_raw`, the working days with a target in force with and without leave, and
    `per`, the unit of the streaks.
    """

    period: str
    start: date
    end: date
    group: str | None
    metric: str
    actual: Number
    target: Number | None = None
    attainment: Number | None = None
    expected: Number | None = None
    status: str | None = None
    need: Number | None = None
    left_today: Number | None = None
    forecast: Number | None = None
    target_raw: Number | None = None
    streak: int | None = None
    longest_streak: int | None = None
    before: Number | None = None
    rank: int | None = None
    eight: tuple[Number, ...] = ()
    days: Number | None = None
    days_raw: int | None = None
    per: str | None = None


@dataclass(frozen=True)
class Report:
    """A report's rows, and what a reader should know beside them.

    `total` has the rows of all groups together, which only people see. `unreported` are reps' names with
    their days; `assumed` counts the activities taken for reached, `nameless` the calls without a customer.
    `unkept_years` are those whose holidays the file does not have, `estimated_years` those that were not announced when
    they were kept, with their source; both only where a target depends on them.
    `restated` has the metrics of a finished period that are not what they were when it ended,
    `aggregate` what is left of the reps in a report without names, `doubts` what a team's manager might look at.
    """

    question: Question
    working_days: int
    rows: list[Row]
    total: list[Row]
    unreported: list[tuple[str, list[date]]]
    assumed: int
    nameless: int
    unkept_years: Sequence[int] = ()
    estimated_years: Sequence[tuple[int, str]] = ()
    restated: "Sequence[Restated]" = ()
    aggregate: "Aggregate | None" = None
    doubts: "Sequence[Finding]" = ()
