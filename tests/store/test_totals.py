"""Counting: what each query reads, and what it leaves out."""

import random
from datetime import date

import pytest

from salescli.model.metrics import METRICS
from salescli.model.periods import Period
from salescli.store import counting, day_totals
from salescli.store.counting import Selection
from tests.reports.file import File

ALL = tuple(METRICS.values())
WEEK = Period("week", date(2026, 11, 16), date(2026, 11, 22))
EVERYTHING = Selection()


@pytest.fixture
def file() -> File:
    return File.in_memory()


def test_what_comes_in_and_what_is_deleted_does_not_count(file: File) -> None:
    ann = file.rep("Ann", "2026-11-01")
    file.activity(ann, "2026-11-16", touch="first", duration_s=30)
    file.activity(ann, "2026-11-16", touch="first", duration_s=30, direction="in")
    file.activity(ann, "2026-11-16", touch="first", duration_s=30, deleted=1)
    counts = counting.by_cell_and_rep(file.connection, ALL, [WEEK], EVERYTHING)
    assert counts == {(0, ann): (1, 1, 0, 0, 0, 1, 30)}


def test_customers_visited_does_not_add_up(file: File) -> None:
    ann, bob = file.rep("Ann", "2026-11-01"), file.rep("Bob", "2026-11-01")
    acme = file.customer("Acme")
    for rep, day in ((ann, "2026-11-16"), (ann, "2026-11-17"), (bob, "2026-11-17")):
        file.activity(rep, day, channel="visit", customer=acme, touch="follow-up")
    file.activity(bob, "2026-11-17", channel="visit", customer=file.customer("Bolt"), reached=0, touch="attempt")
    metric = METRICS["customers_visited"]
    days = [Period("day", day, day) for day in (date(2026, 11, 16), date(2026, 11, 17))]
    by_rep = counting.by_cell_and_rep(file.connection, [metric], [WEEK, *days], EVERYTHING)
    assert by_rep == {(0, ann): (1,), (0, bob): (1,), (1, ann): (1,), (2, ann): (1,), (2, bob): (1,)}
    different = counting.different_by_cell(file.connection, metric, [WEEK, *days], EVERYTHING)
    assert different == {0: 1, 1: 1, 2: 1}
    assert METRICS["follow_ups"].condition.endswith("<> 'visit'")


def test_groups_and_selections(file: File) -> None:
    ann, bob = file.rep("Ann", "2026-11-01"), file.rep("Bob", "2026-11-01")
    file.activity(ann, "2026-11-16", customer=file.customer("Acme"), outcome="busy", reached=0)
    file.activity(ann, "2026-11-17", outcome="won")
    file.activity(bob, "2026-11-22", channel="email", customer=file.customer("Acme"))
    file.activity(bob, "2026-11-23", channel="email", customer=file.customer("Acme"))
    calls = [METRICS["calls"]]

    def groups(column: str, selection: Selection = EVERYTHING) -> dict:
        return dict(counting.by_column(file.connection, calls, column, WEEK, selection))

    assert groups("customer") == {"Acme": (1,), None: (1,)}
    assert groups("channel") == {"phone": (2,), "email": (0,)}
    assert groups("outcome") == {"busy": (1,), "won": (1,), None: (0,)}
    assert groups("outcome", Selection(outcomes=("busy", "won"), reps=(ann,))) == {"busy": (1,), "won": (1,)}
    assert groups("channel", Selection(channels=("email",))) == {"email": (0,)}
    assert counting.doubts(file.connection, WEEK, EVERYTHING) == (1, 1)


def test_thousands_of_cells(file: File) -> None:
    ann = file.rep("Ann", "2026-11-01")
    file.activity(ann, "2026-11-16")
    days = [Period("day", day, day) for day in map(date.fromordinal, range(739000, 742000))]
    counts = counting.by_cell_and_rep(file.connection, [METRICS["calls"]], days, EVERYTHING)
    place = next(number for number, cell in enumerate(days) if cell.start == date(2026, 11, 16))
    assert counts == {(place, ann): (1,)}


