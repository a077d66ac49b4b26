"""What explains a figure comes to the figure: sums of terms and of reps, days, ids; on made-up teams."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from salescli.cli.report_question import Asked, question
from salescli.model.periods import label
from salescli.render.explained import view
from salescli.reports.execution import report
from salescli.reports.explained import Explained, Explanation, Figure
from salescli.reports.explaining import explain
from salescli.reports.result import BY_COLUMN
from salescli.store import open as opening
from tests.reports.test_against_slow_model import history_of, write

Row = dict[str, Any]

# written from the definitions, not from the code
COUNTS: dict[str, Callable[[Row], bool]] = {
    "calls": lambda row: row["channel"] == "phone",
    "first_contacts": lambda row: row["touch"] == "first",
    "follow_ups": lambda row: row["touch"] == "follow-up" and row["channel"] != "visit",
    "visits": lambda row: row["channel"] == "visit",
    "customers_visited": lambda row: row["channel"] == "visit" and row["reached"] == 1 and row["customer"] is not None,
    "conversations": lambda row: row["channel"] == "phone" and row["reached"] == 1,
    "talk_minutes": lambda row: row["channel"] == "phone" and bool(row["duration_s"]),
    "demos": lambda row: row["channel"] in {"phone", "visit"} and row["outcome"] in {"won", "connected"},
    "reached": lambda row: row["touch"] in {"first", "follow-up"} and row["customer"] is not None,
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the files go, beside an empty one to begin with."""
    opening.for_writing(str(tmp_path / "empty.db")).close()
    time.tzset()
    yield tmp_path
    monkeypatch.undo()
    time.tzset()


def asked_of(wanted: Row) -> Asked:
    """The question of a made-up history as it is typed."""
    kind, start, end = wanted["kind"], str(wanted["start"]), str(wanted["end"])
    is_range = kind == "range"
    return Asked(
        period=None if is_range else kind,
        on=None if is_range else end,
        last=False,
        since=start if is_range else None,
        until=end if is_range else None,
        by=wanted["by"],
        metrics=wanted["metrics"],
        reps=[f"rep {rep}" for rep in wanted["reps"]],
        outcomes=wanted["only"].get("outcome", []),
        channels=wanted["only"].get("channel", []),
    )


def explained(seed: int, place: Path) -> Iterator[tuple[Explanation, list[Explained], dict[int, Row]]]:
    """Each question of a history: its explanation with the groups read, and all activities by id."""
    history = history_of(seed)
    path = place / "made.db"
    shutil.copyfile(place / "empty.db", path)
    write(history, path)
    connection = opening.for_reading(str(path))
    now = datetime.fromisoformat(f"{history['today']}T12:00:00+08:00")
    cursor = sqlite3.connect(path)
    cursor.row_factory = sqlite3.Row
    rows = "SELECT a.*, r.name AS by, c.name AS whom FROM activity a JOIN rep r ON r.id = a.rep LEFT JOIN customer c"
    activities = {row["id"]: dict(row) for row in cursor.execute(rows + " ON c.id = a.customer WHERE a.deleted = 0")}
    for wanted in history["questions"]:
        found = explain(connection, report(connection, question(connection, asked_of(wanted), now)), now)
        yield found, list(found.groups), activities
    connection.close()


def belongs(row: Row, group: Explained, found: Explanation) -> bool:
    """Whether the activity is one of the group, from the words of the question alone."""
    asked = found.report.question
    keys = {"rep": "by", "customer": "whom", "channel": "channel", "outcome": "outcome"}
    chosen = [found.names[rep] for rep in asked.selection.reps]
    return (
        group.cell.start <= date.fromisoformat(row["day"]) <= group.cell.end
        and (asked.by not in keys or row[keys[asked.by]] == group.name)
        and (not chosen or row["by"] in chosen)
        and row["channel"] in (asked.selection.channels or {row["channel"]})
        and row["outcome"] in (asked.selection.outcomes or {row["outcome"]})
    )


