"""What `calendar refresh` does: it takes the library's present word for that of before, and says what moved."""

import sqlite3

from salescli.cli import session
from salescli.cli.calendar_years import top_up
from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse
from salescli.model.vocabulary import ascii_safe
from salescli.store import calendar_write, settings
from salescli.store import open as opening
from salescli.store.calendar_write import KeptYear, moved
from salescli.store.operation import writing

_FIRST, _LAST = 1900, 2100  # what a library of holidays may know


def refresh(text: str | None) -> str:
    """Take the present version of the years not announced when they were kept, or of the one named; in words.

    Raises Impossible where no country is set, or the library is not there, Misuse for what is no year.
    """
    opening.for_reading().close()
    year = _year(text) if text is not None else None
    connection = opening.for_writing(waiting=session.say_waiting)
    country = settings.read(connection, "country")
    if country is None:
        raise Impossible(_("no country is set: salescli config set country CN"))
    this = session.local_now(connection).year
    before = calendar_write.kept_years(connection, country)
    top_up(connection, session.local_now(connection), session.say_waiting)
    asked = [year] if year else [one for one, kept in before.items() if kept.estimated and one >= this]
    known = _taken(connection, country, asked)
    added = calendar_write.kept_years(connection, country).keys() - before.keys() - known.keys()
    told = [_told(before.get(one), known[one]) for one in asked]
    told += [_told(None, calendar_write.kept_years(connection, country)[one]) for one in sorted(added)]
    if year is None:
        told += _otherwise(before, country, this)
    nothing = _(
        "nothing to refresh: no kept year of {country} is estimated; name one: salescli calendar refresh {year}"
    )
    return "\n".join(told) or nothing.format(country=country, year=this)


def _taken(connection: sqlite3.Connection, country: str, years: list[int]) -> dict[int, KeptYear]:
    """The years as the library knows them now, kept where that is something else."""
    from salescli.cli.clock import present
    from salescli.exchange.public_holidays import of_year

    known = {year: KeptYear(*of_year(country, year)) for year in years}
    kept = calendar_write.kept_years(connection, country)
    with writing(connection, "calendar", present(), waiting=session.say_waiting) as operation:
        for year, new in known.items():
            if year not in kept or not _same(kept[year], new):
                calendar_write.keep_year(
                    operation, country, year, source=new.source, estimated=new.estimated, days=new.days
                )
    return known


def _same(one: KeptYear, other: KeptYear) -> bool:
    return (one.days, one.estimated) == (other.days, other.estimated)


def _otherwise(kept: dict[int, KeptYear], country: str, this: int) -> list[str]:
    """Announced years that are not over and that the library has otherwise: they are left, and told of.

    A make-up day of a January can lie in the December before, and be announced when that year was long kept.
    """
    from salescli.exchange.public_holidays import of_year

    told = []
    for year in [year for year, one in kept.items() if year >= this and not one.estimated]:
        new = KeptYear(*of_year(country, year))
        if not _same(kept[year], new):
            message = _("{country} {year}: left as it was; {source} has other days: salescli calendar refresh {year}")
            told.append(message.format(country=country, year=year, source=new.source))
    return told


def _told(before: KeptYear | None, after: KeptYear) -> str:
    """A line on the year, and one on each day that moved: `  2027-02-06 +Spring Festival`."""
    head = f"{after.country} {after.year}"
    sure = _("estimated, not announced yet") if after.estimated else _("announced")
    if before is None:
        return _("{year}: kept · {source} · {sure}").format(year=head, source=after.source, sure=sure)
    if _same(before, after):
        return _("{year}: as it was · {source} · {sure}").format(year=head, source=before.source, sure=sure)
    sources = " → ".join(dict.fromkeys((before.source, after.source)))
    changed = _("{year}: changed · {sources} · {sure}").format(year=head, sources=sources, sure=sure)
    return "\n".join([changed, *(f"  {line}" for line in moved(before.days, after.days))])


def _year(text: str) -> int:
    word = text.strip()
    if not (word.isascii() and word.isdecimal() and _FIRST <= int(word) <= _LAST):
        message = _("{text} is no year from {first} to {last}: salescli calendar refresh 2027")
        raise Misuse(message.format(text=ascii_safe(text), first=_FIRST, last=_LAST))
    return int(word)
