"""Durations: read, written, refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.model.durations import format_duration, looks_like_duration, parse_duration
from salescli.model.errors import Misuse


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("12m", 720),
        ("90s", 90),
        ("1h", 3600),
        ("1h30", 5400),
        ("1h30m", 5400),
        ("1H 5m 3s", 3903),
        ("1.5h", 5400),
        ("90", 5400),
        ("1.5", 90),
        ("0", 0),
        ("5:00", 300),
        ("0:45", 45),
        ("90:00", 5400),
        ("1:05:00", 3900),
        ("12min", 720),
        ("12 mins.", 720),
        ("2 hours", 7200),
        ("1 hour and 20 minutes", 4800),
        ("half an hour", 1800),
        ("an hour and a half", 5400),
        ("24h", 86400),
        ("PT5M30S", 330),
        ("12分钟", 720),
        ("１２分钟", 720),
        ("1小时30分", 5400),
        ("1小时30", 5400),
        ("5分30秒", 330),
        ("半小时", 1800),
        ("一个半小时", 5400),
        ("三刻钟", 2700),
        ("兩小時", 7200),
    ],
)
def test_parse(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("-5m", "cannot be negative"),
        ("-5", "cannot be negative"),
        ("25h", "longer than 24 hours"),
        ("2000", "longer than 24 hours"),
        ("24h 1s", "longer than 24 hours"),
        ("abc", "write 12m, 1h30, 90s"),
        ("", "write 12m"),
        ("1:75", "no duration"),
        ("1:5", "no duration"),
        ("1:00:00:00", "no duration"),
        ("2 days", "no duration"),
        ("三天", "no duration"),
        ("1e5", "no duration"),
        ("m", "no duration"),
        ("12m 12", "no duration"),
        ("1h90", "no duration"),
        ("x\n\x1b" + "1" * 100, "no duration"),
    ],
)
def test_refusals(text: str, fragment: str) -> None:
    with pytest.raises(Misuse, match=fragment) as refusal:
        parse_duration(text)
    assert str(refusal.value).isprintable()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0s"),
        (45, "45s"),
        (60, "1m"),
        (720, "12m"),
        (725, "12m05s"),
        (3600, "1h"),
        (3900, "1h05m"),
        (3630, "1h00m30s"),
    ],
)
def test_format(seconds: int, text: str) -> None:
    assert format_duration(seconds) == text


@given(st.integers(0, 86400))
def test_what_is_written_reads_back(seconds: int) -> None:
    assert parse_duration(format_duration(seconds)) == seconds
    assert looks_like_duration(format_duration(seconds))


@given(st.text(max_size=20))
def test_any_text_is_seconds_or_a_misuse(text: str) -> None:
    looks_like_duration(text)
    with suppress(Misuse):
        assert 0 <= parse_duration(text) <= 86400


@pytest.mark.parametrize("text", ["12", "5:00", "Acme", "3M Company", "a m", "5 miles", "", "one day"])
def test_a_unit_is_required_to_look_like_one(text: str) -> None:
    assert not looks_like_duration(text)