def check_ids(figure: Figure, group: Explained, found: Explanation, activities: dict[int, Row]) -> None:
    for one in figure.counted:
        name = one.metric.name
        ids = [number for first, last in one.behind.ranges() for number in range(first, last + 1)]
        mine = {number: row for number, row in activities.items() if belongs(row, group, found)}
        assert ids == sorted(
            number
            for number, row in mine.items()
            if (row["direction"] == "out" or name == "reached") and COUNTS[name](row)
        )
        assert one.behind.activities == len(ids)
        values = {
            "talk_minutes": Fraction(sum(activities[number]["duration_s"] or 0 for number in ids), 60),
            "customers_visited": len({activities[number]["customer"] for number in ids}),
            "reached": len({activities[number]["customer"] for number in ids}),
        }
        assert one.counted == values.get(name, len(ids))
    assert sum(one.times * one.counted for one in figure.counted) == figure.row.actual
    if figure.metric.name == "points":
        assert [one.times for one in figure.counted] == [1, Fraction("2.5"), 10]


def check_sums(figure: Figure, group: Explained, found: Explanation) -> None:
    asked, row, paced = found.report.question, figure.row, figure.together
    if asked.by in BY_COLUMN or asked.selection.is_part:
        assert (figure.reps, row.target, paced) == ([], None, None)
        return
    assert paced is not None
    figures = (row.target, row.expected, row.need, row.left_today, row.forecast, row.target_raw)
    assert figures == (
        paced.target,
        paced.expected,
        paced.need,
        paced.left_today,
        paced.forecast,
        paced.target_raw,
    )
    assert sum(one.rate * one.days for rep in figure.reps for one in rep.terms) == row.target
    assert sum(one.rate * one.days for rep in figure.reps for one in rep.terms_by_now) == row.expected
    assert sum(one.rate * one.days_raw for rep in figure.reps for one in rep.terms) == row.target_raw
    assert sum(rep.pace.target for rep in figure.reps) == row.target
    if figure.metric.adds_up:
        assert sum(rep.actual for rep in figure.reps) == row.actual
    for rep in figure.reps:
        assert sum(rep.weights) == sum(one.days for one in rep.terms)
        for one in rep.terms:
            assert one.rate == Fraction(one.amount) / one.divisor
            assert group.cell.start <= one.start <= one.end <= group.cell.end


def check_days(group: Explained) -> None:
    length = (group.cell.end - group.cell.start).days + 1
    for one in group.days:
        days = [
            start + timedelta(days=number)
            for because in one.days
            for start, end in because.ranges
            for number in range((end - start).days + 1)
        ]
        assert (len(days), len(set(days))) == (length, length)
        for figure in group.figures:
            for rep in figure.reps:
                if rep.rep in one.reps:
                    assert sum(term.days for term in rep.terms) <= one.weight


@pytest.mark.parametrize("seeds", [range(30), range(30, 60), range(60, 90)], ids=str)
def test_every_figure_comes_to_what_is_reported(place: Path, seeds: range) -> None:
    for seed in seeds:
        for found, groups, activities in explained(seed, place):
            rows = [figure.row for group in groups for figure in group.figures]
            assert rows == found.report.rows
            for group in groups:
                if found.report.question.by in {"day", "week", "month"}:
                    assert group.name == label(found.report.question.by, group.cell.start)
                check_days(group)
                for figure in group.figures:
                    check_ids(figure, group, found, activities)
                    check_sums(figure, group, found)


def test_every_view_of_them_is_made(place: Path) -> None:
    for seed in range(200, 212):
        for found, groups, _activities in explained(seed, place):
            for form in ("table", "md", "json"):
                again = Explanation(**{**vars(found), "groups": iter(groups)})
                text = "".join(view(again, form))
                assert text.endswith("\n")
                if form == "table":
                    assert max(map(len, text.splitlines())) <= 80


def test_ids_take_little_room() -> None:
    from salescli.store.counted_ids import Behind

    behind = Behind()
    for number in range(0, 200_000, 2):
        behind.add(number, 1, distinct=False)
    assert sum(1 for _each in behind.ranges()) == behind.activities == behind.total == 100_000
    assert len(behind._firsts) * behind._firsts.itemsize <= 8 * 100_000
