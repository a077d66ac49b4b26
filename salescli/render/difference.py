"""What moved in a report since a time, and why: figures then and now, the lines behind them, changes of the plan."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import groupby
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.metrics import Metric
from salescli.model.pace import Number
from salescli.model.rounding import decimal
from salescli.render.period_name import period_name
from salescli.render.records import lines as records
from salescli.render.report_rows import Data, Value, machine
from salescli.render.restated_words import cause_counted
from salescli.render.terminal_text import fit, safe
from salescli.reports.restated import Difference
from salescli.store.moved import CAUSES, Line
from salescli.store.plan_changes import OF_A_REP, Change

COLUMNS = ("metric", "cause", "id", "day", "rep", "customer", "then", "now", "logged_at", "what")
SHOWN = 10  # lines a metric, for people; programs get all


class _Row(NamedTuple):
    """One line, or one change of the plan, for programs."""

    metric: str | None
    cause: str
    id: int | None
    day: str | None
    rep: str | None
    customer: str | None
    then: Number | None
    now: Number | None
    logged_at: str
    what: str | None = None


def view(
    found: Difference, form: str, *, zone: tzinfo | None = None, columns: int = 80, excel: bool = False
) -> Iterator[str]:
    """The difference as pieces of text in one of the report's formats; times for people in the zone."""
    if form == "table":
        return (fit(line, columns) + "\n" for line in _page(found, zone))
    if form == "md":
        return _markdown(found, zone)
    return machine(data(found), form, excel=excel)


def data(found: Difference) -> Data:
    """The difference for programs."""
    question = found.question
    around: dict[str, Value] = {
        "period": question.period.kind,
        "start": question.period.start,
        "end": question.period.end,
        "as_of": question.today,
        "since": found.since,
        "moved": bool(found.figures),
    }
    return Data(COLUMNS, list(_rows(found)), around)


def _rows(found: Difference) -> Iterator[_Row]:
    metrics = {metric.name: metric for metric in found.question.metrics}
    for line in found.lines:
        then, now = (_figure(count, metrics[line.metric]) for count in (line.then, line.now))
        yield _Row(line.metric, line.cause, line.id, line.day, line.rep, line.customer, then, now, line.logged_at)
    for change in found.plan:
        day = change.body.get("day") or change.body.get("from_day")
        metric = change.body.get("metric")
        yield _Row(
            str(metric) if metric else None,
            change.entity,
            None,
            str(day) if day else None,
            change.rep,
            None,
            None,
            None,
            change.received_at,
            plan_in_words(change),
        )


def _figure(count: int, metric: Metric) -> Number:
    from fractions import Fraction

    return count if metric.divisor == 1 else Fraction(count, metric.divisor)


def _page(found: Difference, zone: tzinfo | None) -> Iterator[str]:
    """For people, line by line."""
    yield _("{period}: what moved since {when}").format(
        period=(period_name(found.question.period) or _("Report")), when=_local(found.since, zone)
    )
    yield ""
    if not found.figures:
        yield _("No figure has moved.")
    else:
        for text in records((_("Metric"), _("Whose"), _("Then"), _("Now"), _("Target")), _figures(found), "table"):
            yield text.rstrip("\n")
    yield from _moved_lines(found)
    if found.plan:
        yield ""
        yield _("Of the plan:")
        for change in found.plan:
            yield f"  {_local(change.received_at, zone)} · {plan_in_words(change)}"


def _local(instant: str, zone: tzinfo | None) -> str:
    """An instant of the record as people see it, `2026-11-18 15:04`."""
    return datetime.fromisoformat(instant).astimezone(zone).isoformat(sep=" ")[:16]


def _figures(found: Difference) -> Iterator[tuple[str, str, str, str, str]]:
    metrics = {metric.name: metric for metric in found.question.metrics}
    for one in found.figures:
        target = f"{_shown(one.target_then)} → {_shown(one.target_now)}" if one.target_then != one.target_now else ""
        whose = _("team") if not one.group else one.group
        yield metrics[one.metric].title, whose, _shown(one.then), _shown(one.now), target


