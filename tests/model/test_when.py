"""WHEN as tables: what a phrase means, said when, where and for what."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from salescli.model.when import AS_OF, LOG, NEXT, REPORT, Moment, looks_like_when, understand

from .when_cases import CHINESE, ENGLISH, NOW, ZONE


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def _moment(text: str, now: str, zone: str, purpose: str = LOG, order: str | None = None) -> Moment:
    return understand(
        text,
        now=datetime.fromisoformat(now),
        zone=ZoneInfo(zone) if zone else None,
        purpose=purpose,
        date_order=order,
    )


def _shown(moment: Moment) -> str:
    return f"{moment.at.isoformat()} {'T' if moment.timed else 'd'}"


@pytest.mark.parametrize(("text", "purpose", "meant"), _rows(ENGLISH) + _rows(CHINESE))
def test_phrase(text: str, purpose: str, meant: str) -> None:
    assert _shown(_moment(text, NOW, ZONE, purpose)) == meant


ELSEWHERE = """
-2h | 2026-03-08T03:30:00-04:00 | America/New_York | log | 2026-03-08T00:30:00-05:00 T
3 hours ago | 2026-11-01T03:30:00-05:00 | America/New_York | log | 2026-11-01T01:30:00-04:00 T
-2h | 2026-11-01T03:30:00-05:00 | America/New_York | log | 2026-11-01T01:30:00-05:00 T
-30m | 2026-11-01T01:10:00-05:00 | America/New_York | log | 2026-11-01T01:40:00-04:00 T
1:30 | 2026-11-01T09:00:00-05:00 | America/New_York | log | 2026-11-01T01:30:00-04:00 T
1:30 | 2026-11-01T01:45:00-04:00 | America/New_York | log | 2026-11-01T01:30:00-04:00 T
2026-11-01T01:30-05:00 | 2026-11-01T09:00:00-05:00 | America/New_York | log | 2026-11-01T01:30:00-05:00 T
3:00 | 2026-03-08T09:00:00-04:00 | America/New_York | log | 2026-03-08T03:00:00-04:00 T
yesterday | 2026-03-09T09:00:00-04:00 | America/New_York | log | 2026-03-08T12:00:00-04:00 d
yesterday | 2026-03-08T09:00:00-04:00 | America/New_York | log | 2026-03-07T12:00:00-05:00 d
a week ago | 2026-03-09T09:00:00-04:00 | America/New_York | log | 2026-03-02T12:00:00-05:00 d
yesterday 2:30 | 2026-10-26T09:00:00+01:00 | Europe/Berlin | log | 2026-10-25T02:30:00+02:00 T
in 3 days | 2026-10-23T09:00:00+02:00 | Europe/Berlin | next | 2026-10-26T12:00:00+01:00 d
today | 2026-10-25T09:00:00+01:00 | Europe/Berlin | as-of | 2026-10-25T23:59:59+01:00 d
today | 2026-11-19T16:30:00+00:00 | Asia/Shanghai | log | 2026-11-20T00:30:00+08:00 d
yesterday | 2026-11-19T16:30:00+00:00 | Asia/Shanghai | log | 2026-11-19T12:00:00+08:00 d
2026-01-01T00:30Z | 2026-11-20T00:00:00+00:00 | America/New_York | log | 2025-12-31T19:30:00-05:00 T
last month | 2026-03-31T09:00:00+00:00 | UTC | log | 2026-02-28T12:00:00+00:00 d
next month | 2026-01-31T09:00:00+00:00 | UTC | next | 2026-02-28T12:00:00+00:00 d
last year | 2024-02-29T09:00:00+00:00 | UTC | log | 2023-02-28T12:00:00+00:00 d
29 feb | 2024-02-29T09:00:00+00:00 | UTC | log | 2024-02-29T09:00:00+00:00 d
29 feb 10:00 | 2024-02-29T09:00:00+00:00 | UTC | log | 2020-02-29T10:00:00+00:00 T
2月29日 | 2097-01-01T09:00:00+00:00 | UTC | log | 2096-02-29T12:00:00+00:00 d
yesterday | 2027-01-01T09:00:00+00:00 | UTC | log | 2026-12-31T12:00:00+00:00 d
tomorrow | 2026-12-31T09:00:00+00:00 | UTC | next | 2027-01-01T12:00:00+00:00 d
1 Jan | 2026-12-31T09:00:00+00:00 | UTC | next | 2027-01-01T12:00:00+00:00 d
31 Dec | 2027-01-01T09:00:00+00:00 | UTC | log | 2026-12-31T12:00:00+00:00 d
5号 | 2026-01-03T09:00:00+00:00 | UTC | log | 2025-12-05T12:00:00+00:00 d
31号 | 2026-03-01T09:00:00+00:00 | UTC | log | 2026-01-31T12:00:00+00:00 d
31号 | 2026-02-01T09:00:00+00:00 | UTC | next | 2026-03-31T12:00:00+00:00 d
上个月5号 | 2026-01-03T09:00:00+00:00 | UTC | log | 2025-12-05T12:00:00+00:00 d
last monday | 2026-11-16T09:00:00+00:00 | UTC | log | 2026-11-09T12:00:00+00:00 d
monday | 2026-11-16T09:00:00+00:00 | UTC | log | 2026-11-16T09:00:00+00:00 d
next monday | 2026-11-16T09:00:00+00:00 | UTC | next | 2026-11-23T12:00:00+00:00 d
next monday | 2026-11-15T09:00:00+00:00 | UTC | next | 2026-11-16T12:00:00+00:00 d
last sunday | 2026-11-16T09:00:00+00:00 | UTC | log | 2026-11-15T12:00:00+00:00 d
last sunday | 2026-11-15T09:00:00+00:00 | UTC | log | 2026-11-08T12:00:00+00:00 d
上周一 | 2026-11-15T09:00:00+00:00 | UTC | log | 2026-11-02T12:00:00+00:00 d
上周一 | 2026-11-16T09:00:00+00:00 | UTC | log | 2026-11-09T12:00:00+00:00 d
上周日 | 2026-11-16T09:00:00+00:00 | UTC | log | 2026-11-15T12:00:00+00:00 d
下周日 | 2026-11-16T09:00:00+00:00 | UTC | next | 2026-11-29T12:00:00+00:00 d
下周一 | 2026-11-22T09:00:00+00:00 | UTC | next | 2026-11-23T12:00:00+00:00 d
fri 10am | 2026-11-20T09:00:00+00:00 | UTC | log | 2026-11-13T10:00:00+00:00 T
fri 10am | 2026-11-20T10:00:00+00:00 | UTC | log | 2026-11-20T10:00:00+00:00 T
last night | 2027-01-01T01:00:00+00:00 | UTC | log | 2026-12-31T20:00:00+00:00 T
昨晚12点半 | 2027-01-01T09:00:00+00:00 | UTC | log | 2027-01-01T00:30:00+00:00 T
2026-W53-5 | 2027-01-02T09:00:00+00:00 | UTC | log | 2027-01-01T12:00:00+00:00 d
"""


@pytest.mark.parametrize(("text", "now", "zone", "purpose", "meant"), _rows(ELSEWHERE))
def test_clock_changes_and_edges_of_the_calendar(text: str, now: str, zone: str, purpose: str, meant: str) -> None:
    assert _shown(_moment(text, now, zone, purpose)) == meant


@pytest.mark.parametrize(
    ("text", "order", "meant"),
    [
        ("03/04/2026", "dmy", "2026-04-03"),
        ("03/04/2026", "mdy", "2026-03-04"),
        ("3.4.2026", "dmy", "2026-04-03"),
        ("3/4", "dmy", "2026-04-03"),
        ("3/4", "mdy", "2026-03-04"),
        ("3/4", "ymd", "2026-03-04"),
        ("12.11.", "dmy", "2025-11-12"),
        ("25/04/2026", "mdy", "2026-04-25"),
        ("26/04/05", "ymd", "2026-04-05"),
        ("05-04-26", "dmy", "2026-04-05"),
    ],
)
def test_date_order_decides_only_what_is_open(text: str, order: str, meant: str) -> None:
    assert str(_moment(text, "2026-06-01T09:00:00+00:00", "UTC", REPORT, order).at.date()) == meant


def test_without_a_zone_the_machine_s_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        now = "2026-11-20T14:00:00+00:00"
        assert _shown(_moment("8am", now, "")) == "2026-11-20T08:00:00-05:00 T"
        assert _shown(_moment("1 nov 1:30", now, "")) == "2026-11-01T01:30:00-04:00 T"
        assert _shown(_moment("2026-03-08T07:30Z", now, "")) == "2026-03-08T03:30:00-04:00 T"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_fractions_of_now_are_dropped() -> None:
    now = datetime(2026, 11, 20, 9, 0, 0, 999, tzinfo=ZoneInfo("UTC"))
    for purpose in (LOG, NEXT, REPORT, AS_OF):
        assert understand("now", now=now, zone=ZoneInfo("UTC"), purpose=purpose).at.microsecond == 0


def test_every_example_of_the_page_for_users_is_understood() -> None:
    page = (Path(__file__).parents[2] / "docs" / "when.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.split("## What a phrase")[0].splitlines() if line[:1] == "|"]
    examples = [example for row in rows for example in row.split("`")[1::2]]
    assert len(examples) > 100
    for example in examples:
        _moment(example, NOW, ZONE, REPORT)


WHENS = """
yesterday | fri | Sunday | now | noon | tonight | 3pm | 15:30 | -2h | last friday | next week | 5 Nov
2026-11-20 | 2026-02-31 | 25/12/2026 | 03/04/2026 | two days ago | in 3 days | yesterday 15.30 | last night
昨天 | 昨天下午3点 | 刚才 | 11月5日 | 上周五 | 半小时前
"""

NAMES = """
Acme | 2026 | 15 | 20261120 | May | march | sunny | one day | 24/7 | 7-11 | 3.4 | 5th | morning | at 3
Acme yesterday | 2h | 2 hours | nov 2025 | the | last | Next plc | 3M | G20 | 4 Seasons | Café | -
上海 | 今天科技 | 上周末 | 5号 | 11月 | | Good Morning
"""


@pytest.mark.parametrize("text", [text for row in _rows(WHENS) for text in row])
def test_looks_like_when(text: str) -> None:
    assert looks_like_when(text)


@pytest.mark.parametrize("text", [text for row in _rows(NAMES) for text in row])
def test_a_name_does_not_look_like_when(text: str) -> None:
    assert not looks_like_when(text)
