"""How much a target asks for and on which days, as it is typed after `target set`: `40`, or the ramp `20..40`."""

import sqlite3
from datetime import date

from salescli.cli.day_said import ahead, not_before
from salescli.cli.session import local_now
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.targets import accept_amount
from salescli.model.vocabulary import ascii_safe


def amounts(text: str, until: str | None) -> tuple[str, str | None]:
    """The amount, and of a ramp the one that it comes to. Raises Misuse where a ramp has no end, or no ramp has one."""
    first, dots, last = text.strip().partition("..")
    if not dots:
        amount = accept_amount(text)
        if until is not None:
            raise Misuse(
                _("--until is for a ramp, such as 20..40; a target ends by salescli target clear METRIC --from DAY")
            )
        return amount, None
    if any(not part or part.strip() != part or "." in {part[0], part[-1]} for part in (first, last)):
        raise Misuse(_("not a ramp: {text}; write one such as 20..40").format(text=ascii_safe(text)))
    ramp = accept_amount(first), accept_amount(last)
    if until is None:
        message = _("{text} until when? Say the day on which it comes to {last}: --until 2027-01-31")
        raise Misuse(message.format(text=ascii_safe(text), last=ramp[1]))
    return ramp


def first_day(connection: sqlite3.Connection | None, since: str | None) -> date:
    """The day from which a target holds, or ends: today, or the day said, past or to come."""
    return ahead(connection, since) if since is not None else local_now(connection).date()


def days(connection: sqlite3.Connection | None, since: str | None, until: str | None) -> tuple[date, date | None]:
    """The first day of a target, and the last of its ramp. Raises Misuse where that runs backwards."""
    start = first_day(connection, since)
    if until is None:
        return start, None
    end = not_before(connection, start, until)
    if end < start:
        message = _("--from {start} is after --until {end}: turn them round")
        raise Misuse(message.format(start=start, end=end))
    return start, end
