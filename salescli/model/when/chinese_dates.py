"""Chinese dates, weeks, months and years: `上周五`, `11月5日`, `上个月5号`, `月底`, `去年`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salescli.model.when.draft import LAST_DAY, Draft
from salescli.model.when.numerals import FIGURE, number, year

if TYPE_CHECKING:
    import re

_BESIDE = "(?:上|下)+(?:一个|个|一)?|这一?个?|本"
_WEEKDAYS = {letter: place for place, letter in enumerate("一二三四五六日")} | {"天": 6}
_EDGES = {"底": LAST_DAY, "末": LAST_DAY, "初": 1}

WEEK = rf"(?P<week>{_BESIDE})?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天]|[1-7](?![0-9:]))?"
MONTH = rf"(?P<month>{_BESIDE}|当)?月份?(?P<edge>底|末|初)?"
YEAR = r"(?P<year>去|今|明|前|后|本)?年(?P<edge>底|末|初)?"
DATE = (
    r"(?:(?P<year>[0-9]{2,4}|[零〇一二三四五六七八九]{2,4})年)?"
    rf"(?P<month>{FIGURE})月份?(?:(?P<day>{FIGURE})[日号]?|(?P<edge>底|末|初))?"
)
DAY_OF_MONTH = rf"(?P<day>{FIGURE})[日号]"


def fill_week(found: re.Match[str], draft: Draft) -> bool:
    """`上周五`, `下下周一`, `这周三`, `周五`, `上周`."""
    week, weekday = found["week"] or "", found["weekday"]
    if week and not draft.put("week", _steps(week)):
        return False
    if not weekday:
        return bool(week)
    return draft.put("weekday", _WEEKDAYS[weekday] if weekday in _WEEKDAYS else int(weekday) - 1)


def _steps(text: str) -> int:
    return text.count("下") - text.count("上")


def fill_month(found: re.Match[str], draft: Draft) -> bool:
    """`上个月`, `本月`, `月底`, `下月初`."""
    edge = _EDGES.get(found["edge"] or "")
    if not (found["month"] or edge):
        return False
    if not draft.put("month", _steps(found["month"] or "")):
        return False
    return edge is None or draft.put("day_of_month", edge)


def fill_year(found: re.Match[str], draft: Draft) -> bool:
    """`去年`, `年底`."""
    steps = {"前": -2, "去": -1, "今": 0, "本": 0, "明": 1, "后": 2, "": 0}[found["year"] or ""]
    if not (found["year"] or found["edge"]) or not draft.put("year_ref", steps):
        return False
    return not found["edge"] or draft.put("month_day", (1, 1) if found["edge"] == "初" else (12, 31))


def fill_date(found: re.Match[str], draft: Draft) -> bool:
    """`2025年11月5日`, `11月5号`, `11月底`, `11月`."""
    month = number(found["month"])
    meant = year(found["year"]) if found["year"] else 0
    if month is None or meant is None or (meant and not draft.put("year", meant)):
        return False
    edge = _EDGES.get(found["edge"] or "")
    if edge is None and not found["day"]:
        return draft.put("month_only", found[0])
    day = edge if edge is not None else number(found["day"])
    return day is not None and draft.put("month_day", (month, day))


def fill_day_of_month(found: re.Match[str], draft: Draft) -> bool:
    day = number(found["day"])
    return day is not None and 1 <= day <= 31 and draft.put("day_of_month", day)  # noqa: PLR2004
