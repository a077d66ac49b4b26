# ruff: noqa: ANN001  what hypothesis gives
"""The whole way, rows in a file to rows of a report, against the slow model on made-up teams."""

import dataclasses
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salescli.model import periods, workweek
from salescli.model.metrics import METRICS
from salescli.model.periods import Period
from salescli.reports.execution import Question, report
from tests.reports import slow_model
from tests.reports.file import File

FIRST = date(2026, 10, 26)
METRIC = list(METRICS)


def some_day(most: int = 40) -> st.SearchStrategy[date]:
    return st.integers(0, most).map(lambda number: FIRST + timedelta(days=number))


REPS = st.fixed_dictionaries(
    {
        "joined": st.one_of(some_day(), st.just(FIRST - timedelta(days=99)), st.none()),
        "until": st.one_of(st.none(), some_day()),
        "targets": st.sampled_from([1, 1, 1, 0]),
    }
)
TARGETS = st.fixed_dictionaries(
    {
        "metric": st.sampled_from(["calls", "calls", "visits", "customers_visited", "talk_minutes"]),
        "amount": st.sampled_from(["40", "5", "2.5", "1", "0", "7", None]),
        "per": st.sampled_from(["day", "week", "month"]),
        "rep": st.sampled_from([None, None, 1, 2]),
        "from": some_day(),
        "recorded_at": st.sampled_from(["2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"]),
    }
)
ACTIVITIES = st.fixed_dictionaries(
    {
        "rep": st.sampled_from([1, 2]),
        "day": some_day(),
        "channel": st.sampled_from(["phone", "phone", "visit", "email"]),
        "direction": st.sampled_from(["out", "out", "out", "in"]),
        "touch": st.sampled_from(["first", "follow-up", "attempt"]),
        "reached": st.sampled_from([0, 1, 1]),
        "customer": st.sampled_from([1, 2, 3]),
        "duration_s": st.sampled_from([None, 0, 90, 601]),
    }
)
PERIODS = st.one_of(
    st.tuples(st.sampled_from(periods.KINDS[:4]), some_day()).map(lambda pair: periods.containing(*pair)),
    st.tuples(some_day(), some_day()).map(lambda pair: Period("range", min(pair), max(pair))),
)


def written(reps: list, targets: list, activities: list) -> File:
    file = File.in_memory()
    file.connection.execute("BEGIN")
    for number, rep in enumerate(reps, start=1):
        rep["id"] = file.rep(f"rep {number}", *(day and day.isoformat() for day in (rep["joined"], rep["until"])))
        file.connection.execute("UPDATE rep SET targets = ? WHERE id = ?", (rep["targets"], rep["id"]))
    for name in ("Acme", "Bolt", "Crane"):
        file.customer(name)
    for target in targets:
        row = file.target(target["metric"], target["amount"], target["per"], target["rep"], target["from"].isoformat())
        statement = "UPDATE target SET recorded_at = ? WHERE id = ? RETURNING uid"
        target["uid"] = file.connection.execute(statement, (target["recorded_at"], row)).fetchone()[0]
    for activity in activities:
        fields = {name: value for name, value in activity.items() if name not in {"rep", "day"}}
        file.activity(activity["rep"], activity["day"].isoformat(), **fields)
    return file


def within(activities: list, start: date, end: date) -> list:
    return [activity for activity in activities if start <= activity["day"] <= end]


def asked_anything(rep: dict, metric: str, start: date, end: date, week: workweek.WorkWeek, targets: list) -> bool:
    days = slow_model.days(start, end)
    return any(slow_model.weight(rep, day, start, end, week, targets, metric) for day in days)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    reps=st.lists(REPS, min_size=2, max_size=2),
    targets=st.lists(TARGETS, max_size=5),
    activities=st.lists(ACTIVITIES, max_size=25),
    period=PERIODS,
    today=some_day(50),
    by=st.sampled_from([None, "rep", "day", "week", "month"]),
    week=st.sampled_from(["mon-fri", "sun-thu", "mon,wed,sat"]),
)
def test_every_cell(reps, targets, activities, period, today, by, week) -> None:
    reps, targets = [dict(rep) for rep in reps], [dict(target) for target in targets]
    file = written(reps, targets, activities)
    weekdays = workweek.parse(week)
    question = Question(period, today, tuple(METRICS.values()), weekdays, by)
    rows = report(file.connection, question).rows
    file.connection.close()
    cells = [(None, period.start, period.end, reps)]
    if by == "rep":
        cells = [(f"rep {rep['id']}", period.start, period.end, [rep]) for rep in reps]
    elif by:
        cut = periods.cells(by, period.start, period.end)
        cells = [(periods.label(by, cell.start), cell.start, cell.end, reps) for cell in cut]
    shown = {row.group for row in rows}
    expected = []
    for group, start, end, people in cells:
        if by == "rep" and group not in shown:
            assert all(
                activity["rep"] != people[0]["id"] or not start <= activity["day"] <= end for activity in activities
            )
            continue
        expected += [
            {"group": group, "metric": metric}
            | slow_model.cell(people, activities, targets, weekdays, start, end, today, metric)
            for metric in METRIC
        ]
    found = [dataclasses.asdict(row) for row in rows]
    for row in found:
        assert (row.pop("period"), row.pop("start"), row.pop("end")) == period
    assert found == expected
