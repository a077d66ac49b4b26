"""Pace, by tables worked out by hand: one rep, ten a working day, a week of five."""

from datetime import date
from fractions import Fraction

import pytest

from salescli.model import pace, workweek
from salescli.model.periods import before, cells, containing, label
from salescli.model.plan import Plan, Rates, spans
from salescli.model.rounding import ceiling, decimal
from salescli.model.targets import Schedule, Target, Worker
from salescli.model.workweek import Calendar

TEN = Target("calls", "10", "day", None, date(2026, 1, 1), "a", "a")
START, END = date(2026, 11, 16), date(2026, 11, 22)


ANN = Worker(1, date(2026, 1, 1))


def planned(calendar: Calendar, stated: Target = TEN, worker: Worker = ANN) -> Plan:
    """What the target asks from START to END."""
    asked = spans(Schedule([stated], "calls", 1), 1, calendar, START, END)
    return Plan(Rates(asked, 1, calendar), worker, calendar)


MON_FRI = workweek.parse(None)
ALL = Calendar(MON_FRI)
DAYS = planned(ALL)
NOTHING = Plan(Rates([], 1, ALL), ANN, ALL)


@pytest.mark.parametrize(
    ("today", "actual", "actual_before", "expected", "status", "need", "left", "forecast"),
    [
        # before the week begins
        (date(2026, 11, 15), 0, 0, 0, "none", None, None, None),
        # Monday: nothing is behind yet, and there is no rate
        (date(2026, 11, 16), 0, 0, 10, "on track", 10, 10, None),
        (date(2026, 11, 16), 10, 0, 10, "ahead", 10, 0, None),
        (date(2026, 11, 16), 12, 0, 10, "ahead", 10, 0, None),
        (date(2026, 11, 16), 50, 0, 10, "met", 0, 0, None),
        # Wednesday: 12 before, 38 missing in three days
        (date(2026, 11, 18), 12, 12, 30, "behind", 13, 13, 30),
        (date(2026, 11, 18), 20, 12, 30, "on track", 13, 5, 32),
        (date(2026, 11, 18), 25, 12, 30, "on track", 13, 0, 37),
        (date(2026, 11, 18), 30, 12, 30, "ahead", 10, 0, 42),
        # Saturday: no working day is left
        (date(2026, 11, 21), 40, 40, 50, "behind", None, None, 40),
        (date(2026, 11, 21), 55, 45, 50, "met", 0, 0, 55),
        # the week after
        (date(2026, 11, 23), 49, 49, 50, "behind", None, None, 49),
        (date(2026, 11, 23), 50, 50, 50, "met", 0, 0, 50),
    ],
)
def test_a_week(
    today: date,
    actual: int,
    actual_before: int,
    expected: int,
    status: str,
    need: int | None,
    left: int | None,
    forecast: int | None,
) -> None:
    found = pace.of_rep(DAYS, START, END, today, actual, actual_before)
    assert (found.target, found.target_raw, found.expected) == (50, 50, expected)
    assert (found.need, found.left_today, found.forecast) == (need, left, forecast)
    assert pace.status(actual, found, begun=today >= START) == status


WEDNESDAY, THURSDAY, SUNDAY = date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 22)
HALF = Calendar(MON_FRI, leave={1: {WEDNESDAY: 1}})  # 4.5 days, 45 calls
OFF = Calendar(MON_FRI, leave={1: {WEDNESDAY: 2, SUNDAY: 2}})  # 4 days
MAKE_UP = Calendar(MON_FRI, holidays={WEDNESDAY: False, SUNDAY: True})  # Wednesday is worked on Sunday
OWN_WEEK = Calendar(MON_FRI, {1: workweek.parse("mon,wed,fri")}, {SUNDAY: True})
AWAY_ALL_WEEK = Calendar(MON_FRI, leave={1: dict.fromkeys(workweek.each_day(START, END), 2)})
RAMP = TEN._replace(amount="20", from_day=START, ramp_to="40", ramp_until=date(2026, 11, 20))  # 20 25 30 35 40


