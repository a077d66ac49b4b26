"""Logging: one line, many lines from stdin, or a prompt. The path that forty lines a day take; it imports little."""

import sqlite3
from typing import TYPE_CHECKING

from salescli.cli import line_meaning, session
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import open as opening
from salescli.store.log_line import Logged, NearName, Said, lacks_holidays, log
from salescli.store.operation import writing

if TYPE_CHECKING:
    from salescli.model.near import Remark


def run(words: list[str]) -> int:
    """`log …` with everything after it: a verb and its line, `-` for lines on stdin, nothing for the prompt."""
    if words[:1] == ["-"]:
        from salescli.cli.log_many import from_stdin

        return from_stdin(words[1:])
    if not words:
        from salescli.cli.log_prompt import prompt

        return prompt()
    verb = words[0].lower()
    if verb not in line_meaning.VERBS:
        raise Misuse(what_verb(words))
    one(verb, words[1:])
    return 0


def what_verb(words: list[str]) -> str:
    """The refusal of a line that does not begin with a verb, with the line that was probably meant."""
    from salescli.model.vocabulary import ascii_safe

    if len(words[0]) > 2:  # noqa: PLR2004  shorter ones are nearer to everything
        from difflib import get_close_matches

        close = get_close_matches(words[0].lower(), line_meaning.VERBS, 1, 0.75)
        if close:
            line = " ".join(["salescli log", close[0], *words[1:]])
            return _("log what? {line}").format(line=ascii_safe(line))
    return _("log what? {line}").format(line=ascii_safe(" ".join(["salescli log call", *words])))


def one(verb: str, typed: list[str], connection: sqlite3.Connection | None = None) -> None:
    """Log one line and answer it. Without a file, the line is understood before a file is made for it."""
    opened = connection
    if opened is None and opening.exists(opening.location()):
        opened = opening.for_writing(waiting=session.say_waiting)
    context = line_meaning.Context(opened)
    said, timed = line_meaning.said_by(verb, typed, context)
    remark = remark_in(said, context)
    if remark:
        from salescli.cli.near_question import without_remark

        said, timed = line_meaning.said_by(verb, without_remark(typed, said, remark), context)
    if opened is None:
        opened = opening.for_writing(waiting=session.say_waiting)
    keep_holidays(opened, said, context)
    logged = write_asking(opened, said, context)
    from salescli.render.log_answer import answer

    session.answer(answer(opened, said, logged, context.now.date(), timed=timed))
    if connection is None:
        opened.close()


def keep_holidays(connection: sqlite3.Connection, said: Said, context: line_meaning.Context) -> None:
    """Take the year's holidays in where they are not kept yet: before the line, so that undo finds the line first."""
    if lacks_holidays(connection, said.day):
        from salescli.cli.calendar_years import top_up

        top_up(connection, context.now, session.say_waiting, int(said.day[:4]))


def remark_in(said: Said, context: line_meaning.Context) -> "Remark | None":
    """What an unknown name ends in and belongs after an option, as in `Acme no-answer`; None for a known name."""
    if said.new or not (" " in said.customer or not said.customer.isascii()):
        return None
    from salescli.store import customers

    if context.connection is not None and customers.find(context.connection, said.customer):
        return None
    from salescli.model.near import trailing_remark

    return trailing_remark(said.customer, context.outcomes)


def write_asking(connection: sqlite3.Connection, said: Said, context: line_meaning.Context) -> Logged:
    """Write the line; a near name is asked about where there is a terminal, outside the lock, and refused elsewhere."""
    while True:
        try:
            with writing(connection, "log", context.now, waiting=session.say_waiting) as operation:
                return log(operation, said)
        except NearName as held:
            from salescli.cli.near_question import settle

            said = settle(said, held)
