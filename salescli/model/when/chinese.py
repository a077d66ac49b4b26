"""The Chinese grammar of WHEN: patterns at a place in the text, slots of a draft out. Spaces mean nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from salescli.model.when import chinese_dates as dates
from salescli.model.when.chinese_amount import TERMS, fill_loose, fill_shift
from salescli.model.when.draft import FIXED, LITERAL, Clock, Draft
from salescli.model.when.numerals import FIGURE, SIMPLIFY, number

if TYPE_CHECKING:
    from collections.abc import Callable

_LETTER = "[\u3007\u4e00-\u9fff]"
_PARTICLES = r"的|在|于|大约|大概|约|左右|[,、\s]"

_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_PARTS = {
    "凌晨": "small hours", "清晨": "morning", "清早": "morning", "大清早": "morning",
    "早晨": "morning", "早上": "morning", "一早": "morning", "上午": "morning", "早": "morning",
    "晨": "morning", "中午": "noon", "正午": "noon", "午间": "noon", "下午": "afternoon", "午后": "afternoon",
    "傍晚": "dusk", "晚上": "night", "晚间": "night", "夜里": "night", "夜间": "night", "深夜": "night",
    "夜晚": "night", "晚": "night", "夜": "night",
}  # fmt: skip
_PART = "|".join(sorted(_PARTS, key=len, reverse=True))
# 昨晚, 今早, 明下午; but 后半夜 is no day
_DAY = rf"(?P<day>大前|大后|前|后|昨|今|明)(?:[天日]|儿个?|(?<=[昨今明])(?={_PART})|(?<=前)(?=晚))"
_MINUTE = rf"(?:整|半|[一三13]刻|过?{FIGURE}分?)钟?|钟"
_CLOCK = rf"(?P<hour>{FIGURE})[点时](?P<minute>{_MINUTE})?(?:(?P<second>{FIGURE})秒)?"
_SHORT_OF = (
    rf"差(?P<short>{FIGURE}分|一刻)钟?(?P<hour>{FIGURE})点钟?|"
    rf"(?P<hour2>{FIGURE})点差(?P<short2>{FIGURE}分|一刻)"
)


def read_chinese(text: str, draft: Draft) -> bool:
    """Fill the draft; False when a part is unknown or said twice. Other letters go to the English grammar."""
    text = re.sub(rf"\s*({_LETTER})\s*", r"\1", text.translate(SIMPLIFY))
    at, said = 0, False
    while at < len(text):
        particle = re.compile(_PARTICLES).match(text, at)
        after = particle.end() if particle else _read_one(text, at, draft)
        if not after:
            return False
        said = said or not particle
        at = after
    return said


def _read_one(text: str, at: int, draft: Draft) -> int:
    letters = set(text)
    for keys, pattern, fill in _RULES:
        found = None if keys and letters.isdisjoint(keys) else re.compile(pattern).match(text, at)
        if found:
            return found.end() if fill(found, draft) else 0
    return _read_run(text, at, draft)


def _read_run(text: str, at: int, draft: Draft) -> int:
    """A stretch without Chinese, like `3pm`, `2026-11-20`; figures before a Chinese letter stay with it."""
    from salescli.model.when.english import read_english

    run = re.compile(rf"(?:(?!{_LETTER}).)+").match(text, at)
    if run is None:
        return 0
    piece = run[0] if run.end() == len(text) else re.sub(r"(?<=\s)[0-9.]+$", "", run[0])
    return at + len(piece) if piece.strip() and read_english(piece, draft) else 0


def _fill_now(_found: re.Match[str], draft: Draft) -> bool:
    return draft.put("now", True)  # noqa: FBT003


def _fill_day(found: re.Match[str], draft: Draft) -> bool:
    return draft.put("days", _DAYS[found["day"]])


def _fill_part(found: re.Match[str], draft: Draft) -> bool:
    return draft.put("part", _PARTS[found[0]])


def _fill_midnight(_found: re.Match[str], draft: Draft) -> bool:
    return draft.put("clock", Clock(0, kind=FIXED))


def _fill_clock(found: re.Match[str], draft: Draft) -> bool:
    """`三点半`, `15点30分`, `3点一刻`, `12点`."""
    hour, minute, second = (
        number(found["hour"]),
        _minute(found["minute"] or ""),
        number(found["second"] or "0"),
    )
    if hour is None or minute is None or second is None:
        return False
    return _is_shown(hour, minute, second) and draft.put("clock", Clock(hour, minute, second, LITERAL))


def _fill_short_of(found: re.Match[str], draft: Draft) -> bool:
    """`差5分4点`, `四点差一刻`."""
    hour, short = number(found["hour"] or found["hour2"]), _minute(found["short"] or found["short2"])
    if not hour or not short or not _is_shown(hour, short, 0):
        return False
    return draft.put("clock", Clock(hour - 1 or 12, 60 - short, 0, LITERAL))


def _is_shown(hour: int, minute: int, second: int) -> bool:
    """Whether a clock shows that; 24:00 is the end of the day."""
    end_of_day, hours, others = (24, 0, 0), 24, 60
    fits = hour < hours and minute < others and second < others
    return fits or (hour, minute, second) == end_of_day


def _minute(text: str) -> int | None:
    text = text.removesuffix("钟").removesuffix("分").removeprefix("过")
    fixed = {"": 0, "整": 0, "半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45}
    return fixed[text] if text in fixed else number(text)


# Only a text with one of the letters is tried against the pattern: each costs up to a millisecond to compile.
_RULES: tuple[tuple[str, str, Callable[[re.Match[str], Draft], bool]], ...] = (
    ("现此刚方", r"现在|此刻|刚才|刚刚|方才|刚", _fill_now),
    ("前后", rf"{TERMS}(?P<way>[之以]?[前后])", fill_shift),
    ("过+-", rf"(?P<way>再?过|[-+]){TERMS}", fill_shift),
    ("月", dates.DATE, dates.fill_date),
    ("年", dates.YEAR, dates.fill_year),
    ("月", dates.MONTH, dates.fill_month),
    ("周期礼", dates.WEEK, dates.fill_week),
    ("前昨今明后", _DAY, _fill_day),
    ("日号", dates.DAY_OF_MONTH, dates.fill_day_of_month),
    ("差", _SHORT_OF, _fill_short_of),
    ("点时", _CLOCK, _fill_clock),
    ("午", "午夜(?:(?:12|十二|零|0)点)?", _fill_midnight),
    ("早晚晨午夜", _PART, _fill_part),
    ("", TERMS, fill_loose),
)
