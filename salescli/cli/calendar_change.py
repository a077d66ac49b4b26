"""What `calendar add` and `calendar drop` do, and the line that says so."""

import sqlite3
from contextlib import suppress

from salescli.cli import session
from salescli.cli.calendar_years import top_up
from salescli.i18n import _
from salescli.model.errors import Misuse, NotFound
from salescli.model.names import accept_name
from salescli.model.periods import Period
from salescli.model.vocabulary import ascii_safe
from salescli.model.workweek import each_day
from salescli.render import day_words
from salescli.render.terminal_text import safe
from salescli.store import calendar_write
from salescli.store import open as opening
from salescli.store.calendar_days import Days, days_of
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
