"""Trend and heat: their figures are the report's; the pages at two widths, with and without colour, as bytes."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from salescli.model import periods
from salescli.model.metrics import METRICS
from salescli.render import heat as heat_view
from salescli.render import trend as trend_view
from salescli.render.terminal_text import width
from salescli.reports.execution import report
from salescli.reports.heat import heat
from salescli.reports.result import Question
from salescli.reports.trend import last_cells, trend
from salescli.store.counting import Selection
from tests.conftest import Cli
from tests.reports.file import File

GOLDEN = Path(__file__).parents[1] / "render" / "golden"
TODAY = date(2026, 11, 18)


def team() -> File:
    """Ann from February, 王芳 from 2 November; a call more each working day of the week, and a visit on Fridays."""
    file = File.in_memory()
    ann, wang = file.rep("Ann [red]", "2026-02-02"), file.rep("王芳", "2026-11-02")
    file.target("calls", "3")
    file.target("visits", "1", "week", rep=ann)
    day = date(2026, 2, 2)
    while day <= TODAY:
        if day.weekday() < 5 and day.day != 10:
            for number in range(day.weekday() + 1):
                file.activity(ann, day.isoformat(), customer=file.customer(f"c{number}"))
                if day >= date(2026, 11, 2):
                    file.activity(wang, day.isoformat(), customer=None, reached=0, duration_s=61)
        if day.weekday() == 4:
            file.activity(ann, day.isoformat(), customer=file.customer("Acme"), channel="visit")
        day += timedelta(days=1)
    return file


def asked(metric: str = "calls", kind: str = "week", **more: object) -> Question:
    question = Question(period=periods.containing(kind, TODAY), today=TODAY, metrics=[METRICS[metric]])
    return replace(question, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("metric", ["calls", "visits", "customers_visited", "talk_minutes"])
@pytest.mark.parametrize("kind", ["day", "week", "month"])
def test_a_trend_is_the_reports_of_its_periods(metric: str, kind: str) -> None:
    connection, last = team().connection, asked(metric, kind)
    found = trend(connection, last, 5)
    each = [row for cell in found.cells for row in report(connection, replace(last, period=cell)).rows]
    assert found.rows == each
    assert found.cells[-1] == last.period
    by_rep = trend(connection, last, 5, by_rep=True)
    assert by_rep.total == each
    reports = [row for cell in found.cells for row in report(connection, replace(last, period=cell, by="rep")).rows]
    assert by_rep.rows == sorted(reports, key=lambda row: row.group or "")


def test_the_last_periods_are_whole_and_follow_one_another() -> None:
    months = last_cells(periods.containing("month", date(2026, 1, 15)), 3)
    assert [month.start for month in months] == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]
    assert [month.end for month in months] == [date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31)]


def test_heat_knows_days_off_and_when_the_first_joined() -> None:
    file = team()
    found = heat(file.connection, asked(kind="month"))
    assert [row.actual for row in found.report.rows[:6]] == [0, 2, 4, 6, 8, 10]
    assert date(2026, 11, 7) in found.off
    assert date(2026, 11, 6) not in found.off
    assert found.begun == date(2026, 2, 2)
    assert heat(file.connection, asked(kind="month", selection=Selection(reps=(2,)))).begun == date(2026, 11, 2)


# name of the golden file -> what is shown, columns, colour
VIEWS = {
    "trend.table": ("trend", 80, False),
    "trend-wide-colour.table": ("trend", 120, True),
    "trend-by-rep.table": ("by rep", 80, False),
    "trend-by-rep.csv": ("by rep", 80, False),
    "trend.md": ("trend", 80, False),
    "heat.table": ("month", 80, False),
    "heat-colour.table": ("month", 80, True),
    "heat-year-wide.table": ("year", 120, False),
    "heat-year.table": ("year", 80, False),
}


def shown(name: str) -> str:
    what, columns, colour = VIEWS[name]
    form = name.rpartition(".")[2]
    connection = team().connection
    if what in {"trend", "by rep"}:
        found = trend(connection, asked(), 4, by_rep=what == "by rep")
        return "".join(trend_view.view(found, form, columns=columns, colour=colour))
    days = heat(connection, asked(kind=what))
    return "".join(heat_view.view(days, form, columns=columns, colour=colour))


@pytest.mark.parametrize("name", VIEWS)
def test_golden(name: str) -> None:
    assert shown(name) == (GOLDEN / f"{name}.txt").read_bytes().decode()


@pytest.mark.parametrize("name", [name for name in VIEWS if name.endswith("table") and "colour" not in name])
def test_the_page_keeps_its_width(name: str) -> None:
    assert max(map(width, shown(name).splitlines())) <= VIEWS[name][1]


def test_the_mark_stands_where_the_target_ends() -> None:
    file = File.in_memory()
    rep = file.rep("Ann", "2026-11-16")
    file.target("calls", "2", from_day="2026-11-16")
    for number in range(4):
        file.activity(rep, "2026-11-16", customer=file.customer(f"c{number}"))
    last = asked(kind="day", period=periods.containing("day", date(2026, 11, 16)))
    page = "".join(trend_view.view(trend(file.connection, last, 2), "table", columns=51))
    assert "2026-11-16       4       2  ████│████  200%  met\n" in page


def test_nothing_yet() -> None:
    file = File.in_memory()
    found = "".join(heat_view.view(heat(file.connection, asked(kind="month")), "table"))
    assert found.endswith("\n\nNothing was done in this period.\n")
    assert "2026-W47       0" in "".join(trend_view.view(trend(file.connection, asked(), 1), "table"))


def test_the_commands(cli: Cli) -> None:
    cli("log", "call", "Acme", now="2026-11-17T10:00:00+08:00")
    cli("log", "call", "Bolt", now="2026-11-18T10:00:00+08:00")
    done = cli("report", "trend", "day", "--periods", "3", "-f", "csv")
    assert (done.code, done.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["start"], row["actual"]) for row in rows] == [
        ("2026-11-16", "0"),
        ("2026-11-17", "1"),
        ("2026-11-18", "1"),
    ]
    by_day = cli("report", "month", "--by", "day", "--metric", "calls", "-f", "csv")
    assert cli("report", "heat", "-f", "csv") == by_day
    assert cli("report", "trend", "--as-of", "2026-11-17", "-f", "csv").out.splitlines()[-1].split(",")[5] == "1"
    assert cli("report", "heat", "week").err == "error: no such period here: week; there are month, quarter, year\n"
    assert [cli("report", "trend", *words).code for words in (("year",), ("--periods", "0"), ("--by", "day"))] == [
        2,
        2,
        2,
    ]
    assert cli("report", "heat", "--metric", "nonsense").code == 2
    assert cli("report", "heat", "--rep", "nobody").code == 3


if __name__ == "__main__":
    for each in VIEWS:
        (GOLDEN / f"{each}.txt").write_bytes(shown(each).encode())
