"""Many lines: `log -` takes them from stdin, all or nothing. Blank lines, and those that begin with #, say nothing."""

import os
import sys

from salescli.cli import line_meaning, log, session
from salescli.cli.line_grammar import QUIET, REP, parse, split
from salescli.cli.log_prompt import without_program
from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse, SalescliError
from salescli.store import open as opening
from salescli.store.log_line import Logged, NearName, Said
from salescli.store.log_line import log as write
from salescli.store.operation import Operation, writing


def from_stdin(typed: list[str]) -> int:
    """Log the lines of stdin in one transaction; the first one that cannot be logged is named, and nothing is.

    `typed` is what follows the `-`: --rep for the lines that name none, -q.
    """
    options = parse(typed, (REP, QUIET))
    if options.words or "help" in options.options:
        raise Misuse(_("log - takes --rep NAME and -q alone; the lines come in on stdin"))
    if "quiet" in options.options:
        session.be_quiet()
    lines = _lines()
    path = opening.location()
    connection = opening.for_writing(waiting=session.say_waiting) if opening.exists(path) else None
    context = line_meaning.Context(connection)
    if "rep" in options.options:
        context.rep = session.who(connection, options.options["rep"])
    said = [(number, *_said(number, line, context)) for number, line in lines]
    if not said:
        session.message(_("no line came in; nothing was logged"))
        return 0
    connection = connection or opening.for_writing(waiting=session.say_waiting)
    for day in {each.day[:4]: each for _number, each, _timed in said}.values():
        log.keep_holidays(connection, day, context)
    with writing(connection, "log", context.now, waiting=session.say_waiting) as operation:
        logged = [_written(number, operation, each) for number, each, _timed in said]
    from salescli.render.log_answer import answer

    for (_number, each, timed), result in zip(said, logged, strict=True):
        session.answer(answer(connection, each, result, context.now.date(), timed=timed))
    return 0


def _lines() -> list[tuple[int, str]]:
    """The lines of stdin that say something, with their numbers."""
    if sys.stdin is None or getattr(sys.stdin, "name", "") == os.devnull:  # the entry puts that there
        raise Impossible(_("stdin is closed: no line can come in"))
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misuse(_("the lines are not UTF-8, from byte {at} on").format(at=error.start)) from None
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), start=1))
    return [(number, line) for number, line in lines if line and not line.startswith("#")]


def _said(number: int, line: str, context: line_meaning.Context) -> tuple[Said, bool]:
    """What one line says; a leading `salescli` and `log` are forgiven."""
    try:
        rest = without_program(split(line))
        if rest[0].lower() not in line_meaning.VERBS:
            raise Misuse(log.what_verb(rest))
        said, timed = line_meaning.said_by(rest[0].lower(), rest[1:], context)
        remark = log.remark_in(said, context)
        if remark:
            from salescli.cli.near_question import without_remark

            without_remark(rest[1:], said, remark)
    except SalescliError as error:
        raise _at_line(number, error) from None
    return said, timed


def _written(number: int, operation: Operation, said: Said) -> Logged:
    try:
        return write(operation, said)
    except NearName as held:
        from salescli.cli.near_question import settle

        try:
            settle(said, held)
        except SalescliError as error:
            raise _at_line(number, error) from None
        raise


def _at_line(number: int, error: SalescliError) -> SalescliError:
    text = _("line {number}: {text}; nothing was logged").format(number=number, text=error)
    return type(error)(text) if type(error) is not NearName else Misuse(text)
