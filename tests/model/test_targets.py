"""Which target is in force: own before everyone's, then the latest day, then the latest statement."""

from datetime import date
from fractions import Fraction

import pytest

from salescli.model import targets, workweek
from salescli.model.errors import Misuse
from salescli.model.periods import Period
from salescli.model.plan import Plan, Rates, spans
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


FROM = date(2026, 11, 2)  # a Monday; the month has 21 working days
GOLDEN_WEEK = {date(2026, 10, day): False for day in range(1, 8)} | {date(2026, 10, 10): True}  # Saturday 10 is worked
CHINA = Calendar(workweek.parse("mon-fri"), {BOB: workweek.parse("mon,wed,fri")}, GOLDEN_WEEK)
AWAY = Calendar(workweek.parse("mon-fri"), leave={ANN: {date(2026, 11, 4): 2, date(2026, 11, 5): 1}})


def ramp(amounts: str, until: date, per: str = "day", from_day: date = FROM) -> Target:
    first, last = amounts.split("..")
    return Target("calls", first, per, None, from_day, "a", "a", last, until)


RAMPS = [
    # what, the ramp, whose, by which calendar, the day it begins, N of that day and of the days after it
    ("up", ramp("20..40", date(2026, 11, 6)), ANN, CALENDAR, FROM, [20, 25, 30, 35, 40, 40, 40, 40]),
    ("down", ramp("40..20", date(2026, 11, 6)), ANN, CALENDAR, FROM, [40, 35, 30, 25, 20, 20, 20, 20]),
    ("half is up", ramp("1..2", date(2026, 11, 4)), ANN, CALENDAR, FROM, [1, 2, 2, 2]),
    ("half is up on the way down", ramp("10..9", date(2026, 11, 4)), ANN, CALENDAR, FROM, [10, 10, 9, 9]),
    ("third", ramp("0..1", date(2026, 11, 5)), ANN, CALENDAR, FROM, [0, 0, 1, 1]),
    ("level", ramp("7..7", date(2026, 11, 6)), ANN, CALENDAR, FROM, [7, 7, 7, 7, 7, 7]),
    ("of one day", ramp("20..40", FROM), ANN, CALENDAR, FROM, [40, 40]),
    ("of no working day", ramp("20..40", date(2026, 11, 8), from_day=date(2026, 11, 7)), ANN, CALENDAR,
        date(2026, 11, 7), [40, 40, 40]),
    ("of one working day", ramp("20..40", date(2026, 11, 9), from_day=date(2026, 11, 7)), ANN, CALENDAR,
        date(2026, 11, 9), [40, 40]),
    ("over a weekend", ramp("20..40", date(2026, 11, 9), from_day=date(2026, 11, 6)), ANN, CALENDAR,
        date(2026, 11, 6), [20, 20, 20, 40, 40]),
    ("over holidays to a make-up day", ramp("20..40", date(2026, 10, 10), from_day=date(2026, 9, 28)), ANN, CHINA,
        date(2026, 9, 28), [20, 24, 28, *[28] * 7, 32, 36, 40, 40]),
    ("in an own week, where make-up days are none", ramp("20..40", date(2026, 10, 10), from_day=date(2026, 9, 28)),
        BOB, CHINA, date(2026, 9, 28), [20, 20, 30, *[30] * 8, 40, 40, 40]),
    ("leave changes nothing", ramp("20..40", date(2026, 11, 6)), ANN, AWAY, FROM, [20, 25, 30, 35, 40]),
    ("per week", ramp("5..10", date(2026, 11, 13), "week"), ANN, CALENDAR, FROM,
        [5, 6, 6, 7, 7, 7, 7, 8, 8, 9, 9, 10, 10]),
    ("per month", ramp("42..63", date(2026, 11, 30), "month"), ANN, CALENDAR, date(2026, 11, 26), [61, 62, 62, 62, 63]),
]  # fmt: skip


@pytest.mark.parametrize(("stated_ramp", "rep", "calendar", "start", "amounts"), [case[1:] for case in RAMPS],
                         ids=[case[0] for case in RAMPS])  # fmt: skip
