"""From the words of `report` to the question: the period, the metrics, whose work."""

import sqlite3
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from salescli.cli import session
from salescli.i18n import _
from salescli.model import metrics, periods, vocabulary
from salescli.model.errors import Misuse
from salescli.model.periods import Period
from salescli.model.vocabulary import ascii_safe
from salescli.reports.known_metrics import by_default
from salescli.reports.result import BY, Question
from salescli.reports.team import RANKS
from salescli.store.counting import Selection
from salescli.store.metrics_kept import catalogue

LAST_YEAR = 9998  # whatever holds a later day would end beyond the calendar


class Asked(NamedTuple):
    """What was typed after `report`."""

    period: str | None
    on: str | None
    last: bool
    since: str | None
    until: str | None
    by: str | None
    metrics: list[str]
    reps: list[str]
    outcomes: list[str]
    channels: list[str]


def question(connection: sqlite3.Connection, asked: Asked, now: datetime | None = None) -> Question:
    """The question meant, at that local time (else now).

    Raises Misuse for words that are not known, NotFound for a rep that is not.
    """
    if asked.by is not None and asked.by not in BY:
        message = _("no such grouping: {text}; --by {known}")
        raise Misuse(message.format(text=ascii_safe(asked.by), known=", ".join(BY)))
    now = now or session.local_now(connection)
    period = _period(connection, asked, now)
    chosen = selection(connection, asked.reps, asked.outcomes, asked.channels)
    known = catalogue(connection)
    named = tuple(dict.fromkeys(metrics.named(name, known) for name in asked.metrics))
    return Question(
        period=period,
        today=now.date(),
        metrics=named or by_default(connection, known, period, chosen.reps),
        by=asked.by,
        selection=chosen,
    )


def ranked(wanted: Question, how: str | None) -> Question:
    """The question with its ranks, which are of reps. Raises Misuse for what is no rank, and for another grouping."""
    if how is None:
        return wanted
    if how not in RANKS:
        raise Misuse(_("no such rank: {text}; --rank {known}").format(text=ascii_safe(how), known=", ".join(RANKS)))
    if wanted.by not in {None, "rep"}:
        raise Misuse(_("--rank is of reps: leave --by {by} out").format(by=wanted.by))
    return replace(wanted, by="rep", rank=how)


def without_names(wanted: Question, privacy: str | None) -> Question:
    """The question for a report without names. Raises Misuse where it is about single reps."""
    if privacy is None:
        return wanted
    if privacy != "aggregate":
        raise Misuse(_("no such privacy: {text}; --privacy aggregate").format(text=ascii_safe(privacy)))
    if wanted.selection.reps or wanted.rank or wanted.by not in {None, "rep"}:
        raise Misuse(_("--privacy aggregate is of the whole team: leave --rep and --rank out, --by too but --by rep"))
    return replace(wanted, by="rep")


def selection(connection: sqlite3.Connection, reps: list[str], outcomes: list[str], channels: list[str]) -> Selection:
    """The filters that reports and lists share. Raises NotFound for an unknown rep, else Misuse."""
    from salescli.cli.scope import named_rep
    from salescli.store.outcomes import custom

    added = custom(connection) if outcomes else {}
    return Selection(
        reps=tuple(dict.fromkeys(named_rep(connection, name).id for name in reps)),
        outcomes=tuple(dict.fromkeys(vocabulary.outcome_of(word, added) for word in outcomes)),
        channels=tuple(dict.fromkeys(vocabulary.channel_of(word) for word in channels)),
    )


def _period(connection: sqlite3.Connection, asked: Asked, now: datetime) -> Period:
    kind = asked.period or "week"
    if kind not in periods.KINDS:
        message = _("no such period: {text}; there are {known}")
        raise Misuse(message.format(text=ascii_safe(kind), known=", ".join(periods.KINDS)))
    if asked.since is None and asked.until is None:
        period = periods.containing(kind, day_of(connection, asked.on, now))
        return periods.before(period) if asked.last else period
    if asked.period or asked.on is not None or asked.last:
        raise Misuse(_("either a period (week, --on, --last) or a range (--since, --until), not both"))
    return _range(connection, asked.since, asked.until, now)


def _range(connection: sqlite3.Connection, since: str | None, until: str | None, now: datetime) -> Period:
    """From since, else the first activity, to until, else today. Raises Misuse where that runs backwards."""
    from salescli.store.counting import first_day

    end = day_of(connection, until, now)
    start = day_of(connection, since, now) if since is not None else min(first_day(connection) or end, end)
    if start > end:
        message = _("--since {start} is after --until {end}: turn them round")
        raise Misuse(message.format(start=start, end=end))
    return Period("range", start, end)


def day_of(connection: sqlite3.Connection | None, text: str | None, now: datetime | None = None) -> date:
    """The calendar day of a WHEN; today without one. Raises Misuse for what is not understood."""
    now = now or session.local_now(connection)
    if text is None:
        return now.date()
    from salescli.model.when import REPORT, understand

    order = session.date_order(connection)
    day = understand(text, now=now, zone=session.zone(connection), purpose=REPORT, date_order=order).at.date()
    if day.year > LAST_YEAR:
        raise Misuse(_("{day} is beyond the calendar of reports").format(day=day))
    return day
