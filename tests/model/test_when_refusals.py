"""What WHEN refuses, and that the refusal says what to type instead."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salescli.model.errors import Misuse
from salescli.model.when import AS_OF, LOG, NEXT, REPORT, looks_like_when, understand

NOW = datetime(2026, 11, 20, 14, 5, 30, tzinfo=ZoneInfo("Asia/Shanghai"))

REFUSED = """
15:30 | log | 15:30 is still to come: --at yesterday 15:30?
today 15:30 | log | today 15:30 is still to come: --at yesterday 15:30?
3pm | log | 3pm is still to come: --at yesterday 3pm?
下午3点 | log | 下午3点 is still to come: --at 昨天下午3点?
今天下午3点 | log | 今天下午3点 is still to come: --at 昨天 15:00?
this evening | log | still to come: --at yesterday 19:00?
+2h | log | +2h is still to come: --at -2h?
tomorrow | log | tomorrow is still to come: for a plan, use --next tomorrow
in 3 days | log | for a plan, use --next in 3 days
2026-11-21 | log | still to come
2026-11-20T14:06+08:00 | log | still to come
next friday | log | still to come
13:00 | next | 13:00 is already past: --next tomorrow 13:00?
3点 | next | --next 明天3点?
yesterday | next | already past
last friday | next | already past
2025-11-20 | next | already past
2h ago | next | already past
15 | log | 15 is a bare number
2026 | report | 2026 is a bare number
1530 | log | 15:00 for a time
１５ | log | bare number
at 3 | log | Say 3am, 3pm
yesterday at 3 | log | in the morning or in the afternoon
half past 3 | log | Say 3am, 3pm
2h | log | Say -2h, 2h ago, or in 2h
3天 | log | before or after now
nov | report | a month, not a day
november 2025 | report | a month, not a day
2026-11 | report | a month, not a day
11月 | report | a month, not a day
03/04/2026 | log | 2026-04-03 or 2026-03-04
3.4.2026 | log | 2026-04-03 or 2026-03-04
12.11.2026 | log | 2026-11-12 or 2026-12-11
3/4 | log | 2026-04-03 or 2026-03-04
3/4 | next | 2027-04-03 or 2027-03-04
10.30 | log | 2026-10-30 or 10:30
03/04/2026 3pm | log | reads two ways
31/02/2026 | log | no day of the calendar
31 february | log | no year has that day
Feb 30 | next | no year has that day
2月30日 | log | no year has that day
30 feb 2026 | log | 2026-02-30 is no day of the calendar
29 feb 2025 | log | 2025-02-29 is no day
2026-02-29 | log | 2026-02-29 is no day of the calendar
2026-13-01 | log | no day of the calendar
20261399 | log | no day of the calendar
2026-W54-1 | log | no day of the calendar
2026-11-20T25:00 | log | no clock shows that
2026-11-20T12:60 | log | no clock shows that
2026-11-20T12:00+25:00 | log | offset
thu 20 nov | log | 2026-11-20 is a Friday, not a Thursday
11月25日周四 | next | is a Wednesday
1970-01-01 | report | out of range
2150-01-01 | next | out of range
5 nov 1530 | log | out of range
in 99999 years | next | too far away
-999999h | log | out of range
yesterday afternoon 3am | log | not in that part of the day
上午12点 | log | not in that part of the day
凌晨 | log | say the hour too
yesterday 25:00 | log | understood
15:60 | log | understood
25点 | log | understood
15点60分 | log | understood
13pm | log | understood
2026-11-20 15 | log | with its minutes, like 15:00
2026-W47 | report | understood
yesterday tomorrow | log | understood
3pm 4pm | log | understood
yesterday at | log | understood
at | log | understood
的 | log | understood
 | log | understood
