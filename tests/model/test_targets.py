"""Which target is in force: own before everyone's, then the latest day, then the latest statement."""

from datetime import date
from fractions import Fraction

import pytest

from salescli.model import targets, workweek
from salescli.model.errors import Misuse
from salescli.model.periods import Period
from salescli.model.targets import Schedule, Target, Worker
from salescli.model.workweek import Calendar

ANN, BOB = 1, 2
CALENDAR = Calendar(workweek.parse("mon-fri"))


def stated(amount: str | None, day: int, rep: int | None = None, at: str = "a", per: str = "day") -> Target:
    return Target("calls", amount, per, rep, date(2026, 11, day), at, f"{at}-{amount}-{per}")


CASES = [
    ("nothing", [], 18, None),
    ("not yet", [stated("40", 19)], 18, None),
    ("from its day", [stated("40", 18)], 18, "40"),
    ("the latest day", [stated("50", 17), stated("40", 2, at="b")], 18, "50"),
    ("then the latest statement", [stated("40", 2, at="b"), stated("50", 2, at="a")], 18, "40"),
    ("whatever its per", [stated("40", 2, at="a"), stated("5", 2, at="b", per="week")], 18, "5"),
    ("own before everyone's", [stated("40", 17, at="b"), stated("10", 2, ANN)], 18, "10"),
    ("another's is not mine", [stated("40", 2), stated("10", 2, BOB)], 18, "40"),
    ("own to come", [stated("40", 2), stated("10", 19, ANN)], 18, "40"),
    ("own ended", [stated("40", 2), stated("10", 3, ANN), stated(None, 17, ANN)], 18, "40"),
    ("own end to come", [stated("40", 2), stated("10", 3, ANN), stated(None, 19, ANN)], 18, "10"),
    ("own ended, nothing else", [stated("10", 3, ANN), stated(None, 17, ANN)], 18, None),
    (
        "own ended and begun again",
        [stated("10", 3, ANN), stated(None, 16, ANN), stated("9", 18, ANN)],
        18,
        "9",
    ),
    ("everyone's ended", [stated("40", 2), stated(None, 17)], 18, None),
    ("everyone's ended, not own", [stated("40", 2), stated("10", 2, ANN), stated(None, 17)], 18, "10"),
]


@pytest.mark.parametrize(("targets_stated", "day", "amount"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_in_force(targets_stated: list[Target], day: int, amount: str | None) -> None:
    target = Schedule(targets_stated, "calls", ANN).on(date(2026, 11, day))
    assert (target.amount if target else None) == amount


@pytest.mark.parametrize(("per", "rate"), [("day", Fraction(21)), ("week", Fraction(21, 5)), ("month", Fraction(1))])
def test_rate(per: str, rate: Fraction) -> None:
    assert targets.rate(stated("21", 1, per=per), ANN, date(2026, 11, 18), CALENDAR) == rate


WEEK = Period("week", date(2026, 11, 16), date(2026, 11, 22))


@pytest.mark.parametrize(
    ("worker", "total"),
    [
        (Worker(ANN, date(2026, 11, 1)), 5),
        (Worker(ANN, date(2026, 11, 18)), 3),
        (Worker(ANN, date(2026, 11, 1), date(2026, 11, 17)), 2),
        (Worker(ANN, date(2026, 11, 21)), 0),
        (Worker(ANN, None), 0),
        (Worker(ANN, date(2026, 11, 1), targets=False), 0),
    ],
)
def test_the_total_of_a_week_and_its_short_cut(worker: Worker, total: int) -> None:
    schedule = Schedule([stated("5", 1, per="week")], "calls", ANN)
    assert targets.total(schedule, worker, CALENDAR, WEEK) == total
    planned = targets.plan(schedule, worker, CALENDAR, WEEK.start, WEEK.end)
    assert sum(day.rate * day.weight for day in planned) == total


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("40", "40"),
        ("0040", "40"),
        ("2.50", "2.5"),
        (".5", "0.5"),
        ("0", "0"),
        ("1000000", "1000000"),
        ("7.0", "7"),
    ],
)
def test_amounts(text: str, amount: str) -> None:
    assert targets.accept_amount(text) == amount


@pytest.mark.parametrize(
    "text", ["", ".", "-1", "+1", "1e3", "nan", "inf", "1,5", "1.", "½", "٤", "1000001", "0.12345"]
)
def test_no_amounts(text: str) -> None:
    with pytest.raises(Misuse):
        targets.accept_amount(text)
