"""The work week as text, and what its days weigh."""

from datetime import date
from fractions import Fraction

import pytest

from salescli.model import workweek
from salescli.model.errors import Misuse
from salescli.model.workweek import Calendar


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (None, {0, 1, 2, 3, 4}),
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("sun-thu", {6, 0, 1, 2, 3}),
        ("mon,wed,fri", {0, 2, 4}),
        ("Monday - Wednesday, SAT", {0, 1, 2, 5}),
        ("sat", {5}),
        ("mon-sun", {0, 1, 2, 3, 4, 5, 6}),
        ("tue-mon", {0, 1, 2, 3, 4, 5, 6}),
        ("fri-fri", {4}),
    ],
)
def test_parse(text: str | None, days: set[int]) -> None:
    assert workweek.parse(text) == days


@pytest.mark.parametrize("text", ["mo-fr", "mon-", "-fri", "mon,,fri", "mon-fri-sun", "5", "weekdays", ","])
def test_what_is_no_work_week(text: str) -> None:
    with pytest.raises(Misuse, match="mon,wed,fri"):
        workweek.parse(text)


def test_working_days() -> None:
    calendar = Calendar(workweek.parse("mon-fri"))
    assert calendar.working_days(date(2026, 11, 1), date(2026, 11, 30)) == 21
    assert calendar.working_days_of_month(1, date(2028, 2, 29)) == 21
    assert calendar.working_days_of_month(1, date(2026, 12, 31)) == 23
    assert [calendar.weight(1, date(2026, 11, day)) for day in (20, 21)] == [1, 0]


# Thursday 1 to Wednesday 7 October off, Saturday 10 worked; Bob works Sunday to Thursday, Ann as the file does
ANN, BOB, SAM = 1, 2, 3
HOLIDAYS = {date(2026, 10, day): False for day in range(1, 8)} | {date(2026, 10, 10): True}
LEAVE = {
    ANN: {date(2026, 10, 3): 2, date(2026, 10, 8): 1, date(2026, 10, 9): 2, date(2026, 10, 10): 1},
    BOB: {date(2026, 10, 11): 2},
}
CALENDAR = Calendar(
    workweek.parse("mon-fri"),
    {BOB: workweek.parse("sun-thu"), SAM: workweek.parse("fri,mon,tue-thu")},
    HOLIDAYS,
    LEAVE,
)


@pytest.mark.parametrize(
    ("rep", "day", "works", "weight"),
    [
        (None, 1, False, 0),
        (None, 8, True, 1),
        (None, 10, True, 1),
        (None, 11, False, 0),
        (ANN, 3, False, 0),  # leave on a day off takes nothing
        (ANN, 8, True, Fraction(1, 2)),
        (ANN, 9, True, 0),  # leave on a working day: it is one before leave
        (ANN, 10, True, Fraction(1, 2)),  # half of a make-up day
        (BOB, 4, False, 0),  # a Sunday of his week, but a holiday
        (BOB, 8, True, 1),
        (BOB, 9, False, 0),
        (BOB, 10, False, 0),  # make-up days are for those who work the file's week
        (BOB, 11, True, 0),
        (BOB, 12, True, 1),
        (SAM, 10, True, 1),  # said otherwise, but the file's week
    ],
)
def test_a_day_weighs(rep: int | None, day: int, works: bool, weight: Fraction | int) -> None:
    assert CALENDAR.is_working_day(rep, date(2026, 10, day)) is works
    assert CALENDAR.weight(rep, date(2026, 10, day)) == weight


@pytest.mark.parametrize(
    ("rep", "start", "end", "days", "weight"),
    [
        (None, date(2026, 10, 1), date(2026, 10, 31), 18, 18),
        (ANN, date(2026, 10, 1), date(2026, 10, 31), 18, 16),
        (ANN, date(2026, 10, 8), date(2026, 10, 8), 1, Fraction(1, 2)),
        (ANN, date(2026, 10, 9), date(2026, 10, 11), 2, Fraction(1, 2)),
        (BOB, date(2026, 10, 1), date(2026, 10, 31), 16, 15),
        (SAM, date(2026, 10, 1), date(2026, 10, 31), 18, 18),
        (ANN, date(2025, 12, 29), date(2027, 1, 3), 261 + 3 + 1 - 5 + 1, 261 + 3 + 1 - 5 + 1 - 2),
        (ANN, date(2026, 10, 12), date(2026, 10, 11), 0, 0),
    ],
)
def test_days_from_to(rep: int | None, start: date, end: date, days: int, weight: Fraction | int) -> None:
    assert CALENDAR.working_days(start, end, rep) == days
    assert CALENDAR.weight_between(rep, start, end) == weight
    assert CALENDAR.halves(rep, start, end) == 2 * weight
    if start <= end:
        every = list(workweek.each_day(start, end))
        assert sum(CALENDAR.is_working_day(rep, day) for day in every) == days
        assert sum(CALENDAR.weight(rep, day) for day in every) == weight


def test_an_own_week_is_one_that_differs() -> None:
    assert [CALENDAR.own_week(rep) for rep in (None, ANN, BOB, SAM)] == [None, None, {6, 0, 1, 2, 3}, None]
    assert CALENDAR.working_days_of_month(ANN, date(2026, 10, 20)) == 18
    assert CALENDAR.working_days_of_month(BOB, date(2026, 10, 20)) == 16
