"""Counting: what each query reads, and what it leaves out."""

from datetime import date

import pytest

from salescli.model.metrics import METRICS
from salescli.model.periods import Period
from salescli.store import counting
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


def test_no_query_scans_the_history(file: File) -> None:
    statements: list[str] = []
    year = [Period("day", day, day) for day in map(date.fromordinal, range(739600, 740000))]
    file.connection.set_trace_callback(statements.append)
    chosen = Selection(reps=(1, 2), outcomes=("won",), channels=("phone",))
    for selection in (EVERYTHING, chosen):
        counting.by_cell_and_rep(file.connection, ALL, [WEEK, *year], selection)
        counting.different_by_cell(file.connection, METRICS["customers_visited"], [WEEK], selection)
        counting.doubts(file.connection, WEEK, selection)
        for column in ("customer", "channel", "outcome"):
            counting.by_column(file.connection, ALL, column, WEEK, selection)
    counting.days_with_work(file.connection, WEEK.start, WEEK.end, [1])
    counting.of_rep(file.connection, ALL, 1, "2026-11-16", "2026-11-16")
    counting.of_rep(file.connection, ALL, None, "2026-11-16", "2026-11-16")
    counting.first_day(file.connection)
    file.connection.set_trace_callback(None)
    for statement in dict.fromkeys(statements):
        plan = [row[3] for row in file.connection.execute("EXPLAIN QUERY PLAN " + statement)]
        on_activity = [step for step in plan if step.split()[1] == "a"]
        assert on_activity, plan
        assert all(step.startswith("SEARCH a USING") and "activity_day" in step for step in on_activity), plan
