"""An explained report for programs: one object, as docs/reports.md describes it. Never translated."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from json import dumps
from typing import Any

from salescli.model.rounding import decimal
from salescli.model.workweek import NAMES
from salescli.render.report_machine import COLUMNS
from salescli.reports.counted_days import RepDays
from salescli.reports.explained import Counting, Explained, Explanation, Figure, OfRep, Term

_PLACES = 4
_KEYS = ("period", "start", "end", "group")  # said of the whole, or of the group


def json(found: Explanation) -> Iterator[str]:
    """The object in pieces, a line a figure; ids are written as they are read."""
    yield _open(_head(found)) + ', "groups": ['
    for place, group in enumerate(found.groups):
        yield ",\n" if place else "\n"
        yield _open({"group": group.name, **_cell(group), "days": [_days(one) for one in group.days]})
        yield ', "figures": ['
        for number, figure in enumerate(group.figures):
            yield ",\n" if number else "\n"
            yield from _figure(figure)
        yield "]}"
    yield "]}\n"


def _open(fields: Mapping[str, Any]) -> str:
    """The fields as an object that goes on."""
    return dumps(fields, ensure_ascii=False)[:-1]


def _head(found: Explanation) -> dict[str, Any]:
    question = found.report.question
    return {
        "period": question.period.kind,
        "start": str(question.period.start),
        "end": str(question.period.end),
        "as_of": str(question.today),
        "working_days": found.report.working_days,
        "tz": found.zone,
        "utc_offset": found.now.isoformat()[-6:],
        "week_start": NAMES[0],
        "work_week": _week(found.week),
        "country": found.country,
        "holidays": [
            {"year": year, "source": source, "estimated": estimated} for year, source, estimated in found.sources
        ],
    }


def _week(days: frozenset[int]) -> list[str]:
    return [NAMES[day][:3] for day in sorted(days)]


def _cell(group: Explained) -> dict[str, str]:
    return {"start": str(group.cell.start), "end": str(group.cell.end)}


def _days(found: RepDays) -> dict[str, Any]:
    reasons = [
        {
            "kind": one.reason.kind,
            "weight": _value(one.reason.weight),
            "count": one.length,
            "name": one.reason.name or None,
            "source": one.reason.source or None,
            "estimated": one.reason.estimated,
            "leave": [{"part": part, "reason": reason} for part, reason in one.reason.leave],
            "ranges": [[str(start), str(end)] for start, end in one.ranges],
        }
        for one in found.days
    ]
    return {"reps": found.reps, "work_week": _week(found.week), "weight": _value(found.weight), "days": reasons}


def _figure(figure: Figure) -> Iterator[str]:
    row = {name: _value(getattr(figure.row, name)) for name in COLUMNS if name not in _KEYS}
    fields = {**row, "definition": figure.metric.definition, "unit": figure.metric.unit}
    yield _open({**fields, "reps": [_rep(one) for one in figure.reps]}) + ', "counted": ['
    for place, one in enumerate(figure.counted):
        yield ", " if place else ""
        yield from _counting(one)
    yield "]}"


def _counting(one: Counting) -> Iterator[str]:
    fields = {"metric": one.metric.name, "times": _value(one.times), "counted": _value(one.counted)}
    yield _open({**fields, "activities": one.behind.activities}) + ', "ids": ['
    for place, (first, last) in enumerate(one.behind.ranges()):
        yield f"{', ' if place else ''}[{first}, {last}]"
    yield "]}"


def _rep(one: OfRep) -> dict[str, Any]:
    before, today, after = one.weights
    figures = {
        "actual": one.actual,
        "before_today": one.before,
        "target": one.pace.target,
        "target_raw": one.pace.target_raw,
        "expected": one.pace.expected,
        "expected_yesterday": one.pace.expected_before,
        "need": one.pace.need,
        "left_today": one.pace.left_today,
        "forecast": one.pace.forecast,
        "days_before": before,
        "days_today": today,
        "days_after": after,
    }
    return {
        "rep": one.rep,
        **{name: _value(value) for name, value in figures.items()},
        "terms": [_term(term) for term in one.terms],
    }


def _term(term: Term) -> dict[str, Any]:
    target = term.target
    return {
        "start": str(term.start),
        "end": str(term.end),
        "amount": _value(term.amount),
        "per": target.per,
        "divisor": term.divisor,
        "rate": _value(term.rate),
        "days": _value(term.days),
        "days_raw": term.days_raw,
        "sum": _value(term.rate * term.days),
        "own": target.rep is not None,
        "from": str(target.from_day),
        "ramp_to": target.ramp_to,
        "ramp_until": str(target.ramp_until) if target.ramp_until else None,
    }


def _value(value: str | date | int | Fraction | None) -> str | int | float | None:
    """Dates as text, fractions with at most 4 decimals."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return str(value)
    text = decimal(value, _PLACES)
    return float(text) if "." in text else int(text)
