"""What `report` does once it is understood: of which state of the file, in which view, with which exit code."""

import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from salescli.cli import session
from salescli.cli.report_out import FOR_PEOPLE, Out, Text, deliver
from salescli.cli.report_question import Asked, question, ranked, without_names
from salescli.i18n import _
from salescli.model.errors import Misuse, NotFound
from salescli.model.shares import accept_share
from salescli.model.when import AS_OF, understand
from salescli.render.report import view
from salescli.render.report_machine import data as rows_of
from salescli.render.report_rows import Data
from salescli.reports import restated
from salescli.reports.aggregate import aggregated
from salescli.reports.execution import report as build
from salescli.reports.quality import in_short
from salescli.reports.result import Question, Report
from salescli.store import open as opening
from salescli.store import settings
from salescli.store.operation import utc_text
from salescli.store.past import Past, one_moment

STREAKS_SHOWN = 10  # reps

Views = tuple[Text, Callable[[], Data] | None]
"""What people see, and what programs get, if that is another thing."""


class Shown(NamedTuple):
    """How a report is wanted: options as typed."""

    as_of: str | None = None
    diff: str | None = None
    explain: bool = False
    check: bool = False
    fail_under: str | None = None
    rank: str | None = None
    privacy: str | None = None


class State(NamedTuple):
    """The state of the file that is reported: as it stands (no `past`), or as it was known.

    With the local time and the zone of then; without a zone the machine's.
    """

    connection: sqlite3.Connection
    past: Past | None
    now: datetime
    zone: tzinfo | None


def run(asked: Asked, shown: Shown, out: Out) -> int:
    """Report; returns the exit code. Raises Misuse for words that are not understood."""
    if shown.explain:
        from salescli.render.explained import accept_form

        accept_form(out.form)
        if out.columns is not None:
            raise Misuse(_("--explain is no table of rows: leave --columns out"))
    share = accept_share(shown.fail_under) if shown.fail_under is not None else None
    if shown.diff is not None and (shown.explain or shown.check or share):
        raise Misuse(_("--diff is of what moved, --explain and --check are of the report: one at a time"))
    connection = opening.for_reading()
    with one_moment(connection):
        state = state_of(connection, shown.as_of)
        with restated.known(state.past):
            wanted = without_names(ranked(question(connection, asked, state.now), shown.rank), shown.privacy)
            if shown.privacy and (shown.diff is not None or shown.explain):
                raise Misuse(_("--diff and --explain name reps: leave --privacy out"))
            # a year of days is read for streaks: people are shown those of a few, programs all
            wanted = replace(wanted, streaks=STREAKS_SHOWN if out.form in FOR_PEOPLE else sys.maxsize)
            excel = out.excel or settings.read(connection, "csv-excel") == "yes"
        if shown.diff is not None:
            (text, data), code = _moved(state, wanted, shown.diff, out), 0
        else:
            found = _found(state, wanted, people=out.form in FOR_PEOPLE and not shown.explain)
            found = aggregated(found) if shown.privacy else found
            text, data = _explained(state, found) if shown.explain else (partial(view, found), partial(rows_of, found))
            code = _checked(state, found, share) if shown.check or share else 0
    connection.close()  # before anything is printed: whoever reads slowly keeps nobody from logging
    deliver(out, text, data, excel=excel, zone=state.zone)
    return code


def _moved(state: State, wanted: Question, since: str, out: Out) -> Views:
    """What moved since the time of --diff, read at once. Raises Misuse where that is after the state reported."""
    from salescli.render import difference

    with restated.known(state.past):  # in the zone of then
        then, _at = _known_at(state.connection, since, state.now)
    found = restated.difference(state.connection, wanted, then, state.past)
    if out.form in FOR_PEOPLE:
        pieces = list(difference.view(found, out.form, zone=state.zone, columns=out.page[1]))
        return lambda **_how: iter(pieces), None
    data = difference.data(found)
    return partial(difference.view, found), lambda: data


def _found(state: State, wanted: Question, *, people: bool) -> Report:
    """The report; for people also what has moved since its period ended, and for a team what is doubtful."""
    if not people:
        with restated.known(state.past):
            return build(state.connection, wanted)
    with restated.known(state.past):
        doubts = in_short(state.connection, wanted) if len(wanted.selection.reps) != 1 else []
        found = build(state.connection, wanted)
    moved = restated.since_the_end(state.connection, found, _at_the_end(state, wanted), state.past)
    return replace(found, restated=moved, doubts=doubts)


def _explained(state: State, found: Report) -> Views:
    """How the figures come about: read from the file at once, put into words as it is printed."""
    from salescli.render.explained import view as in_words
    from salescli.reports.explaining import explain

    with restated.known(state.past):
        explanation = explain(state.connection, found, state.now)
    return partial(in_words, explanation), None


def _checked(state: State, found: Report, share: Fraction | None) -> int:
    """The exit code for cron; the line that says why goes to stderr, with --quiet too."""
    from salescli.render.checked import sentence
    from salescli.reports.checked import is_in_force, judge

    with restated.known(state.past):
        verdict = judge(found, share, in_force=is_in_force(state.connection, found.question))
    if verdict.code:
        sys.stdout.flush()
        sys.stderr.write(sentence(verdict) + "\n")
    return verdict.code


def state_of(connection: sqlite3.Connection, as_of: str | None) -> State:
    """The state asked for. Raises Misuse for a time to come, NotFound for one before there was anything."""
    now = session.local_now(connection)
    if as_of is None:
        return State(connection, None, now, session.zone(connection))
    past, at = _known_at(connection, as_of, now)
    with past.shown():
        zone = session.zone(connection)
        return State(connection, past, at.astimezone(zone), zone)


def _known_at(connection: sqlite3.Connection, text: str, now: datetime) -> tuple[Past, datetime]:
    """What was known at a WHEN, and the instant meant; of today what is known now."""
    order = session.date_order(connection)
    at, timed = understand(text, now=now, zone=session.zone(connection), purpose=AS_OF, date_order=order)
    if at > now:
        if timed or at.date() > now.date():
            when = at.isoformat(sep=" ")[:16] if timed else at.date()
            raise Misuse(_("{when} is still to come: nothing is known of it yet").format(when=when))
        at = now
    past = Past(connection, utc_text(at))
    if not past.knows_anything:
        raise NotFound(_("nothing was in the file yet at {when}").format(when=at.isoformat(sep=" ")[:16]))
    return past, at


def _at_the_end(state: State, wanted: Question) -> Past | None:
    """What was known when the period ended, at midnight of the reader; None while it goes on."""
    if wanted.today <= wanted.period.end:
        return None
    midnight = datetime.combine(wanted.period.end + timedelta(days=1), time())
    local = midnight.replace(tzinfo=state.zone) if state.zone else midnight.astimezone()
    return Past(state.connection, utc_text(local - timedelta(seconds=1)))
