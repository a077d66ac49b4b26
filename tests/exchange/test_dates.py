"""Dates of other programs: what one text may mean, and what a column decides."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.exchange import cells
from salescli.exchange.date_column import by_evidence, by_format, by_order
from salescli.exchange.date_shapes import readings, stamp
from salescli.exchange.refusal import BadRow, Undecided
from salescli.model.errors import Misuse


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


@pytest.mark.parametrize(
    "text", ["5:00", "-5", "x", "inf", "nan", "99999999999", "0:99:00", "9" * 5000, "9" * 5000 + ":00:00"]
)
def test_bad_durations(text: str) -> None:
    with pytest.raises(BadRow):
        cells.seconds(text)


@pytest.mark.parametrize(
    ("text", "order", "local"),
    [
        ("2/3/25 4:05 PM", "mdy", "2025-02-03T16:05:00"),
        ("2/3/25, 4:05\u202fPM", "mdy", "2025-02-03T16:05:00"),
        ("2/3/2025 4:05\u00a0pm", "mdy", "2025-02-03T16:05:00"),
        ("\u200e2/\u200e3/\u200e2025\u200e \u200e4:05:09\u200e PM", "mdy", "2025-02-03T16:05:09"),
        ("2/3/2025 4 PM", "mdy", "2025-02-03T16:00:00"),
        ("2/3/2025 16:05:09 PM", "mdy", "2025-02-03T16:05:09"),
        ("2/3/2025 12:00 AM", "mdy", "2025-02-03T00:00:00"),
        ("03.02.2025, 16:05 Uhr", "dmy", "2025-02-03T16:05:00"),
        ("Mo, 03.02.2025 16.05", "dmy", "2025-02-03T16:05:00"),
        ("3. März 2025 16:05", "ymd", "2025-03-03T16:05:00"),
        ("3 févr. 2025 à 16h05", "ymd", "2025-02-03T16:05:00"),
        ("3 fe\u0301vr. 2025", "ymd", "2025-02-03T12:00:00"),
        ("Mar 3, 2025", "ymd", "2025-03-03T12:00:00"),
        ("3-Feb-25 4:05 PM", "ymd", "2025-02-03T16:05:00"),
        ("Feb 3rd, 2025 at 4:05 PM", "ymd", "2025-02-03T16:05:00"),
        ("Monday, February 3, 2025 4:05 PM", "ymd", "2025-02-03T16:05:00"),
        ("Mon Feb  3 16:05:09 UTC 2025", "ymd", "2025-02-03T16:05:09"),
        ("Mon Feb 03 2025 16:05:09 GMT+0100 (Central European Time)", "ymd", "2025-02-03T16:05:09"),
        ("Mon, 3 Feb 2025 16:05:09 +0100", "ymd", "2025-02-03T16:05:09"),
        ("2025年2月3日 星期一 下午4:05", "ymd", "2025-02-03T16:05:00"),
        ("2025年2月3日16时05分09秒", "ymd", "2025-02-03T16:05:09"),
        ("2025/2/3 中午12:05", "ymd", "2025-02-03T12:05:00"),
        ("２０２５-０２-０３ １６：０５", "ymd", "2025-02-03T16:05:00"),
        ("2025. 2. 3. 오후 4:05", "ymd", "2025-02-03T16:05:00"),
        ("20250203T160509Z", "ymd", "2025-02-03T16:05:09"),
        ("20250203160509", "ymd", "2025-02-03T16:05:09"),
        ("1738598709", "dmy", "2025-02-03T16:05:09"),
        ("1738598709.25", "dmy", "2025-02-03T16:05:09"),
        ("2025-02-03T16:05:09.123456789z", "ymd", "2025-02-03T16:05:09"),
        ("25-02-03", "ymd", "2025-02-03T12:00:00"),
        ("2024-02-29", "ymd", "2024-02-29T12:00:00"),
    ],
)
def test_shapes_of_other_programs(text: str, order: str, local: str) -> None:
    assert stamp(text, order).local.isoformat() == local
    read = by_order(order)
    assert read(text).local.isoformat() == read(text).local.isoformat() == local


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-02-03 24:00", "no clock"),
        ("2025-02-03 23:59:60", "no clock"),
        ("2025-02-03 13:00 AM", "no clock"),
        ("2025-02-03 晚上12:05", "no clock"),
        ("2025-02-03 16:05 CET", "the zone CET says no offset"),
        ("2025-02-03 16:05 +15:00", "no place"),
        ("2025-02-03 16", "no time"),
        ("ca. 2025-02-03", "no date"),
        ("45691.67", "spreadsheet"),
        ("1/2/3", "no day"),
        ("3 Decade 2025", "no date"),
        ("3 jui 2025", "no date"),
        ("0000-00-00", "no day"),
        ("0025-02-03", "no day"),
        ("0001-01-01T00:00:00+14:00", "no day"),
        ("3 Feb 0025", "no day"),
        ("Mon " * 100_000, "no date"),
    ],
)
def test_what_no_program_means_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(BadRow, match=reason):
        by_order("ymd")(text)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["25-02-03", "25-02-13", "24-12-31"], "ymd"),  # the year 2031 is still to come
        (["25-02-03", "31-02-03"], "ymd"),
        (["13/02/25", "28/02/25"], "dmy"),  # the year 2028 is still to come
        (["13/02/25", "14/02/25"], None),
        (["2/13/25", "02/03/25"], "mdy"),
        (["03.02.25", "04.02.25"], "dmy"),
    ],
)
def test_years_of_two_figures(texts: list[str], order: str | None) -> None:
    if order is None:
        with pytest.raises(Undecided):
            by_evidence(enumerate(texts, 2), None, 2027)
    else:
        assert by_evidence(enumerate(texts, 2), None, 2027)[0] == order


def test_three_rows_are_shown_both_ways() -> None:
    texts = ["03/03/2026", "03/04/2026 10:00", "05/06/2026 10:00", "Mar 3, 2026", "07/08/2026", "09/10/2026"]
    with pytest.raises(Undecided) as refused:
        by_evidence(enumerate(texts, 2), None)
    assert str(refused.value) == (
        "dates read two ways: on line 3, 03/04/2026 10:00 is 2026-04-03 or 2026-03-04; on line 4, 05/06/2026 10:00 is "
        "2026-06-05 or 2026-05-06; on line 6, 07/08/2026 is 2026-08-07 or 2026-07-08; say which with --date-format dmy "
        "or --date-format mdy"
    )


def test_days_that_are_the_same_both_ways_decide_nothing_and_need_no_decision() -> None:
    assert by_evidence([(2, "03/03/2026"), (3, "05/05/2026")], None)[1]("03/03/2026").local.day == 3


@pytest.mark.parametrize("form", ["%", "%Q", "%d%d", "%d.%m.%Y %", "%H:%M", "%m/%Y", "%d %I:%M", "%d %Z", "", "x"])
def test_formats_by_which_no_moment_can_be_told(form: str) -> None:
    with pytest.raises(Misuse, match="--date-format"):
        by_format(form)


def test_a_format_with_an_offset() -> None:
    assert str(by_format("%d/%m/%Y %H:%M %z")("03/02/2026 16:05 +05:30").offset) == "UTC+05:30"
    assert by_format("DMY")("03/02/2026").local.month == 2
