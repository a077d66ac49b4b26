"""What `calendar add`, `drop` and `refresh` do, and the lines that say so."""

import sqlite3
from datetime import date
from typing import NamedTuple

from salescli.cli import session
from salescli.cli.calendar_years import top_up
from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse, NotFound
from salescli.model.names import accept_name
from salescli.model.vocabulary import ascii_safe
from salescli.render.calendar_page import named_day
from salescli.render.terminal_text import safe
from salescli.store import calendar_write, settings
from salescli.store import open as opening
from salescli.store.calendar_days import Day, day_of
from salescli.store.calendar_write import KeptYear
from salescli.store.operation import writing

_LONGEST_WHEN = 5  # words


class Dated(NamedTuple):
    """A day, and the words after it."""

    day: date
    rest: list[str]


def add(words: list[str], *, work: bool) -> str:
    """State that a day is off for everybody, or worked. Raises Misuse without a day or a name."""
    from salescli.cli.clock import present

    path = opening.location()
    connection = opening.for_reading() if opening.exists(path) else None  # understood before a file is made for it
    dated = _dated(connection, words)
    if not dated.rest:
        example = _("what is {day}? salescli calendar add {day} Founders' Day")
        raise Misuse(example.format(day=dated.day))
    name = accept_name(" ".join(dated.rest), _("day"))
    connection = opening.for_writing(waiting=session.say_waiting)
    top_up(connection, session.local_now(connection), session.say_waiting, dated.day.year)
    before = day_of(connection, dated.day)
    with writing(connection, "calendar", present(), waiting=session.say_waiting) as operation:
        calendar_write.add_day(operation, dated.day, works=work, name=name)
    stated = _("working day for who has the file's work week") if work else _("day off for everybody")
    line = _("calendar: {day} · {name} · {stated}").format(day=named_day(dated.day), name=safe(name), stated=stated)
    return f"{line} ({_('before: {state}').format(state=_state(before))})"


def drop(words: list[str]) -> str:
    """Take back what was stated of a day. Raises NotFound where nothing was."""
    from salescli.cli.clock import present

    opening.for_reading().close()
    connection = opening.for_writing(waiting=session.say_waiting)
    dated = _dated(connection, words)
    if dated.rest:
        raise Misuse(_("{words}: say the day alone").format(words=ascii_safe(" ".join(words))))
    top_up(connection, session.local_now(connection), session.say_waiting, dated.day.year)
    own = calendar_write.own_day(connection, dated.day)
    if own is None:
        message = _("nothing of your own is stated of {day}; salescli calendar show {month}")
        raise NotFound(message.format(day=dated.day, month=dated.day.isoformat()[:7]))
    with writing(connection, "calendar", present(), waiting=session.say_waiting) as operation:
        calendar_write.drop_day(operation, dated.day)
    line = _("calendar: {day} · {name} dropped (now: {state})")
    state = _state(day_of(connection, dated.day))
    return line.format(day=named_day(dated.day), name=safe(own.name), state=state)


def _state(day: Day) -> str:
    """`National Day, day off`, `working day`: what a day is by the file's calendar."""
    what = _("working day") if day.scheduled else _("day off") if day.states is False else _("not in the work week")
    return f"{safe(day.name)}, {what}" if day.name else what


def _dated(connection: sqlite3.Connection | None, words: list[str]) -> Dated:
    """The day that the first words name, as many as make one, and the rest. Raises Misuse as a WHEN does."""
    if not words:
        raise Misuse(_("which day? salescli calendar add 2026-12-24 Christmas Eve"))
    refusal = None
    for count in range(min(len(words), _LONGEST_WHEN), 0, -1):
        try:
            return Dated(_day(connection, " ".join(words[:count])), words[count:])
        except Misuse as error:
            refusal = error  # the last is that of the first word alone
    raise refusal or Misuse(" ".join(words))


def _day(connection: sqlite3.Connection | None, text: str) -> date:
    """A day of the past where it is said; without a year, and as a bare weekday, the next one: it is a plan."""
    from salescli.cli.report_question import day_of as any_day
    from salescli.model.when import NEXT, understand

    latest = any_day(connection, text)
    now, zone, order = session.local_now(connection), session.zone(connection), session.date_order(connection)
    try:
        return understand(text, now=now, zone=zone, purpose=NEXT, date_order=order).at.date()
    except Misuse:
        return latest


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
