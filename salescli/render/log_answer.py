"""The one-line answer to a logged line: what was understood, and that day's count."""

import sqlite3
from datetime import date

from salescli.i18n import _
from salescli.model.vocabulary import channel_noun
from salescli.render.terminal_text import fit, safe
from salescli.store.log_line import Logged, Said

TOUCHES = {"first": _("first contact"), "follow-up": _("follow-up"), "attempt": _("attempt")}
SHOWN_NOTE = 40  # columns


def answer(connection: sqlite3.Connection, said: Said, logged: Logged, today: date, *, timed: bool) -> str:
    """`#214 call · Acme Corp · first contact · reached (assumed) · 15:04    today: calls 18/40`."""
    from salescli.reports.daily_count import line

    counted = line(connection, logged.rep.id, said.day, today)
    parts = " · ".join((*described(said, logged, today, timed=timed), *remarks(said, logged)))
    return f"#{logged.id} {parts}    {counted}" if counted else f"#{logged.id} {parts}"


def described(said: Said, logged: Logged, today: date, *, timed: bool) -> list[str]:
    """What was understood, part by part."""
    outcome = safe(said.outcome) if said.outcome else _("reached (assumed)")
    parts = [channel_noun(said.channel), safe(logged.customer.name), TOUCHES[logged.touch], outcome]
    parts.append(moment(said, today, timed=timed))
    if said.direction == "in":
        parts.insert(1, _("incoming"))
    if said.persons:
        parts.append(_("with {persons}").format(persons=safe(", ".join(said.persons))))
    if said.duration_s is not None:
        from salescli.model.durations import format_duration

        parts.append(format_duration(said.duration_s))
    if said.note:
        parts.append("“" + fit(safe(said.note), SHOWN_NOTE) + "”")
    if said.next_day:
        parts.append(_("next {when}").format(when=appointed(said.next_day, said.next_at)))
    return parts


def moment(said: Said, today: date, *, timed: bool) -> str:
    """The time on today, the day and the time on another; no time where none was given."""
    if said.day == today.isoformat():
        return said.at[11:16]
    return f"{said.day} {said.at[11:16]}" if timed else said.day


def appointed(day: str, at: str | None) -> str:
    """The day of a due with its weekday, and the time where one was agreed."""
    weekday = weekdays()[date.fromisoformat(day).weekday()]
    return f"{weekday} {day} {at[11:16]}" if at else f"{weekday} {day}"


def weekdays() -> tuple[str, ...]:
    """The short names of the days, Monday first."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def remarks(said: Said, logged: Logged) -> list[str]:
    """What is worth knowing beside it: what was made, what was stated against the history, what is closed or due."""
    notes = []
    if logged.new_customer:
        notes.append(_("new customer"))
    if logged.new_rep:
        notes.append(_("new rep {name}").format(name=safe(logged.rep.name)))
    if said.stated and logged.touch == "attempt":
        notes.append(_("kept as an attempt: nobody was reached"))
    elif logged.earlier and said.stated == "first":
        earlier, day, rep = logged.earlier
        text = _("contacted before: #{id} on {day} by {rep}")
        notes.append(text.format(id=earlier, day=day, rep=safe(rep)))
    notes += [_("closes the due of {day}").format(day=due.day) for due in logged.closed]
    for due in logged.still_due:
        text = _("still due {day}, {tried}") if due.tried else _("still due {day}")
        notes.append(text.format(day=appointed(due.day, due.at), tried=tries(due.tried)))
    return notes


def tries(count: int) -> str:
    """How often somebody tried: `tried once`, `tried 2 times`."""
    return _("tried once") if count == 1 else _("tried {count} times").format(count=count)
