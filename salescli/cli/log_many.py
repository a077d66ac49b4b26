"""Many lines: `log -` takes them from stdin, all or nothing; a bare `log` prompts for them."""

import sys

from salescli.cli import line_meaning, log, session
from salescli.cli.line_grammar import split
from salescli.i18n import _
from salescli.model.errors import Misuse, SalescliError
from salescli.store import open as opening
from salescli.store.log_line import Logged, NearName, Said
from salescli.store.log_line import log as write
from salescli.store.operation import Operation, writing


def from_stdin() -> int:
    """Log the lines of stdin in one transaction; the first one that cannot be logged is named, and nothing is."""
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misuse(_("the lines are not UTF-8, from byte {at} on").format(at=error.start)) from None
    lines = [(number, split(line)) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    path = opening.location()
    connection = opening.for_writing(waiting=session.say_waiting) if opening.exists(path) else None
    context = line_meaning.Context(connection)
    said = [(number, *_said(number, words, context)) for number, words in lines]
    if not said:
        session.message(_("no line came in; nothing was logged"))
        return 0
    connection = connection or opening.for_writing(waiting=session.say_waiting)
    with writing(connection, "log", context.now, waiting=session.say_waiting) as operation:
        logged = [_written(number, operation, each) for number, each, _timed in said]
    from salescli.render.log_answer import answer

    for (_number, each, timed), result in zip(said, logged, strict=True):
        session.answer(answer(connection, each, result, context.now.date(), timed=timed))
    return 0


def _said(number: int, words: list[str], context: line_meaning.Context) -> tuple[Said, bool]:
    """What one line says; a leading `salescli` and `log` are forgiven."""
    try:
        rest = words
        for forgiven in ("salescli", "log"):
            rest = rest[1:] if rest and rest[0] == forgiven else rest
        if not rest or rest[0].lower() not in line_meaning.VERBS:
            raise Misuse(log.what_verb(rest or words))
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


def prompt() -> int:
    """Ask for line after line on a terminal until Ctrl-D; a refused line writes nothing and the next is asked for."""
    if not sys.stdin.isatty():
        raise Misuse(_("log what? salescli log call Acme, or salescli log - for lines on stdin"))
    from salescli.cli.prompt_editing import begin_editing

    begin_editing()
    session.message(_("One line a contact: call Acme -o na. TAB completes, Ctrl-D ends."))
    while True:
        try:
            words = split(input("salescli log> "))
        except EOFError:
            sys.stdout.write("\n")
            return 0
        if words and words[0].lower() in {"exit", "quit"}:
            return 0
        if words:
            _try(words)


def _try(words: list[str]) -> None:
    rest = words
    for forgiven in ("salescli", "log"):
        rest = rest[1:] if rest and rest[0] == forgiven else rest
    try:
        log.run(rest or words)
    except SalescliError as error:
        sys.stderr.write(_("error: {text}").format(text=error) + "\n")
