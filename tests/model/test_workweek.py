"""The work week as text, and what its days weigh."""

from datetime import date

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