def test_ramps(stated_ramp: Target, rep: int, calendar: Calendar, start: date, amounts: list[int]) -> None:
    days = [start + number * workweek.ONE_DAY for number in range(len(amounts))]
    assert [targets.amount_on(stated_ramp, rep, day, calendar) for day in days] == amounts


@pytest.mark.parametrize(
    ("per", "day", "rate"),
    [
        ("day", date(2026, 11, 4), Fraction(31)),  # 20 + 40 * 2 / 7 = 31.4
        ("week", date(2026, 11, 4), Fraction(31, 5)),
        ("month", date(2026, 11, 4), Fraction(31, 21)),
        ("month", date(2026, 12, 1), Fraction(60, 23)),
    ],
)
def test_the_rate_of_a_ramp(per: str, day: date, rate: Fraction) -> None:
    assert targets.rate(ramp("20..60", date(2026, 11, 11), per), ANN, day, CALENDAR) == rate


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
    asked = spans(schedule, ANN, CALENDAR, WEEK.start, WEEK.end)
    assert Plan(Rates(asked, ANN, CALENDAR), worker, CALENDAR).asked(WEEK.start, WEEK.end) == total


MONTH = Period("month", date(2026, 10, 1), date(2026, 10, 31))
TWO_MONTHS = Period("range", date(2026, 10, 5), date(2026, 11, 30))
HERE = Worker(ANN, date(2026, 1, 1))
AMONG = Worker(ANN, date(2026, 10, 8), date(2026, 11, 18))
OFF = {date(2026, 10, 8): 1, date(2026, 10, 10): 2, date(2026, 10, 11): 2, date(2026, 11, 18): 1, date(2026, 11, 19): 2}
EVERYTHING = Calendar(workweek.parse("mon-fri"), {BOB: workweek.parse("tue-sat")}, GOLDEN_WEEK, {ANN: OFF, BOB: OFF})
CHANGING = [stated("40", 1), stated("10", 9, per="week"), stated("63", 17, per="month"), stated(None, 19)]
ALL_OCTOBER = [Target("calls", "36", per, None, date(2026, 9, 1), "a", "a") for per in targets.PER]
RAMPED = [
    stated("9", 4),
    Target("calls", "20", "week", None, date(2026, 10, 8), "a", "a", "40", date(2026, 10, 20)),
    Target("calls", "30", "day", ANN, date(2026, 11, 10), "a", "a", "3", date(2026, 11, 30)),
    stated(None, 20, ANN),
]


@pytest.mark.parametrize("period", [WEEK, MONTH, TWO_MONTHS, Period("day", date(2026, 10, 10), date(2026, 10, 10))])
@pytest.mark.parametrize("worker", [HERE, AMONG, AMONG._replace(id=BOB), HERE._replace(targets=False)])
@pytest.mark.parametrize("calendar", [CALENDAR, CHINA, EVERYTHING])
@pytest.mark.parametrize("in_force", [CHANGING, RAMPED, *([one] for one in ALL_OCTOBER)])
def test_a_plan_is_the_sum_of_its_days(
    in_force: list[Target], calendar: Calendar, worker: Worker, period: Period
) -> None:
    schedule = Schedule(in_force, "calls", worker.id)
    asked = spans(schedule, worker.id, calendar, period.start, period.end)
    plan = Plan(Rates(asked, worker.id, calendar), worker, calendar)
    for start, end in ((period.start, period.end), (date(2026, 10, 9), date(2026, 11, 17)), (FROM, FROM)):
        days = list(workweek.each_day(max(start, period.start), min(end, period.end)))
        asked = [(day, target) for day in days if worker.is_bound(day) and (target := schedule.on(day))]
        rates = [targets.rate(target, worker.id, day, calendar) for day, target in asked]
        weights = [calendar.weight(worker.id, day) for day, _target in asked]
        raw = [calendar.is_working_day(worker.id, day) for day, _target in asked]
        assert plan.asked(start, end) == sum(rate * weight for rate, weight in zip(rates, weights, strict=True))
        assert plan.asked_raw(start, end) == sum(rate * works for rate, works in zip(rates, raw, strict=True))
        assert (plan.weight(start, end), plan.days_raw(start, end)) == (sum(weights), sum(raw))
    assert targets.total(schedule, worker, calendar, period) == plan.asked(period.start, period.end)


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
