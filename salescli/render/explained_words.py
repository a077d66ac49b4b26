"""What explains a figure, in words and sums: `40 a day × 4.5 days = 180`."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from salescli.i18n import _
from salescli.model.metrics import METRICS
from salescli.model.pace import Number
from salescli.model.periods import ONE_DAY
from salescli.model.rounding import decimal
from salescli.model.targets import Target
from salescli.render.target_words import rate as rate_words
from salescli.render.terminal_text import safe
from salescli.reports.explained import Figure, OfRep, Term

_PLACES = 4
_SUMMED = 6  # so many numbers are written out in a sum


def number(value: Number) -> str:
    """The value with at most 4 decimals; what was cut off is shown by an ellipsis."""
    text = decimal(value, _PLACES)
    exact = (value.numerator * 10**_PLACES) % value.denominator == 0
    return text if exact else f"{text}…"


def days_counted(days: Number) -> str:
    """`1 day`, `4.5 days`."""
    text = _("{count} day") if days == 1 else _("{count} days")
    return text.format(count=number(days))


def stretch(start: date, end: date) -> str:
    """`2026-11-16`, or `2026-11-16 to 2026-11-20`."""
    return str(start) if start == end else _("{start} to {end}").format(start=start, end=end)


def amount(target: Target) -> str:
    """`40 a day`, or of a ramp `20..40 a day`."""
    text = target.amount or ""
    return rate_words(f"{text}..{target.ramp_to}" if target.ramp_to else text, target.per)


def targets(figure: Figure, names: dict[int, str]) -> Iterator[str]:
    """`40 a day for everyone, stated from 2026-11-01: in force 2026-11-16 to 2026-11-22`, each in order."""
    found: dict[Target, list[Term]] = {}
    for rep in figure.reps:
        for term in rep.terms:
            found.setdefault(term.target, []).append(term)
    for target, terms in sorted(found.items(), key=lambda one: (min(term.start for term in one[1]), one[0].uid)):
        whose = _("everyone") if target.rep is None else safe(names.get(target.rep, ""))
        text = _("{amount} for {whose}, from {day}: in force {days}")
        if target.ramp_until:
            text = _("{amount} for {whose}, from {day}, the last amount from {until}: in force {days}")
        days = stretch(min(term.start for term in terms), max(term.end for term in terms))
        said = {"amount": amount(target), "whose": whose, "day": target.from_day, "until": target.ramp_until}
        yield text.format(days=days, **said)


def term(one: Term) -> str:
    """`40 a day × 4.5 days = 180`, `5 a week ÷ 5 days = 1 a day × 4 days = 4`."""
    product = f"{days_counted(one.days)} = {number(one.rate * one.days)}"
    if one.target.per == "day":
        return f"{rate_words(number(one.amount), 'day')} × {product}"
    shared = rate_words(number(one.amount), one.target.per)
    return f"{shared} ÷ {days_counted(one.divisor)} = {rate_words(number(one.rate), 'day')} × {product}"


def arithmetic(terms: Sequence[Term]) -> Iterator[str]:
    """Each term with its days, and where there are several what they come to."""
    if not terms:
        yield _("no working day with a target in force")
        return
    if len(terms) == 1:
        yield term(terms[0])
        return
    for one in terms:
        yield f"{stretch(one.start, one.end)}: {term(one)}"
    yield summed([one.rate * one.days for one in terms])


def summed(values: Sequence[Number]) -> str:
    """`180 + 200 = 380`; of many, how many they are."""
    if len(values) == 1:
        return number(values[0])
    total = number(sum(values))
    if len(values) > _SUMMED:
        return _("the sum of these {count} = {total}").format(count=len(values), total=total)
    return f"{' + '.join(map(number, values))} = {total}"


def status(figure: Figure, today: date, start: date, end: date) -> str:
    """`behind: 7 is less than 80, the target through 2026-11-17`."""
    row, paced = figure.row, figure.together
    if paced is None or not paced.target:
        return _("none: nothing is asked")
    if today < start:
        return _("none: it begins on {day}").format(day=start)
    values = {
        "actual": number(row.actual),
        "target": number(paced.target),
        "now": number(paced.expected),
        "before": number(paced.expected_before),
        "today": min(today, end),
        "yesterday": min(today - ONE_DAY, end),
    }
    texts = {
        "met": _("met: {actual} is at least {target}, the target"),
        "ahead": _("ahead: {actual} is at least {now}, the target through {today}"),
        "on track": _("on track: {actual} is at least {before}, the target through {yesterday}"),
        "behind": _("behind: {actual} is less than {before}, the target through {yesterday}"),
    }
    return texts[row.status or "behind"].format(**values)


def need(one: OfRep, *, begun: bool) -> str:
    """`⌈(180 − 1) ÷ 2.5 days⌉ = 72`: what each remaining day must bring."""
    if not begun:
        return _("nothing yet: the period has not begun")
    if one.pace.need is None:
        return _("no working day is left")
    if one.actual >= one.pace.target:
        return _("0: the target is met")
    _before, today, after = one.weights
    target, found = number(one.pace.target), number(one.pace.need)
    if one.pace.left_today:
        return f"⌈({target} − {number(one.before)}) ÷ {days_counted(today + after)}⌉ = {found}"
    text = _("{sum} for the days after today")
    return text.format(sum=f"⌈({target} − {number(one.actual)}) ÷ {days_counted(after)}⌉ = {found}")


def left_today(one: OfRep) -> str:
    """`⌈(180 − 1) × 1 ÷ 2.5 days⌉ − 6 = 66`; never below 0."""
    _before, today, after = one.weights
    missing = f"({number(one.pace.target)} − {number(one.before)})"
    done, found = number(one.actual - one.before), number(one.pace.left_today or 0)
    text = f"⌈{missing} × {number(today)} ÷ {days_counted(today + after)}⌉ − {done}"
    return f"{text} = {found}" if one.pace.left_today else _("{sum} is not above 0: 0").format(sum=text)


def forecast(one: OfRep, *, over: bool) -> str:
    """`1 + max(6, 0.5 × 1) + 0.5 × 2 = 8, at 1 ÷ 2 days = 0.5 a day`."""
    before, today, after = one.weights
    if over:
        return _("{actual}: the period is over").format(actual=number(one.actual))
    if one.pace.forecast is None:
        return _("none yet: no working day is over")
    r = number(Fraction(one.before) / before)
    total = f"{number(one.before)} + max({number(one.actual - one.before)}, {r} × {number(today)})"
    total += f" + {r} × {number(after)} = {number(one.pace.forecast)}"
    text = _("{sum}, at {before} ÷ {days} = {rate} a day")
    return text.format(sum=total, before=number(one.before), days=days_counted(before), rate=r)


def part(one: OfRep) -> str:
    """A rep's line in a team's figure: `7 of 180 = 40 a day × 4.5 days; by now 120; 72 a day; 66 today; forecast 8`."""
    if not one.terms:
        return number(one.actual)
    texts = [
        _("{actual} of {target}").format(actual=number(one.actual), target=number(one.pace.target)),
        ", ".join(map(term, one.terms)),
        _("by now {number}").format(number=number(one.pace.expected)),
    ]
    if one.pace.need is not None:
        texts.append(_("{number} a day").format(number=number(one.pace.need)))
    if one.pace.left_today is not None:
        texts.append(_("{number} today").format(number=number(one.pace.left_today)))
    if one.pace.forecast is not None:
        texts.append(_("forecast {number}").format(number=number(one.pace.forecast)))
    return "; ".join(texts)


def definition(figure: Figure) -> str:
    """The metric in words, with whose doing it counts."""
    metric = figure.metric
    if metric.name in METRICS:
        return _("{definition}; what the rep did, not what came in").format(definition=metric.definition)
    return metric.definition
