"""`day close`: nothing was done on a day, and that is the truth."""

from datetime import date

from salescli.cli import session
from salescli.cli.day_change import whose
from salescli.cli.line_grammar import Line
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.render import day_words
from salescli.store import leave
from salescli.store import open as opening
from salescli.store.operation import writing


def close(line: Line) -> None:
    """Confirm the zero, or say why there is none to confirm. Raises Misuse for a day to come."""
    from salescli.cli.clock import present
    from salescli.reports.day_states import CONFIRMED_ZERO, OPEN, UNREPORTED, day_of

    opening.for_reading().close()
    connection = opening.for_writing(waiting=session.say_waiting)
    rep = whose(connection, line)
    today = session.local_now(connection).date()
    day = _day(line, today)
    with writing(connection, "day", present(), waiting=session.say_waiting) as operation:
        found = day_of(connection, rep, day, today)
        if found and found.state in {OPEN, UNREPORTED}:
            leave.confirm(operation, rep.id, day)
    if found is None:
        session.answer(day_words.not_his(rep, day))
    elif found.state in {OPEN, UNREPORTED, CONFIRMED_ZERO}:
        session.answer(day_words.closed(rep.name, day, again=found.state == CONFIRMED_ZERO))
    else:
        session.answer(day_words.not_closed(found))


def _day(line: Line, today: date) -> date:
    from salescli.cli.report_question import day_of

    text = " ".join(line.words)
    if ".." in text:
        raise Misuse(_("one day at a time: salescli day close yesterday"))
    connection = opening.for_reading()
    day = day_of(connection, text or None)
    connection.close()
    if day > today:
        message = _("{day} is still to come; to take it off: salescli day off {day}")
        raise Misuse(message.format(day=day))
    return day
