"""Dates of other programs: what one text may mean, and what a column decides."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.exchange import cells
from salescli.exchange.date_column import by_evidence, by_format
from salescli.exchange.date_shapes import readings, stamp
from salescli.exchange.refusal import BadRow, Undecided


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("2026-11-05", {"ymd"}),
        ("2026/5/7 10:00", {"ymd"}),
        ("03/04/2026", {"dmy", "mdy"}),
        ("25/04/2026", {"dmy"}),
        ("04/25/26", {"mdy"}),
        ("03.04.2026", {"dmy"}),
        ("30/02/2026", set()),
        ("16 Apr, 2021 00:02:00", {"ymd", "dmy", "mdy"}),
        ("1731888000", {"ymd", "dmy", "mdy"}),
        ("soon", set()),
        ("2026", set()),
    ],
)
def test_readings(text: str, orders: set[str]) -> None:
    assert readings(text) == orders


@pytest.mark.parametrize(
    ("text", "order", "local"),
    [
        ("2021-04-15T23:03:00.123+0000", "ymd", "2021-04-15T23:03:00"),
        ("3/4/2026 12:05 AM", "mdy", "2026-03-04T00:05:00"),
        ("3/4/2026 12:05pm", "dmy", "2026-04-03T12:05:00"),
        ("2026年11月5日 下午3:30", "ymd", "2026-11-05T15:30:00"),
        ("2026年11月5日", "ymd", "2026-11-05T12:00:00"),
        ("20261105", "ymd", "2026-11-05T12:00:00"),
        ("16 Apr, 2021 00:02:00", "ymd", "2021-04-16T00:02:00"),
        ("Apr 16, 2021", "dmy", "2021-04-16T12:00:00"),
        ("1467986131000", "ymd", "2016-07-08T13:55:31"),
    ],
)
def test_stamps(text: str, order: str, local: str) -> None:
    assert stamp(text, order).local.isoformat() == local


@pytest.mark.parametrize("text", ["2026-02-30", "2026-11-05 25:00", "2026-11-05 noon", "x", "2026-11-05 10:00+99:00"])
def test_bad_stamps(text: str) -> None:
    with pytest.raises(BadRow):
        stamp(text, "ymd")


@given(
    st.lists(st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)), min_size=1),  # noqa: DTZ001
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]),
)
def test_a_column_is_read_as_written_or_refused(days: list[datetime], form: str) -> None:
    texts = [day.strftime(form) for day in days]
    try:
        _order, read = by_evidence(enumerate(texts), None)
    except Undecided:
        assert all(day.day <= 12 for day in days)
    else:
        assert [read(text).local.date() for text in texts] == [day.date() for day in days]


def test_the_setting_decides_only_what_rows_leave_open() -> None:
    assert by_evidence([(2, "03/04/2026")], "mdy")[0] == "mdy"
    assert by_evidence([(2, "25/04/2026")], "mdy")[0] == "dmy"


def test_formats() -> None:
    read = by_format("%d.%m.%y %H:%M")
    assert read("30.07.26 15:41").local.isoformat() == "2026-07-30T15:41:00"
    with pytest.raises(BadRow):
        read("2026-07-30")


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [("420", 1, 420), ("7", 60, 420), ("1.5", 60, 90), ("0:05:00", 1, 300), ("12m", 1, 720), ("0", 1, 0)],
)
def test_durations(text: str, unit: int, seconds: int) -> None:
    assert cells.seconds(text, unit) == seconds


@pytest.mark.parametrize("text", ["5:00", "-5", "x", "inf", "nan", "99999999999", "0:99:00"])
def test_bad_durations(text: str) -> None:
    with pytest.raises(BadRow):
        cells.seconds(text)
