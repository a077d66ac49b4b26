"""From a typed line to what it says: names, moments, outcomes, durations. Nothing is looked up but settings."""

import sqlite3
from datetime import datetime

from salescli.cli import session
from salescli.cli.line_grammar import LOG, LOG_STATED, Line, parse
from salescli.i18n import _
from salescli.model import vocabulary
from salescli.model.errors import Misuse
from salescli.model.names import accept_name
from salescli.model.vocabulary import ascii_safe
from salescli.store.log_line import Said

STATED = {"first-contact": "first", "follow-up": "follow-up"}
VERBS = (*vocabulary.VERBS, *STATED)
LONGEST_NOTE = 100_000  # characters; a longer one is a file, not a note


class Context:
    """What a line is read against: the present, the reader's zone, the settings, the outcomes that users added."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        """Read them once; without a file, the defaults hold."""
        from salescli.store import outcomes

        self.connection = connection
        self.rep: str | None = None  # of lines that name none
        self.zone = session.zone(connection)
        self.now = session.local_now(connection)
        self.date_order = session.date_order(connection)
        self.outcomes = outcomes.custom(connection) if connection is not None else {}

    def moment(self, text: str, purpose: str) -> tuple[datetime, bool]:
        """A WHEN as (instant, whether it has a time)."""
        from salescli.model.when import understand

        found = understand(text, now=self.now, zone=self.zone, purpose=purpose, date_order=self.date_order)
        return found.at, found.timed


def said_by(verb: str, typed: list[str], context: Context) -> tuple[Said, bool]:
    """What a line says, and whether its moment has a time. Raises Misuse for what it does not understand."""
    line = parse(typed, LOG_STATED if verb in STATED else LOG)
    if "help" in line.options:
        raise Misuse(_("here are only lines to log; salescli log {verb} --help names the options").format(verb=verb))
    if "quiet" in line.options:
        session.be_quiet()
    if not line.words:
        raise Misuse(_("log {verb} whom? salescli log {verb} Acme").format(verb=verb))
    outcome, reached = _outcome(line, context)
    at, timed = _at(line, context)
    next_day, next_at = _next(line, context)
    said = Said(
        rep=session.who(context.connection, line.options.get("rep", context.rep)),
        customer=accept_name(" ".join(line.words), _("customer")),
        persons=persons_of(line),
        number=number_of(line),
        channel=_channel(verb, line),
        direction="in" if "incoming" in line.options else "out",
        stated=STATED.get(verb) or touch_of(line),
        outcome=outcome,
        reached=reached,
        at=at.isoformat(timespec="seconds"),
        at_unix=int(at.timestamp()),
        day=at.date().isoformat(),
        duration_s=duration_of(line),
        note=note_of(line),
        logged_at=context.now.isoformat(timespec="seconds"),
        next_day=next_day,
        next_at=next_at,
        new="new" in line.options,
    )
    return said, timed


def _channel(verb: str, line: Line) -> str:
    if verb in vocabulary.VERBS:
        return vocabulary.VERBS[verb]
    return vocabulary.channel_of(line.options.get("via", "phone"))


def touch_of(line: Line) -> str | None:
    """The touch stated by `--touch`."""
    stated = line.options.get("touch")
    if stated is None or stated in STATED.values():
        return stated
    raise Misuse(_("--touch is first or follow-up, not {text}").format(text=ascii_safe(stated)))


def _outcome(line: Line, context: Context) -> tuple[str | None, int]:
    text = line.options.get("outcome")
    if text is None:
        return None, 1
    outcome = vocabulary.outcome_of(text, context.outcomes)
    return outcome, reached_by(outcome, context)


def reached_by(outcome: str, context: Context) -> int:
    """1 where the outcome means that somebody was reached, else 0."""
    return int({**vocabulary.OUTCOMES, **context.outcomes}[outcome])


def _at(line: Line, context: Context) -> tuple[datetime, bool]:
    text = line.options.get("at")
    return context.moment(text, "log") if text is not None else (context.now, True)


def _next(line: Line, context: Context) -> tuple[str | None, str | None]:
    text = line.options.get("next")
    return next_of(text, context) if text is not None else (None, None)


def next_of(text: str, context: Context) -> tuple[str, str | None]:
    """The day of a further contact, and its instant where a time was given, both in the reader's zone.

    Raises Misuse for one that is past.
    """
    at, timed = context.moment(text, "next")
    at = at.astimezone(context.zone)
    if at.date() < context.now.date():
        past = _("{text} is past: a further contact is still to come, like tomorrow")
        raise Misuse(past.format(text=ascii_safe(text)))
    return at.date().isoformat(), at.isoformat(timespec="seconds") if timed else None


def persons_of(line: Line) -> tuple[str, ...]:
    """The names after -p, checked, each once."""
    return tuple(dict.fromkeys(accept_name(name, _("person")) for name in line.persons))


def duration_of(line: Line) -> int | None:
    """The seconds after -d."""
    text = line.options.get("duration")
    if text is None:
        return None
    from salescli.model.durations import parse_duration

    return parse_duration(text)


def number_of(line: Line) -> str | None:
    """The telephone number, kept as typed; it holds no control characters."""
    number = line.options.get("number")
    if number is not None and not (number.strip() and number.isprintable()):
        raise Misuse(_("--number is empty or has control characters: {text}").format(text=ascii(number)))
    return number.strip() if number else None


def note_of(line: Line) -> str | None:
    """The note, kept as typed: it is shown harmless, and may hold anything but NUL and broken characters."""
    note = line.options.get("note")
    if note is None:
        return None
    if "\0" in note or any("\ud800" <= character <= "\udfff" for character in note):
        raise Misuse(_("the note has characters that no text holds; type it again"))
    if len(note) > LONGEST_NOTE:
        raise Misuse(_("the note is longer than {most} characters").format(most=LONGEST_NOTE))
    return note.strip() or None
