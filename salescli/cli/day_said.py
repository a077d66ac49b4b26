"""The days that the words of `day` name: DATE, or DATE..DATE, where each is a WHEN without a time."""

import sqlite3
from datetime import date, datetime
from typing import TYPE_CHECKING

from salescli.cli import session
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.periods import ONE_DAY, Period
from salescli.model.vocabulary import ascii_safe

if TYPE_CHECKING:
    from salescli.model.when import Moment

LONGEST = 366  # days
BETWEEN = (" to ", " - ", "…", "–", "—", "~", "至", "到", ",")  # what else people write from day to day


def stretch(connection: sqlite3.Connection | None, words: tuple[str, ...], otherwise: str) -> Period:
    """The days that the words name, both ends included.

    Raises Misuse with the text `otherwise` where there is no word, and for days that run backwards or are too many.
    """
    if not words:
        raise Misuse(otherwise)
    text = " ".join(words)
    first, dots, last = (part.strip() for part in text.partition(".."))
    if dots and not (first and last):
        raise Misuse(_("{text} has one end; write both: 2026-12-24..2027-01-02").format(text=ascii_safe(text)))
    for part in (first, last) if dots else (first,):
        _check_is_a_day(connection, part)
    start = ahead(connection, first)
    end = not_before(connection, start, last) if dots else start
    if end < start:
        message = _("{start} is after {end}: turn them round")
        raise Misuse(message.format(start=start, end=end))
    if (end - start).days >= LONGEST:
        message = _("{start}..{end} is more than {most} days; to leave for good: salescli rep set NAME --until {last}")
        raise Misuse(message.format(start=start, end=end, most=LONGEST, last=start - ONE_DAY))
    return Period("range", start, end)


def ahead(connection: sqlite3.Connection | None, text: str, since: date | None = None) -> date:
    """A day to come, or a past one that is said outright: a weekday, and a date without a year, is the next one.

    That is from today, or the day `since`, on. Raises Misuse for what is not understood.
    """
    return _moment(connection, text, since).at.date()


def _check_is_a_day(connection: sqlite3.Connection | None, text: str) -> None:
    try:
        meant = _moment(connection, text, None)
    except Misuse:
        if any(sign in text for sign in BETWEEN):
            message = _("{text}: between two days write two dots, as in 2026-12-24..2027-01-02")
            raise Misuse(message.format(text=ascii_safe(text))) from None
        raise
    if meant.timed:
        message = _("{text} is a time, and here it takes a day; half a day off: --half am or --half pm")
        raise Misuse(message.format(text=ascii_safe(text)))


def _moment(connection: sqlite3.Connection | None, text: str, since: date | None) -> "Moment":
    from salescli.model.when import NEXT, REPORT

    try:
        return _understood(connection, text, NEXT, since)
    except Misuse as refused:
        try:
            return _understood(connection, text, REPORT, since)
        except Misuse:  # not because it is past
            raise refused from None


def _understood(connection: sqlite3.Connection | None, text: str, purpose: str, since: date | None) -> "Moment":
    from salescli.model.when import understand

    now = session.local_now(connection)
    if since is not None:
        now = datetime.combine(since, now.timetz().replace(hour=12))
    order = session.date_order(connection)
    return understand(text, now=now, zone=session.zone(connection), purpose=purpose, date_order=order)


def not_before(connection: sqlite3.Connection | None, start: date, text: str) -> date:
    """The end of a stretch: as said of today; `fri` of `mon..fri`, where that is over by then, the one after Monday.

    It may be before the start all the same.
    """
    end = ahead(connection, text)
    if end >= start:
        return end
    again = [ahead(connection, text, since) for since in (start, start + ONE_DAY)]
    return again[0] if again[0] == again[1] else end
