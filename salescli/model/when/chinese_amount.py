"""Stretches of time in Chinese: `一个半小时`, `3天`, `1小时20分钟`, `半年`."""

from __future__ import annotations

import re

from salescli.model.when.draft import Amount, Draft
from salescli.model.when.numerals import FIGURE, number

_UNITS = {
    "秒": ("seconds", 1), "秒钟": ("seconds", 1), "分": ("seconds", 60), "分钟": ("seconds", 60),
    "刻钟": ("seconds", 900), "小时": ("seconds", 3600), "钟头": ("seconds", 3600), "钟": ("seconds", 3600),
    "天": ("days", 1), "周": ("days", 7), "星期": ("days", 7), "礼拜": ("days", 7),
    "月": ("months", 1), "年": ("months", 12),
}  # fmt: skip
_TERM = (
    rf"(?:(?P<half>半)|(?P<count>[0-9]+\.[0-9]+|{FIGURE})(?P<and_half>个半)?)(?P<piece>个)?"
    r"(?P<unit>秒钟?|分钟?|刻钟|小时|钟头|(?<=[个半])钟|天|周|星期|礼拜|月|年)(?P<more>半)?"
)
_LONGEST_FIGURE = 6

# One or more of them in a row, for the grammar's patterns. 日 is no unit: 5日前 is before the 5th as well.
TERMS = rf"(?P<terms>(?:{re.sub(r'[?]P<[a-z_]+>', '?:', _TERM)})+)"


def fill_shift(found: re.Match[str], draft: Draft) -> bool:
    """`一个半小时前`, `3天后`, `再过两周`, `-30分钟`: the match has `terms` and, in `way`, the direction."""
    total = read_terms(found["terms"])
    sign = -1 if set(found["way"]) & {"前", "-"} else 1
    return total is not None and draft.put("shift", total.signed(sign))


def fill_loose(found: re.Match[str], draft: Draft) -> bool:
    """`2小时`: neither forwards nor backwards."""
    total = read_terms(found["terms"])
    return total is not None and draft.put("loose", total)


def read_terms(text: str) -> Amount | None:
    """The sum of counts and units; None for half a day and for `3月`, which is March."""
    total = Amount()
    for term in re.finditer(_TERM, text):
        amount = _amount(term)
        if amount is None:
            return None
        total = total.plus(amount)
    return total


def _amount(term: re.Match[str]) -> Amount | None:
    field, size = _UNITS[term["unit"]]
    whole, _dot, decimals = (term["count"] or "0").partition(".")
    count = number(whole)
    halves = sum(1 for name in ("half", "and_half", "more") if term[name])
    bare_month = term["unit"] == "月" and not term["piece"] and not halves
    if count is None or len(term["count"] or "") > _LONGEST_FIGURE or halves > 1 or bare_month:
        return None
    if term["unit"] == "月" and halves and not decimals:
        return Amount(months=count, days=15)
    parts = 2 * 10 ** len(decimals)
    total = (2 * int(f"{count}{decimals}") + halves * 10 ** len(decimals)) * size
    if field != "seconds" and total % parts:
        return None
    return Amount(**{field: total // parts})
