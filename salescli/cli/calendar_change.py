"""What `calendar add`, `drop` and `refresh` do, and the lines that say so."""

import sqlite3
from contextlib import suppress

from salescli.cli import session
from salescli.cli.calendar_years import top_up
from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse, NotFound
from salescli.model.names import accept_name
from salescli.model.periods import Period
from salescli.model.vocabulary import ascii_safe
from salescli.model.workweek import each_day
from salescli.render import day_words
from salescli.render.terminal_text import safe
from salescli.store import calendar_write, settings
from salescli.store import open as opening
from salescli.store.calendar_days import Days, days_of
from salescli.store.calendar_write import KeptYear
from salescli.store.operation import writing

_LONGEST_WHEN = 5  # words


def add(words: list[str], *, work: bool) -> str:
    """State that days are off for everybody, or worked. Raises Misuse without a day or a name."""
    from salescli.cli.clock import present

    path = opening.location()
    readable = opening.for_reading() if opening.exists(path) else None  # understood before a file is made for it
    period, rest = _dated(readable, words)
    if not rest:
        example = _("what is {day}? salescli calendar add {day} Founders' Day")
        raise Misuse(example.format(day=period.start))
    name = accept_name(" ".join(rest), _("day"))
    connection = opening.for_writing(waiting=session.say_waiting)
    top_up(connection, session.local_now(connection), session.say_waiting, period.start.year)
    before = days_of(connection, period.start, period.end)
    with writing(connection, "calendar", present(), waiting=session.say_waiting) as operation:
        for day in each_day(period.start, period.end):
            calendar_write.add_day(operation, day, works=work, name=name)
    stated = _("worked by who has the file's work week") if work else _("day off for everybody")
    line = _("calendar: {days} · {name} · {stated} (before: {state})")
    days = day_words.days(period.start, period.end)
    return line.format(days=days, name=safe(name), stated=stated, state=_state(before))


def drop(words: list[str]) -> str:
    """Take back what was stated of days. Raises NotFound where nothing was."""
    from salescli.cli.clock import present

    opening.for_reading().close()
    connection = opening.for_writing(waiting=session.say_waiting)
    period, rest = _dated(connection, words)
    if rest:
        raise Misuse(_("{words}: say the day alone").format(words=ascii_safe(" ".join(words))))
    top_up(connection, session.local_now(connection), session.say_waiting, period.start.year)
    own = calendar_write.own_days(connection, period.start, period.end)
    days = day_words.days(period.start, period.end)
    if not own:
        message = _("nothing of your own is stated of {days}; salescli calendar show {month} tells what is")
        raise NotFound(message.format(days=days, month=period.start.isoformat()[:7]))
    with writing(connection, "calendar", present(), waiting=session.say_waiting) as operation:
        for one in own:
            calendar_write.drop_day(operation, one.day)
    names = ", ".join(dict.fromkeys(safe(one.name) for one in own))
    state = _state(days_of(connection, period.start, period.end))
    return _("calendar: {days} · {names} dropped (now: {state})").format(days=days, names=names, state=state)


def _state(days: Days) -> str:
    """`National Day, day off`, `working day`: what a day is by the file's calendar; of several, the working days."""
    if len(days.days) > 1:
        return _("working days: {n}").format(n=days.scheduled)
    day = days.days[0]
    what = _("working day") if day.scheduled else _("day off") if day.states is False else _("not in the work week")
    return f"{safe(day.name)}, {what}" if day.name else what


def _dated(connection: sqlite3.Connection | None, words: list[str]) -> tuple[Period, list[str]]:
    """The days that the first words name, as many as make one, and the rest. Raises Misuse as a WHEN does."""
    from salescli.cli.day_said import stretch

    otherwise = _("which day? salescli calendar add 2026-12-24 Christmas Eve")
    for count in range(min(len(words), _LONGEST_WHEN), 1, -1):
        with suppress(Misuse):
            return stretch(connection, tuple(words[:count]), otherwise), words[count:]
    return stretch(connection, tuple(words[:1]), otherwise), words[1:]


def refresh(text: str | None) -> str:
    """Take the library's present version of the years not announced when they were kept, or of the one named.

    Raises Impossible where no country is set, or the library is not there.
    """
    from salescli.cli.clock import present

    opening.for_reading().close()
    year = _year(text) if text is not None else None
    connection = opening.for_writing(waiting=session.say_waiting)
    country = settings.read(connection, "country")
    if country is None:
        raise Impossible(_("no country is set: salescli config set country CN"))
    now = session.local_now(connection)
    kept = calendar_write.kept_years(connection, country)
    added = [] if year in kept else top_up(connection, now, session.say_waiting, year)
    years = _unsure(kept, now.year) if year is None else [year]
    with writing(connection, "calendar", present(), waiting=session.say_waiting) as operation:
        from salescli.exchange.public_holidays import of_year

        told = []
        for one in years:
            known = of_year(country, one)
            new = KeptYear(*known)
            told.append(_told(kept.get(one), new))
            if one not in kept or (kept[one].days, kept[one].estimated) != (new.days, new.estimated):
                calendar_write.keep_year(
                    operation, country, one, source=new.source, estimated=new.estimated, days=new.days
                )
    told += [_told(None, calendar_write.kept_years(connection, country)[one]) for one in added if one not in years]
    nothing = _(
        "nothing to refresh: no year of {country} that is kept is estimated; a year: salescli calendar refresh {year}"
    )
    return "\n".join(told) or nothing.format(country=country, year=now.year)


def _unsure(kept: dict[int, KeptYear], this: int) -> list[int]:
    """Estimated years that are not over, and those before them: make-up days move across the turn of a year."""
    estimated = [year for year, one in kept.items() if one.estimated and year >= this]
    return sorted({one for year in estimated for one in (year - 1, year) if one >= this and one in kept})


def _told(before: KeptYear | None, after: KeptYear) -> str:
    """A line on the year, and one on each day that moved: `  2027-02-06 +Spring Festival`."""
    head = f"{after.country} {after.year}"
    sure = _("estimated, not announced yet") if after.estimated else _("announced")
    if before is None:
        return _("{year}: kept · {source} · {sure}").format(year=head, source=after.source, sure=sure)
    moved = calendar_write.moved(before.days, after.days)
    sources = " → ".join(dict.fromkeys((before.source, after.source)))
    if not moved:
        return _("{year}: as it was · {sources} · {sure}").format(year=head, sources=sources, sure=sure)
    changed = _("{year}: changed · {sources} · {sure}").format(year=head, sources=sources, sure=sure)
    return "\n".join([changed, *(f"  {line}" for line in moved)])


def _year(text: str) -> int:
    word = text.strip()
    if not (word.isascii() and word.isdecimal() and len(word) == len("2026")):
        raise Misuse(_("{text} is no year: salescli calendar refresh 2027").format(text=ascii_safe(text)))
    return int(word)
