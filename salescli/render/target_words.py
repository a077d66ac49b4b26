"""Targets in words: the answers of `target set` and `target clear`."""

from datetime import date

from salescli.i18n import _
from salescli.model.metrics import Metric
from salescli.model.periods import ONE_DAY
from salescli.model.targets import Target
from salescli.render.terminal_text import safe


def rate(amount: str | None, per: str) -> str:
    """`40 a day`."""
    words = {"day": _("{amount} a day"), "week": _("{amount} a week"), "month": _("{amount} a month")}
    return words[per].format(amount=amount)


def asked(target: Target) -> str:
    """`40 a day`, of a ramp `from 20 a day to 40 a day by 2027-01-31`."""
    first = rate(target.amount, target.per)
    if target.ramp_to is None:
        return first
    last = rate(target.ramp_to, target.per)
    return _("from {first} to {last} by {day}").format(first=first, last=last, day=target.ramp_until)


def stated(metric: Metric, target: Target, rep: str | None, before: Target | None, change: date | None) -> str:
    """`target: calls · 40 a day · everyone · from 2026-11-18 (before: 30 a day)`; `change` is when another begins."""
    line = _("target: {metric} · {rate} · {whose} · from {day}").format(
        metric=metric.label, rate=asked(target), whose=_whose(rep), day=target.from_day
    )
    if change is not None:
        line = _("{line} until {day}, when what was said before begins").format(line=line, day=change - ONE_DAY)
    if before is None:
        return line
    was = _("before: {rate}") if (before.rep is None) == (rep is None) else _("instead of everyone's {rate}")
    return f"{line} ({was.format(rate=asked(before))})"


def ended(metric: Metric, rep: str | None, from_day: date, before: Target, after: Target | None) -> str:
    """`target ended: calls · 50 a day · Ann · from 2026-11-18 (now everyone's 40 a day)`."""
    line = _("target ended: {metric} · {rate} · {whose} · from {day}").format(
        metric=metric.label, rate=asked(before), whose=_whose(rep), day=from_day
    )
    if after is None:
        return line
    back = _("now everyone's {rate}").format(rate=asked(after))
    return f"{line} ({back})"


def _whose(rep: str | None) -> str:
    return _("everyone") if rep is None else safe(rep)
