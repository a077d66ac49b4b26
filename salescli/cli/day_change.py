"""`day off` and `day on`: leave taken, and taken back. One line on stdout each."""

import sqlite3

from salescli.cli import session
from salescli.cli.day_said import stretch
from salescli.cli.line_grammar import Line
from salescli.i18n import _
from salescli.model.errors import Misuse, NotFound
from salescli.model.vocabulary import ascii_safe
from salescli.model.workweek import each_day
from salescli.render import day_words
from salescli.store import leave, reps
from salescli.store import open as opening
from salescli.store.operation import writing

HALVES = {"am": "am", "pm": "pm", "morning": "am", "afternoon": "pm"}
LONGEST_REASON = 200  # characters


def off(line: Line) -> None:
    """Take the days off and print what was understood; the rep is made where he is new."""
    from salescli.cli.calendar_years import top_up
    from salescli.cli.clock import present
    from salescli.cli.rep_named import asking, found_or_made
    from salescli.reports.leave_effect import effect

    part, reason = _part(line), _reason(line)
    readable = opening.for_reading() if opening.exists(opening.location()) else None
    name = session.who(readable, line.options.get("rep"))
    _kind, start, end = stretch(readable, line.words, _("off when? salescli day off tomorrow"))
    connection = opening.for_writing(waiting=session.say_waiting)
    for year in range(start.year, end.year + 1):
        top_up(connection, session.local_now(connection), session.say_waiting, year)

    def write(known_as: int | None) -> str:
        with writing(connection, "day", present(), waiting=session.say_waiting) as operation:
            rep, new = found_or_made(operation, name, joined=None, new="new" in line.options, known_as=known_as)
            changed = leave.take(operation, rep.id, each_day(start, end), part, reason)
        told = reason or leave.taken(connection, rep.id, start, start)[start][part]
        words = day_words.off(rep.name, start, end, part, effect(connection, rep, start, end, part), told)
        return " · ".join([words, *[_("new rep")] * new, *[_("unchanged")] * (not changed)])

    session.answer(asking(write))


def on(line: Line) -> None:
    """Take leave and confirmed zeros of the days away. Raises NotFound where there is neither."""
    from salescli.cli.clock import present

    opening.for_reading().close()
    connection = opening.for_writing(waiting=session.say_waiting)
    rep = whose(connection, line)
    _kind, start, end = stretch(connection, line.words, _("on again when? salescli day on tomorrow"))
    with writing(connection, "day", present(), waiting=session.say_waiting) as operation:
        taken = leave.taken(connection, rep.id, start, end)
        confirmed = leave.confirmed(connection, rep.id, start, end)
        if not taken and not confirmed:
            message = _("{rep} has no leave and no closed day: {days}; see salescli day list")
            raise NotFound(message.format(rep=day_words.named(rep.name), days=day_words.days(start, end)))
        leave.give_back(operation, rep.id, taken)
        leave.reopen(operation, rep.id, confirmed)
    session.answer(day_words.on(rep.name, list(taken), confirmed))


def whose(connection: sqlite3.Connection, line: Line) -> reps.Rep:
    """The rep named, else the own one. Raises NotFound where there is none of that name."""
    from salescli.cli.scope import named_rep

    return named_rep(connection, session.who(connection, line.options.get("rep")))


def _part(line: Line) -> str:
    """`day`, `am` or `pm`."""
    text = line.options.get("half")
    if text is None:
        return "day"
    if text.strip().lower() not in HALVES:
        raise Misuse(_("--half is am or pm, not {text}").format(text=ascii_safe(text)))
    return HALVES[text.strip().lower()]


def _reason(line: Line) -> str | None:
    """The reason, white space collapsed."""
    text = " ".join(line.options.get("reason", "").split())
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise Misuse(_("the reason has characters that no text holds; type it again"))
    if len(text) > LONGEST_REASON:
        raise Misuse(_("the reason is longer than {most} characters").format(most=LONGEST_REASON))
    return text or None
