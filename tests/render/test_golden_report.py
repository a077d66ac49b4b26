"""One golden file a format, compared as bytes; `python -m tests.render.test_golden_report` renews them."""

from datetime import date
from pathlib import Path

import pytest

from salescli.model import periods
from salescli.model.metrics import DEFAULT, METRICS
from salescli.render.report import view
from salescli.reports.execution import report
from salescli.reports.result import Question, Report
from tests.reports.file import File

GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 18)

# name of the golden file -> what the report is by, format, columns, colour
VIEWS = {
    "week.table": (None, "table", 80, False),
    "week-wide.table": (None, "table", 120, False),
    "week-colour.table": (None, "table", 80, True),
    "by-rep.table": ("rep", "table", 80, False),
    "by-day.table": ("day", "table", 80, False),
    "by-day-narrow.table": ("day", "table", 60, False),
    "week-narrow.table": (None, "table", 40, False),
    "by-customer.table": ("customer", "table", 80, False),
    "by-rep.csv": ("rep", "csv", 80, False),
    "by-customer.csv": ("customer", "csv", 80, False),
    "by-rep.plain": ("rep", "plain", 80, False),
    "by-rep.json": ("rep", "json", 80, False),
    "by-outcome.jsonl": ("outcome", "jsonl", 80, False),
    "by-rep.md": ("rep", "md", 80, False),
}


def team() -> File:
    """Two reps and a manager, of whom one joined on Wednesday, one never reports, one has no targets."""
    file = File.in_memory()
    ann = file.rep("Ann *Star*", "2026-11-02")
    file.rep("王芳", "2026-11-18")
    boss = file.rep("Boss", "2026-11-02", targets=0)
    file.target("calls", "40", "day")
    file.target("visits", "5", "week")
    file.target("customers_visited", "33", "month", rep=ann)
    customers = [file.customer(name) for name in ("=1+2", "上海测试有限公司", "[red]Acme\x1b[0m|Co")]
    for number in range(7):
        customer = customers[number % 3]
        file.activity(ann, "2026-11-16", customer=customer, touch="follow-up", outcome="interested")
    file.activity(ann, "2026-11-18", customer=customers[1], channel="visit", touch="first")
    file.activity(ann, "2026-11-18", customer=None)
    file.activity(boss, "2026-11-17", customer=customers[2], channel="visit", touch="attempt", reached=0)
    return file


def asked(by: str | None) -> Report:
    metrics = [METRICS[name] for name in (*DEFAULT, "talk_minutes")] if by == "rep" else [METRICS[n] for n in DEFAULT]
    question = Question(periods.containing("week", TODAY), TODAY, metrics, by)
    return report(team().connection, question)


def shown(name: str) -> bytes:
    by, form, columns, colour = VIEWS[name]
    return "".join(view(asked(by), form, columns=columns, colour=colour)).encode()


@pytest.mark.parametrize("name", VIEWS)
def test_golden(name: str) -> None:
    assert shown(name).decode() == (GOLDEN / f"{name}.txt").read_bytes().decode()


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in VIEWS:
        (GOLDEN / f"{each}.txt").write_bytes(shown(each))
