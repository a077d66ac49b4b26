"""From the filters of `list` and `export` to the activities meant."""

import sqlite3
from datetime import date
from typing import NamedTuple

from salescli.cli.report_question import day_of, selection
from salescli.i18n import _
from salescli.model import periods
from salescli.model.errors import Misuse
from salescli.model.vocabulary import ascii_safe
from salescli.store.activity_filters import Filters

TOUCHES = ("first", "follow-up", "attempt")


class Asked(NamedTuple):
    """The words after the options; None and empty where not given."""

    period: str | None = None
    on: str | None = None
    last: bool = False
    since: str | None = None
    until: str | None = None
    reps: tuple[str, ...] = ()
    customer: str | None = None
    channels: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    touch: str | None = None


def filters(connection: sqlite3.Connection, asked: Asked) -> Filters:
    """The filters meant. Raises NotFound for an unknown rep or customer, else Misuse."""
    shared = selection(connection, list(asked.reps), list(asked.outcomes), list(asked.channels))
    since, until = days(connection, asked)
    if asked.touch is not None and asked.touch not in TOUCHES:
        message = _("--touch is first, follow-up or attempt, not {text}")
        raise Misuse(message.format(text=ascii_safe(asked.touch)))
    return Filters(
        since=since,
        until=until,
        reps=shared.reps,
        customer=_customer(connection, asked.customer) if asked.customer is not None else None,
        channels=shared.channels,
        outcomes=shared.outcomes,
        touch=asked.touch,
    )


def _customer(connection: sqlite3.Connection, name: str) -> int:
    from salescli.store.near_lookup import customer_named

    return customer_named(connection, name).id


def days(connection: sqlite3.Connection, asked: Asked) -> tuple[date | None, date | None]:
    """All time unless said; a period as in `report`, `--on` alone is that day."""
    stated = asked.period is not None or asked.on is not None or asked.last
    if stated and (asked.since is not None or asked.until is not None):
        raise Misuse(_("either a period (week, --on, --last) or a range (--since, --until), not both"))
    if stated:
        kind = asked.period or ("day" if asked.on is not None else "week")
        if kind not in periods.KINDS:
            message = _("no such period: {text}; there are {known}")
            raise Misuse(message.format(text=ascii_safe(kind), known=", ".join(periods.KINDS)))
        period = periods.containing(kind, day_of(connection, asked.on))
        period = periods.before(period) if asked.last else period
        return period.start, period.end
    since = day_of(connection, asked.since) if asked.since is not None else None
    until = day_of(connection, asked.until) if asked.until is not None else None
    if since and until and since > until:
        message = _("--since {start} is after --until {end}: turn them round")
        raise Misuse(message.format(start=since, end=until))
    return since, until
