"""Which years of holidays are kept in the file, and keeping those that are missing. Kept ones stay as they are."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime

from salescli.cli import session
from salescli.i18n import _
from salescli.model.errors import Impossible
from salescli.store import calendar_write, settings
from salescli.store.operation import Operation, writing

FARTHEST = 30  # years back; of what is older, the years that lines name


def years_needed(connection: sqlite3.Connection, now: datetime, since: int | None = None) -> list[int]:
    """From the year before the first activity or target, or before `since`, to the year after this one."""
    this = now.year
    first = min(year for year in (calendar_write.first_year(connection), since, this) if year is not None)
    years = range(max(first - 1, this - FARTHEST), this + 2)
    return sorted({*years, min(since or this, this + 1)})


def top_up(
    connection: sqlite3.Connection, now: datetime, waiting: Callable[[], None], since: int | None = None
) -> list[int]:
    """Keep the years that are missing, in an operation that undo passes over; returns them. Nothing without a country.

    `now` is in the reader's zone, `since` a year that is about to be written of.
    Where the library is not there, people are told, and nothing else fails.
    """
    country = settings.read(connection, "country")
    missing = _missing(connection, country, years_needed(connection, now, since)) if country else []
    if not country or not missing:
        return []
    try:
        with writing(connection, "config", now, waiting=waiting) as operation:
            return keep(operation, country, missing)
    except Impossible as error:
        session.message(_("the holidays of {year} are not kept: {reason}").format(year=missing[-1], reason=error))
        return []


def keep(operation: Operation, country: str, years: Iterable[int]) -> list[int]:
    """Keep those of the years that are not kept yet, as the library knows them now; returns them."""
    from salescli.exchange.public_holidays import of_year

    missing = _missing(operation.connection, country, years)
    for year in missing:
        known = of_year(country, year)
        calendar_write.keep_year(
            operation, country, year, source=known.source, estimated=known.estimated, days=known.days
        )
    return missing


def _missing(connection: sqlite3.Connection, country: str, years: Iterable[int]) -> list[int]:
    kept = calendar_write.kept_years(connection, country)
    return [year for year in years if year not in kept]


def set_country(operation: Operation, country: str, now: datetime) -> str:
    """Keep the years that reports need of a country that is just being set; returns the line that says so."""
    from salescli.exchange.public_holidays import parts

    keep(operation, country, years_needed(operation.connection, now))
    line = kept_in_words(operation.connection, country)
    known = [] if "-" in country else [f"{country}-{code}" for code in dict.fromkeys(parts(country).values())]
    if not known:
        return line
    more = _("only what all of {country} shares; a part of it: {parts}")
    return line + " · " + more.format(country=country, parts=", ".join([*known[:3], "…"][: len(known) + 1]))


def kept_in_words(connection: sqlite3.Connection, country: str) -> str:
    """`holidays kept: CN 2025 to 2027 · holidays 0.109 · estimated: 2027 (not announced yet)`."""
    kept = calendar_write.kept_years(connection, country)
    sources = ", ".join(dict.fromkeys(one.source for one in kept.values()))
    years = _("{first} to {last}").format(first=min(kept), last=max(kept))
    parts = [_("holidays kept: {country} {years}").format(country=country, years=years), sources]
    guessed = ", ".join(str(year) for year, one in kept.items() if one.estimated)
    if guessed:
        parts.append(_("estimated, not announced yet: {years}").format(years=guessed))
    return " · ".join(parts)
