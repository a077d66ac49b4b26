# ruff: noqa: ANN001, ANN201, ANN202, PLR0917  plain numbers and dicts all through
"""The arithmetic of docs/metrics.md once more, day by day and rep by rep, as slowly and plainly as it reads.

Shares nothing with the package but the shape of its input, so that the two can be held against each other.
"""

import calendar
import math
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)


def days(start, end):
    found = []
    while start <= end:
        found.append(start)
        start += DAY
    return found


def in_force(targets, metric, rep, day):
    """The target dict in force, own before everyone's; a cleared own gives way to everyone's."""
    for whose in (rep, None):
        candidates = [t for t in targets if t["metric"] == metric and t["rep"] == whose and t["from"] <= day]
        if not candidates:
            continue
        candidates.sort(key=lambda t: (t["from"], t["recorded_at"], t["uid"]))
        if candidates[-1]["amount"] is not None:
            return candidates[-1]
    return None


def rate(target, day, week):
    amount = Fraction(target["amount"])
    if target["per"] == "day":
        return amount
    if target["per"] == "week":
        return amount / len(week)
    last = calendar.monthrange(day.year, day.month)[1]
    month = [date(day.year, day.month, number) for number in range(1, last + 1)]
    return amount / len([each for each in month if each.weekday() in week])


def weight(rep, day, start, end, week, targets, metric):
    """w: inside the period, inside joining to leaving, a working day, with a target in force."""
    if not (start <= day <= end) or not rep["targets"] or rep["joined"] is None:
        return 0
    if day < rep["joined"] or (rep["until"] and day > rep["until"]):
        return 0
    if day.weekday() not in week or in_force(targets, metric, rep["id"], day) is None:
        return 0
    return 1


def asked(rep, first, last, start, end, week, targets, metric):
    total = Fraction(0)
    for day in days(first, last):
        if weight(rep, day, start, end, week, targets, metric):
            total += rate(in_force(targets, metric, rep["id"], day), day, week)
    return total


def figures_of_rep(rep, start, end, today, week, targets, metric, actual, actual_before):
    def w(day):
        return weight(rep, day, start, end, week, targets, metric)

    target = asked(rep, start, end, start, end, week, targets, metric)
    left = sum(w(day) for day in days(max(today, start), end))
    if today < start:
        need = left_today = None
    elif actual >= target:
        need = left_today = 0
    elif left == 0:
        need = left_today = None
    else:
        need = math.ceil((target - actual_before) / left)
        left_today = max(0, math.ceil((target - actual_before) * w(today) / Fraction(left)) - (actual - actual_before))
        if left_today == 0:
            need = math.ceil((target - actual) / Fraction(left - w(today)))
    past = sum(w(day) for day in days(start, min(today - DAY, end)))
    if today > end:
        forecast = Fraction(actual)
    elif past == 0:
        forecast = None
    else:
        r = Fraction(actual_before) / past
        after = sum(w(day) for day in days(max(today + DAY, start), end))
        forecast = actual_before + max(actual - actual_before, r * w(today)) + r * after
    return {
        "target": target,
        "expected": asked(rep, start, min(today, end), start, end, week, targets, metric),
        "expected_before": asked(rep, start, min(today - DAY, end), start, end, week, targets, metric),
        "need": need,
        "left_today": left_today,
        "forecast": forecast,
    }


def count(activities, metric, start, end, reps):
    """The actual: what the reps did from start to end, by the definitions of the table of metrics."""
    mine = [a for a in activities if a["rep"] in reps and start <= a["day"] <= end and a["direction"] == "out"]
    calls = [a for a in mine if a["channel"] == "phone"]
    return {
        "calls": len(calls),
        "first_contacts": len([a for a in mine if a["touch"] == "first"]),
        "follow_ups": len([a for a in mine if a["touch"] == "follow-up" and a["channel"] != "visit"]),
        "visits": len([a for a in mine if a["channel"] == "visit"]),
        "customers_visited": len({a["customer"] for a in mine if a["channel"] == "visit" and a["reached"]}),
        "conversations": len([a for a in calls if a["reached"]]),
        "talk_minutes": Fraction(sum(a["duration_s"] or 0 for a in calls), 60),
    }[metric]


def cell(reps, activities, targets, week, start, end, today, metric):
    """A cell's row: T and E are sums over reps, the actual is counted anew, the rest is summed."""
    ids = [rep["id"] for rep in reps]
    actual = count(activities, metric, start, end, ids)
    each = [
        figures_of_rep(
            rep,
            start,
            end,
            today,
            week,
            targets,
            metric,
            count(activities, metric, start, end, [rep["id"]]),
            count(activities, metric, start, min(today - DAY, end), [rep["id"]]),
        )
        for rep in reps
    ]

    def summed(name):
        asked_of = [figures for figures in each if figures["target"]] or each
        people = each if name == "forecast" else asked_of  # who has no target needs nothing, whatever the others do
        present = [figures[name] for figures in people if figures[name] is not None]
        return sum(present) if present else None

    target = sum(figures["target"] for figures in each)
    expected = sum(figures["expected"] for figures in each)
    if target == 0 or today < start:
        status = "none"
    elif actual >= target:
        status = "met"
    elif actual >= expected:
        status = "ahead"
    elif actual >= sum(figures["expected_before"] for figures in each):
        status = "on track"
    else:
        status = "behind"
    return {
        "actual": actual,
        "target": target,
        "attainment": Fraction(actual) / target if target else None,
        "expected": expected,
        "status": status,
        "need": summed("need"),
        "left_today": summed("left_today"),
        "forecast": summed("forecast"),
        "target_raw": target,
    }