-- | log | understood
last | log | understood
this week | report | understood
weekend | report | understood
周末 | report | understood
下周3点 | next | understood
5日前 | log | understood
3月前 | log | understood
half a day ago | log | understood
半天前 | log | understood
-90 | log | understood
asap | next | understood
soon | next | understood
now 3pm | log | understood
2 hours ago 3pm | log | understood
a few days ago | log | understood
every friday | next | understood
3pm EST | log | understood
the other day | log | understood
yesterday; drop table | log | understood
2200000000月0 | log | no year has that day
"""


@pytest.mark.parametrize(
    ("text", "purpose", "fragment"),
    [[cell.strip() for cell in line.split("|")] for line in REFUSED.strip("\n").splitlines()],
)
def test_refusal(text: str, purpose: str, fragment: str) -> None:
    with pytest.raises(Misuse) as refusal:
        understand(text, now=NOW, zone=ZoneInfo("Asia/Shanghai"), purpose=purpose)
    assert fragment in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "zone", "later"),
    [
        ("8 mar 2026 2:30", "America/New_York", "2026-03-08 03:30"),
        ("2026-03-08T02:00", "America/New_York", "2026-03-08 03:00"),
        ("2026-03-29 02:59", "Europe/Berlin", "2026-03-29 03:59"),
        ("2026年3月29日凌晨2点半", "Europe/Berlin", "2026-03-29 03:30"),
    ],
)
def test_a_local_time_that_never_was(text: str, zone: str, later: str) -> None:
    with pytest.raises(Misuse, match=f"never was: the clocks go forward then, so say {later}"):
        understand(text, now=NOW, zone=ZoneInfo(zone))


def test_what_is_typed_cannot_break_the_line_of_the_message() -> None:
    with pytest.raises(Misuse) as refusal:
        understand("x\n\x1b[31mred\x00" + "y" * 500, now=NOW)
    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) < 200


_PIECES = """
now today yesterday tomorrow tonight last next this friday mon week month year night morning at on the
in ago from before after half past quarter to an a and hour 2 3 15 30 31 2026 9999 15:30 3pm am pm noon
midnight nov 5 5th feb 29 3/4 - + h m d w mo s 2026-03-08 02:30 24:00 end day first 0 25
昨天 今天 明天 前 后 上 下 周 五 星期 个 月 年 日 号 点 半 分 刻 小时 天 三 十 两 下午 晚上 凌晨 刚才 底 零
: . , / ' ( 99999999
"""
_WORDS = st.lists(st.sampled_from(_PIECES.split()), max_size=6)
_TEXTS = st.one_of(
    st.text(max_size=30),
    st.builds(str.join, st.sampled_from(["", " "]), _WORDS),
)
_ZONES = st.sampled_from(["America/New_York", "Asia/Shanghai", "UTC", "Pacific/Apia", "Europe/Berlin"])
_NOWS = st.datetimes(datetime(1995, 1, 1), datetime(2095, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=1500, deadline=None)
@given(_TEXTS, _NOWS, _ZONES, st.sampled_from([LOG, NEXT, REPORT, AS_OF]), st.sampled_from([None, "dmy", "ymd"]))
def test_any_text_is_a_moment_or_a_misuse(text: str, now: datetime, zone: str, purpose: str, order: str | None) -> None:
    looks_like_when(text)
    try:
        moment = understand(text, now=now, zone=ZoneInfo(zone), purpose=purpose, date_order=order)
    except Misuse:
        return
    assert moment.at.utcoffset() is not None
    assert moment.at.microsecond == 0
    if purpose == LOG:
        assert moment.at <= now
    if purpose == NEXT:
        assert moment.at >= now - timedelta(days=1)


@settings(max_examples=500, deadline=None)
@given(_TEXTS)
def test_what_looks_like_when_is_one_or_is_refused_with_a_reason(text: str) -> None:
    if not looks_like_when(text):
        return
    message = ""
    try:
        understand(text, now=NOW, zone=ZoneInfo("UTC"), purpose=REPORT)
    except Misuse as refusal:
        message = str(refusal)
    assert "is no time that is understood" not in message
