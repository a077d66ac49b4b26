"""A team without names: its totals, and how its reps are spread over them."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from salescli.model.pace import Number

if TYPE_CHECKING:
    from salescli.reports.result import Report

STANDING = ("met", "ahead", "on track", "behind")


@dataclass(frozen=True)
class Spread:
    """How the reps stand in one metric: how many have each status, and the lowest, middle and highest actual."""

    metric: str
    reps: int
    by_status: dict[str, int]
    lowest: Number
    median: Number
    highest: Number


@dataclass(frozen=True)
class Aggregate:
    """What is left of the reps: spreads by metric, how many have unreported days, and how many days those are."""

    spreads: list[Spread]
    unreported_reps: int
    unreported_days: int


def aggregated(by_rep: "Report") -> "Report":
    """The report of a team, by rep, with everything taken out that is one rep's."""
    spreads = [spread for metric in by_rep.question.metrics if (spread := _spread(by_rep, metric.name))]
    days = sum(len(days) for _name, days in by_rep.unreported)
    return replace(
        by_rep,
        question=replace(by_rep.question, by=None, rank=None),
        rows=by_rep.total,
        unreported=[],
        doubts=(),
        restated=[one for one in by_rep.restated if one.group is None],
        aggregate=Aggregate(spreads, len(by_rep.unreported), days),
    )


def _spread(by_rep: "Report", metric: str) -> Spread | None:
    rows = [row for row in by_rep.rows if row.metric == metric]
    if not rows:
        return None
    actuals = sorted(row.actual for row in rows)
    by_status = {status: sum(row.status == status for row in rows) for status in STANDING}
    return Spread(
        metric=metric,
        reps=len(rows),
        by_status={status: count for status, count in by_status.items() if count},
        lowest=actuals[0],
        median=_median(actuals),
        highest=actuals[-1],
    )


def _median(ordered: list[Number]) -> Number:
    from fractions import Fraction

    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else Fraction(ordered[middle - 1] + ordered[middle]) / 2
