"""The count at the end of a log line's answer."""

from datetime import date
from pathlib import Path

import pytest

from salescli.reports import daily_count
from salescli.store import open as opening
from tests.reports.file import File

WEDNESDAY = date(2026, 11, 18)


@pytest.fixture
def file(tmp_path: Path) -> File:
    return File(opening.for_writing(str(tmp_path / "s.db")))


def line(file: File, rep: int, day: str = "2026-11-18") -> str:
    return daily_count.line(file.connection, rep, day, WEDNESDAY)


def test_counts_alone_without_targets(file: File) -> None:
    ann = file.rep("Ann", joined="2026-11-16")
    assert line(file, ann) == ""
    file.activity(ann, "2026-11-18", touch="first", customer=file.customer("Acme"))
    file.activity(ann, "2026-11-18", channel="visit", touch="follow-up", customer=file.customer("Bolt"))
    assert line(file, ann) == "today: calls 1 · first contacts 1 · visits 1 · customers visited 1"


def test_counts_against_targets(file: File) -> None:
    ann = file.rep("Ann", joined="2026-11-16")
    file.target("calls", "40", "day")
    file.target("visits", "5", "week")
    file.target("talk_minutes", "300", "month", from_day="2026-12-01")
    assert line(file, ann) == "today: calls 0/40 · visits 0/5 this week"
    for day in ("2026-11-16", "2026-11-17"):
        file.activity(ann, day, channel="visit", reached=0, touch="attempt", customer=file.customer("Acme"))
    file.activity(ann, "2026-11-18", duration_s=90)
    assert line(file, ann) == "today: calls 1/40 · visits 2/5 this week"
    assert line(file, ann, "2026-11-17") == "2026-11-17: calls 0/40 · visits 2/5 this week"


def test_a_day_off_has_no_daily_target_and_another_week_is_that_week(file: File) -> None:
    ann = file.rep("Ann", joined="2026-11-01")
    file.target("calls", "40", "day")
    file.target("visits", "5", "week")
    file.activity(ann, "2026-11-15")
    assert line(file, ann, "2026-11-15") == "2026-11-15: calls 1 · visits 0/5 that week"


def test_a_week_joined_in_the_middle_has_its_share(file: File) -> None:
    ann = file.rep("Ann", joined="2026-11-18")
    file.target("visits", "5", "week")
    file.target("calls", "100.5", "month")
    assert line(file, ann) == "today: calls 0/43.1 this month · visits 0/3 this week"


def test_a_rep_without_targets_is_only_counted(file: File) -> None:
    boss = file.rep("Boss", joined="2026-11-01", targets=0)
    file.target("calls", "40", "day")
    file.activity(boss, "2026-11-18", duration_s=90)
    file.activity(boss, "2026-11-18", direction="in")
    assert line(file, boss) == "today: calls 1"


def test_it_reads_no_history(file: File) -> None:
    ann = file.rep("Ann", joined="2026-11-01")
    file.target("visits", "5", "week")
    seen: list[str] = []
    file.connection.set_trace_callback(seen.append)
    line(file, ann)
    file.connection.set_trace_callback(None)
    assert len(seen) <= 10
    counting = [statement for statement in seen if "FROM activity" in statement or "FROM rep_day" in statement]
    assert len(counting) == 3  # the day, the different customers of the day, the week's visits
    for statement in counting:
        plan = file.connection.execute("EXPLAIN QUERY PLAN " + statement).fetchall()
        assert all("SCAN" not in row[3] for row in plan), plan


def test_holidays_and_leave_take_their_share(file: File) -> None:
    ann, bob = file.rep("Ann", joined="2026-11-02"), file.rep("Bob", joined="2026-11-02", work_week="mon-thu")
    file.target("calls", "40", "day")
    file.target("visits", "10", "week")
    file.target("talk_minutes", "210", "month")
    assert line(file, ann) == "today: calls 0/40 · visits 0/10 this week · talk minutes 0/210 this month"
    file.leave(ann, "2026-11-18", "am")
    file.leave(ann, "2026-11-19")
    file.calendar_day("2026-11-20", works=0)
    file.calendar_day("2026-11-22", works=1)
    assert line(file, ann) == "today: calls 0/20 · visits 0/7 this week · talk minutes 0/195 this month"
    assert line(file, bob) == "today: calls 0/40 · visits 0/10 this week · talk minutes 0/210 this month"
    assert line(file, ann, "2026-11-19") == "2026-11-19: visits 0/7 this week · talk minutes 0/195 this month"
    assert line(file, ann, "2026-11-22").startswith("2026-11-22: calls 0/40 · visits 0/7")
    assert line(file, bob, "2026-11-22").startswith("2026-11-22: visits 0/10")


def test_a_ramp_asks_for_more_each_day_whatever_the_month_and_year(file: File) -> None:
    ann = file.rep("Ann", joined="2026-11-01")
    file.setting("country", "CN")
    file.calendar_year("CN", 2027, {"2027-01-01": 0})
    for day in ("2026-12-31", "2027-01-04"):
        file.calendar_day(day, works=0)
    # 30 December, and 5 to 8 January: five working days
    file.target("calls", "20", "day", from_day="2026-12-30", ramp_to="40", ramp_until="2027-01-08")
    shown = [line(file, ann, day).split(": ")[1] for day in ("2026-12-30", "2027-01-05", "2027-01-08", "2027-01-11")]
    assert shown == ["calls 0/20", "calls 0/25", "calls 0/40", "calls 0/40"]


def test_it_imports_nothing_heavy() -> None:
    import subprocess
    import sys

    code = "import sys, salescli.reports.daily_count; print(*(name for name in BAD if name in sys.modules))"
    bad = ("fractions", "decimal", "dataclasses", "json", "rich", "typer", "dateutil")
    done = subprocess.run([sys.executable, "-c", f"BAD={bad}; {code}"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