@pytest.mark.parametrize(
    # target, before leave, expected; need, left today, forecast; days, before leave
    ("plan", "today", "done", "asked", "paced", "days"),
    [
        # half of Wednesday is off: 12 before, 33 missing in 2.5 days, of which half a day today
        (planned(HALF), WEDNESDAY, (12, 12), (45, 50, 25), (14, 7, 27), (Fraction(9, 2), 5)),
        (planned(HALF), WEDNESDAY, (20, 12), (45, 50, 25), (13, 0, 32), (Fraction(9, 2), 5)),
        # the day after it: 20 done in 2.5 days
        (planned(HALF), THURSDAY, (20, 20), (45, 50, 35), (13, 13, 36), (Fraction(9, 2), 5)),
        # all of Wednesday is off, so nothing is left today; what is done on it counts in full
        (planned(OFF), WEDNESDAY, (12, 12), (40, 50, 20), (14, 0, 24), (4, 5)),
        (planned(OFF), WEDNESDAY, (18, 12), (40, 50, 20), (11, 0, 30), (4, 5)),
        (planned(OFF), WEDNESDAY, (40, 12), (40, 50, 20), (0, 0, 52), (4, 5)),
        # a holiday is no leave: the target before leave does not have it either
        (planned(MAKE_UP), WEDNESDAY, (12, 12), (50, 50, 20), (13, 0, 30), (5, 5)),
        (planned(MAKE_UP), SUNDAY, (40, 40), (50, 50, 50), (10, 10, 50), (5, 5)),
        # others' make-up day
        (planned(OWN_WEEK), WEDNESDAY, (5, 5), (30, 30, 20), (13, 13, 15), (3, 3)),
        (planned(OWN_WEEK), SUNDAY, (29, 29), (30, 30, 30), (None, None, 29), (3, 3)),
        # a week of leave asks for nothing, but would have
        (planned(AWAY_ALL_WEEK), WEDNESDAY, (3, 3), (0, 50, 0), (0, 0, None), (0, 5)),
        # joined on Wednesday; leaves on Wednesday
        (planned(ALL, worker=Worker(1, WEDNESDAY)), WEDNESDAY, (4, 0), (30, 30, 10), (10, 6, None), (3, 3)),
        (planned(ALL, worker=Worker(1, START, WEDNESDAY)), THURSDAY, (29, 29), (30, 30, 30), (None, None, 29), (3, 3)),
        # a ramp asks for more later, but what is left is spread evenly
        (planned(ALL, RAMP), WEDNESDAY, (45, 45), (150, 150, 75), (35, 35, Fraction(225, 2)), (5, 5)),
        (planned(HALF, RAMP), WEDNESDAY, (45, 45), (135, 150, 60), (36, 18, Fraction(405, 4)), (Fraction(9, 2), 5)),
    ],
)  # fmt: skip
def test_a_week_with_days_off(
    plan: Plan,
    today: date,
    done: tuple[int, int],
    asked: tuple[int, ...],
    paced: tuple[object, ...],
    days: tuple[object, ...],
) -> None:
    found = pace.of_rep(plan, START, END, today, *done)
    assert (found.target, found.target_raw, found.expected) == asked
    assert (found.need, found.left_today, found.forecast) == paced
    assert (found.days, found.days_raw) == days


def test_a_team_is_summed_rep_by_rep() -> None:
    today = date(2026, 11, 18)
    ahead = pace.of_rep(DAYS, START, END, today, 60, 40)
    behind = pace.of_rep(DAYS, START, END, today, 0, 0)
    nobody = pace.of_rep(NOTHING, START, END, today, 0, 0)
    team = pace.together([ahead, behind, nobody])
    assert (team.target, team.expected, team.need, team.left_today, team.forecast) == (100, 60, 17, 17, 100)
    over = date(2026, 11, 30)
    finished = [pace.of_rep(days, START, END, over, 0, 0) for days in (DAYS, NOTHING)]
    assert (pace.together(finished).need, pace.together(finished).left_today) == (None, None)
    assert pace.together([]).forecast is None


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(20, 2), 4, "10"),
        (100, 1, "100"),
        (Fraction(-1, 2), 1, "-0.5"),
    ],
)
def test_rounding_is_half_up(value: Fraction | int, places: int, text: str) -> None:
    assert decimal(value, places) == text


def test_figures() -> None:
    assert decimal(Fraction(7, 200), 4, fixed=True) == "0.0350"
    assert decimal(90, 1, divisor=60) == "1.5"
    assert [ceiling(Fraction(7, 2)), ceiling(Fraction(4)), ceiling(0)] == [4, 4, 0]


@pytest.mark.parametrize(
    ("kind", "day", "start", "end"),
    [
        ("day", date(2026, 11, 18), date(2026, 11, 18), date(2026, 11, 18)),
        ("week", date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),
        ("month", date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
        ("quarter", date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        ("year", date(2026, 6, 1), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_periods(kind: str, day: date, start: date, end: date) -> None:
    period = containing(kind, day)
    assert (period.start, period.end) == (start, end)
    assert before(period).end.toordinal() == start.toordinal() - 1
    assert before(period) == containing(kind, before(period).start)


def test_cells_are_clipped_and_named() -> None:
    cut = cells("week", date(2026, 12, 30), date(2027, 1, 5))
    assert [(label("week", cell.start), cell.start.day, cell.end.day) for cell in cut] == [
        ("2026-W53", 30, 3),
        ("2027-W01", 4, 5),
    ]
    assert [label("month", cell.start) for cell in cells("month", date(2026, 11, 30), date(2027, 1, 1))] == [
        "2026-11",
        "2026-12",
        "2027-01",
    ]
