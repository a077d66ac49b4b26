"""`edit ID|last`: every option of a log line, and the ones that clear a field. Parsed by the line grammar."""

from salescli.cli import line_meaning, session
from salescli.cli.ids import activity_id
from salescli.cli.line_grammar import EDIT, Line, parse
from salescli.i18n import _
from salescli.model import vocabulary
from salescli.model.errors import Misuse, NotFound
from salescli.model.names import accept_name
from salescli.store import open as opening
from salescli.store.edit import Change, edit, last_of
from salescli.store.operation import writing

CLEARS: dict[str, dict[str, str | int | None]] = {
    "no-outcome": {"outcome": None, "reached": 1},
    "no-note": {"note": None},
    "no-duration": {"duration_s": None},
    "no-person": {"person": None},
    "no-touch": {"stated": None},
    "no-number": {"number": None},
    "incoming": {"direction": "in"},
    "outgoing": {"direction": "out"},
}


def run(typed: list[str]) -> int:
    """Change an activity as the words say, and print before → after."""
    line = parse(typed, EDIT)
    if len(line.words) != 1:
        raise Misuse(_("edit which? salescli edit 214 -o won, or salescli edit last -n a note"))
    if "quiet" in line.options:
        session.be_quiet()
    opening.for_reading().close()  # an edit makes no file
    connection = opening.for_writing(waiting=session.say_waiting)
    context = line_meaning.Context(connection)
    change = change_of(line, context)
    with writing(connection, "edit", context.now, waiting=session.say_waiting) as operation:
        number = _meant(line.words[0], context)
        edited = edit(operation, number, change)
    from salescli.render.changes import edited_in_words

    session.answer(edited_in_words(connection, number, edited))
    return 0


def _meant(text: str, context: line_meaning.Context) -> int:
    connection = context.connection
    assert connection is not None  # noqa: S101  an edit has a file
    if text.lower() != "last":
        return activity_id(text)
    last = last_of(connection, session.who(connection, None))
    if last is None:
        raise NotFound(_("you have logged nothing yet that could be edited"))
    return last


def change_of(line: Line, context: line_meaning.Context) -> Change:
    """What the options change: fields, names to look up, the due. Raises Misuse when they change nothing."""
    fields = _fields(line, context)
    for name, cleared in CLEARS.items():
        if name in line.options:
            overlap = [field for field in cleared if field in fields]
            if overlap:
                raise Misuse(_("--{name} contradicts another option").format(name=name))
            fields.update(cleared)
    next_day, next_at = line_meaning.next_of(line.options["next"], context) if "next" in line.options else (None, None)
    customer = line.options.get("customer")
    rep = line.options.get("rep")
    change = Change(
        fields=fields,
        customer=accept_name(customer, _("customer")) if customer is not None else None,
        rep=accept_name(rep, _("rep")) if rep is not None else None,
        persons=line_meaning.persons_of(line),
        next_day=next_day,
        next_at=next_at,
        no_next="no-next" in line.options,
        new="new" in line.options,
    )
    if not (fields or change.customer or change.rep or change.persons or next_day or change.no_next):
        raise Misuse(_("edit what? salescli edit 214 -o won -n signed; salescli edit -h names every option"))
    return change


def _fields(line: Line, context: line_meaning.Context) -> dict[str, str | int | None]:
    options = line.options
    fields: dict[str, str | int | None] = {}
    if "outcome" in options:
        outcome = vocabulary.outcome_of(options["outcome"], context.outcomes)
        fields.update(outcome=outcome, reached=line_meaning.reached_by(outcome, context))
    if "note" in options:
        fields["note"] = line_meaning.note_of(line)
    if "duration" in options:
        fields["duration_s"] = line_meaning.duration_of(line)
    if "number" in options:
        fields["number"] = line_meaning.number_of(line)
    if "touch" in options:
        fields["stated"] = line_meaning.touch_of(line)
    if "channel" in options:
        fields["channel"] = vocabulary.channel_of(options["channel"])
    if "at" in options:
        at, _timed = context.moment(options["at"], "log")
        fields.update(at=at.isoformat(timespec="seconds"), at_unix=int(at.timestamp()), day=at.date().isoformat())
    return fields