def _shown(value: Number | None) -> str:
    return "0" if value is None else decimal(value, 1)


def _moved_lines(found: Difference) -> Iterator[str]:
    """A metric's lines under its name and its causes; the first of them, and how many more there are."""
    metrics = {metric.name: metric for metric in found.question.metrics}
    for name, of_metric in groupby(found.lines, key=lambda line: line.metric):
        shown: list[Line] = []
        counted = dict.fromkeys(CAUSES, 0)
        for line in of_metric:
            counted[line.cause] += 1
            if len(shown) < SHOWN:
                shown.append(line)
        yield ""
        why = ", ".join(cause_counted(cause, count) for cause, count in counted.items() if count)
        yield f"{metrics[name].title}: {why}"
        yield from (f"  {_line(line, metrics[name])}" for line in shown)
        more = sum(counted.values()) - len(shown)
        if more:
            yield "  " + _("and {count} more: salescli report --diff … -f csv").format(count=more)


def _line(line: Line, metric: Metric) -> str:
    """`#214 late · 2026-11-10 · Ann · Acme · 0 → 1 · logged 2026-11-17 11:00`."""
    words = {
        "late": _("late"),
        "edited": _("edited"),
        "deleted": _("deleted"),
        "restored": _("brought back"),
        "reclassified": _("reclassified"),
    }
    logged = _("logged {when}").format(when=line.logged_at[:16].replace("T", " "))
    moved = f"{_shown(_figure(line.then, metric))} → {_shown(_figure(line.now, metric))}"
    parts = [f"#{line.id} {words[line.cause]}", line.day, safe(line.rep), safe(line.customer or "–"), moved, logged]
    return " · ".join(parts)


def plan_in_words(change: Change) -> str:
    """One change of the plan: what it is about, and how it was put."""
    body = change.body
    names = {
        "target": _("target of {metric}: {amount} a {per} from {from_day}, {rep}"),
        "leave": _("leave of {rep}: {day} ({part})"),
        "calendar_day": _("calendar: {day} {name}"),
        "calendar_year": _("holidays of {country} {year}, {source}"),
        "rep": _("rep {rep}: {changes}"),
        "metric": _("metric {name}"),
        "setting": _("setting {name}: {value}"),
    }
    words = {name: safe(str(value)) if value is not None else _("none") for name, value in body.items()}
    words["rep"] = safe(change.rep) if change.rep else _("everyone")
    words["changes"] = _changes_of_rep(change)
    line = names[change.entity].format(**words)
    if body.get("gone"):
        line = _("{what}, taken back").format(what=line)
    return line


def _changes_of_rep(change: Change) -> str:
    """`joined none → 2026-11-02`, for each thing that targets depend on and that is not as before."""
    names = {
        "joined": _("joined"),
        "until": _("until"),
        "targets": _("targets"),
        "work_week": _("work week"),
        "merged_into": _("merged into rep"),
    }
    before = change.before or {"targets": 1}
    return ", ".join(
        f"{names[name]} {_word(before.get(name))} → {_word(change.body.get(name))}"
        for name in OF_A_REP
        if change.body.get(name) != before.get(name)
    )


def _word(value: str | int | None) -> str:
    return _("none") if value is None else safe(str(value))


def _markdown(found: Difference, zone: tzinfo | None) -> Iterator[str]:
    head = _("{period}: what moved since {when}")
    period = period_name(found.question.period) or _("Report")
    yield f"## {head.format(period=period, when=_local(found.since, zone))}\n\n"
    yield from records((_("Metric"), _("Whose"), _("Then"), _("Now"), _("Target")), _figures(found), "md")
    yield "\n"
    cells = ([_cell(getattr(row, name)) for name in COLUMNS] for row in _rows(found))
    yield from records(COLUMNS, cells, "md")


def _cell(value: str | Number | None) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return decimal(value, 4)