def test_a_metric_that_is_kept_by_day_is_the_sum_of_its_activities(file: File) -> None:
    dice = random.Random(7)  # noqa: S311
    reps = [file.rep(name, "2026-11-01") for name in ("Ann", "Bob", "Cid")]
    for _number in range(400):
        fields = {
            "channel": dice.choice(("phone", "visit", "email")),
            "direction": dice.choice(("out", "out", "in")),
            "touch": dice.choice(("first", "follow-up", "attempt", None)),
            "reached": dice.choice((0, 1)),
            "outcome": dice.choice((None, "won", "busy")),
            "duration_s": dice.choice((None, 0, 59, 61)),
            "customer": dice.choice((None, file.customer("Acme"), file.customer("Bolt"))),
            "deleted": dice.choice((0, 0, 0, 1)),
        }
        file.activity(dice.choice(reps), f"2026-11-{dice.randrange(14, 25)}", **fields)
    execute = file.connection.execute
    for statement in (
        "UPDATE activity SET deleted = 1 - deleted WHERE id % 7 = 0",
        "UPDATE activity SET day = '2026-11-19', rep = 2 WHERE id % 11 = 0",
        "UPDATE activity SET touch = 'first', duration_s = 7 WHERE id % 13 = 0",
        "DELETE FROM activity WHERE id % 17 = 0",
    ):
        execute(statement)
    assert execute(day_totals.DIFFERENT).fetchall() == []
    days = [Period("day", day, day) for day in map(date.fromordinal, range(739934, 739945))]
    unkept = [metric._replace(kept="") for metric in ALL]
    for cells in ([WEEK], days):
        kept = counting.by_cell_and_rep(file.connection, ALL, cells, EVERYTHING)
        assert kept == counting.by_cell_and_rep(file.connection, unkept, cells, EVERYTHING)
        assert len(kept) > 2
    one = [counting.of_rep(file.connection, metrics, 2, "2026-11-16", "2026-11-22") for metrics in (ALL, unkept)]
    assert one[0] == one[1] == counting.by_cell_and_rep(file.connection, ALL, [WEEK], EVERYTHING)[0, 2]
    # the words of a selection that select everything
    everything = Selection(channels=("phone", "visit", "email"))
    assert counting.doubts(file.connection, WEEK, EVERYTHING) == counting.doubts(file.connection, WEEK, everything)


def test_no_query_scans_the_history(file: File) -> None:
    statements: list[str] = []
    year = [Period("day", day, day) for day in map(date.fromordinal, range(739600, 740000))]
    chosen = Selection(reps=(1, 2), outcomes=("won",), channels=("phone",))
    metrics = (*ALL, METRICS["calls"]._replace(name="own", kept="", condition="a.channel = 'video'"))
    file.connection.set_trace_callback(statements.append)
    for selection in (EVERYTHING, Selection(reps=(1, 2)), chosen):
        counting.by_cell_and_rep(file.connection, metrics, [WEEK, *year], selection)
        counting.different_by_cell(file.connection, METRICS["customers_visited"], [WEEK], selection)
        counting.doubts(file.connection, WEEK, selection)
        for column in ("customer", "channel", "outcome"):
            counting.by_column(file.connection, ALL, column, WEEK, selection)
    counting.days_with_work(file.connection, WEEK.start, WEEK.end, [1])
    counting.of_rep(file.connection, metrics, 1, "2026-11-16", "2026-11-16")
    counting.first_day(file.connection)
    file.connection.set_trace_callback(None)
    by_days = (
        "activity_day (day",
        "activity_visited (day",
        "PRIMARY KEY (day",
        "rep_day_rep (rep=? AND day>? AND day<?)",
    )
    for statement in dict.fromkeys(statements):
        plan = [row[3] for row in file.connection.execute("EXPLAIN QUERY PLAN " + statement)]
        reading = [step for step in plan if step.split()[1] in {"a", "rep_day"}]
        assert reading, plan
        if "min(a.day)" not in statement:
            assert all(step.startswith("SEARCH") and any(days in step for days in by_days) for step in reading), plan
        else:
            assert all("activity_day" in step for step in reading), plan
