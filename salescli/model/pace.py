"""Where a rep stands in a period: expected by now, needed a day, left today, forecast, in exact fractions.

The formulas are those of docs/metrics.md: T the target, A the actual, A0 the actual before today, E the
target through the end of a day, W the weight of the days left, r the rate so far. `today` is taken as given,
inside the period or not.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from salescli.model.periods import ONE_DAY
from salescli.model.plan import Plan
from salescli.model.rounding import ceiling

Number = int | Fraction


class Pace(NamedTuple):
    """The figures of a cell; None is a missing one. `expected_before` is E of the day before today.

    `days` is the weight of the days with a target in force, `days_raw` their number before leave.
    """

    target: Number
    target_raw: Number
    expected: Number
    expected_before: Number
    need: Number | None
    left_today: Number | None
    forecast: Number | None
    days: Number = 0
    days_raw: int = 0


class _Weights(NamedTuple):
    """The weight of the days with a target in force: before today, today, after today."""

    before: Number
    today: Number
    after: Number


def of_rep(plan: Plan, start: date, end: date, today: date, actual: Number, actual_before: Number) -> Pace:
    """The pace of one rep and metric in the period from start to end."""
    days_raw = plan.days_raw(start, end)
    if not days_raw:
        return _of_nobody_asked(actual, begun=today >= start, over=today > end)
    target = plan.asked(start, end)
    yesterday, tomorrow = today - ONE_DAY, today + ONE_DAY
    weights = _Weights(
        plan.weight(start, min(yesterday, end)),
        plan.weight(today, today) if start <= today <= end else 0,
        plan.weight(max(tomorrow, start), end),
    )
    need, left_today = (None, None) if today < start else _need(target, actual, actual_before, weights)
    return Pace(
        target=target,
        target_raw=plan.asked_raw(start, end),
        expected=plan.asked(start, min(today, end)),
        expected_before=plan.asked(start, min(yesterday, end)),
        need=need,
        left_today=left_today,
        forecast=actual if today > end else _forecast(actual, actual_before, weights),
        days=sum(weights),
        days_raw=days_raw,
    )


def _of_nobody_asked(actual: Number, *, begun: bool, over: bool) -> Pace:
    """The same where no target is in force, which in a large team is most of the cells."""
    nothing = 0 if begun else None
    return Pace(0, 0, 0, 0, nothing, nothing, actual if over else None)


def _need(
    target: Number, actual: Number, actual_before: Number, weights: _Weights
) -> tuple[Number | None, Number | None]:
    """What each remaining day must bring and what today still must; None when no working day is left."""
    if actual >= target:
        return 0, 0
    weight = weights.today + weights.after
    if not weight:
        return None, None
    missing = Fraction(target - actual_before)
    left_today = max(0, ceiling(missing * weights.today / weight) - (actual - actual_before))
    if left_today:
        return ceiling(missing / weight), left_today
    return ceiling(Fraction(target - actual) / weights.after), 0


def _forecast(actual: Number, actual_before: Number, weights: _Weights) -> Number | None:
    """What the period comes to at the rate so far; None while there is no rate."""
    if not weights.before:
        return None
    rate = Fraction(actual_before) / weights.before
    return actual_before + max(actual - actual_before, rate * weights.today) + rate * weights.after


def together(paces: Sequence[Pace]) -> Pace:
    """The pace of a team: every figure is summed over its reps; one that no rep has is missing.

    A rep of whom nothing is asked needs nothing; his 0 does not hide that a period is over for the others.
    """
    asked = [pace for pace in paces if pace.target] or paces
    return Pace(
        target=sum(pace.target for pace in paces),
        target_raw=sum(pace.target_raw for pace in paces),
        expected=sum(pace.expected for pace in paces),
        expected_before=sum(pace.expected_before for pace in paces),
        need=_sum(pace.need for pace in asked),
        left_today=_sum(pace.left_today for pace in asked),
        forecast=_sum(pace.forecast for pace in paces),
        days=sum(pace.days for pace in paces),
        days_raw=sum(pace.days_raw for pace in paces),
    )


def _sum(figures: Iterable[Number | None]) -> Number | None:
    present = [figure for figure in figures if figure is not None]
    return sum(present) if present else None


def status(actual: Number, pace: Pace, *, begun: bool) -> str:
    """`none`, `met`, `ahead`, `on track` or `behind`: the words of machine formats."""
    if not begun or not pace.target:
        return "none"
    if actual >= pace.target:
        return "met"
    if actual >= pace.expected:
        return "ahead"
    return "on track" if actual >= pace.expected_before else "behind"
