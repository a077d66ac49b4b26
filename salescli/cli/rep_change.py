"""The subcommands of `rep` that write: one line on stdout each, before → after where it changes."""

from typing import Any

from salescli.cli import session
from salescli.cli.customer_change import changing, merged, two_names, words_of
from salescli.cli.line_grammar import Line
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.names import accept_name
from salescli.render.terminal_text import safe
from salescli.store import open as opening
from salescli.store import reps, reps_edit
from salescli.store.operation import Operation
from salescli.store.reps import Rep
from salescli.store.reps_edit import Terms

FILE = "file"  # what is typed, and shown, for the file's work week


def set_(line: Line) -> None:
    """Set a rep's terms, make him where he is new, and print before → after."""
    name = accept_name(words_of(line, _("set whom? salescli rep set Ann Li --from 2026-11-02")), _("rep"))
    stated = _stated(line)
    chosen = _meant(name, line)
    with changing("rep", makes_file=True) as operation:
        rep, new = _found(operation, chosen or name, name, is_new=chosen is None)
        wanted = reps_edit.terms(rep)._replace(**stated)
        if wanted != reps_edit.terms(rep):
            reps_edit.set_terms(operation, rep, wanted)
    changed = _differences(reps_edit.terms(rep), wanted)
    if new:
        session.answer(" · ".join([_("new rep {name}").format(name=safe(rep.name)), *changed]))
    else:
        session.answer(f"{safe(rep.name)}: " + (", ".join(changed) or _("unchanged")))


def _found(operation: Operation, known: str, typed: str, *, is_new: bool) -> tuple[Rep, bool]:
    """The rep, made where he is new; a name that was typed for a known one becomes an alias."""
    found = reps.find(operation.connection, known)
    if found is None:
        return reps.create(operation, typed), True
    if not is_new and reps.find(operation.connection, typed) is None:
        reps.add_name(operation, found.id, typed)
    return found, False


def _meant(name: str, line: Line) -> str | None:
    """The known name that a near one is meant for; None where the name is known or new.

    Raises Misuse where it is near a known one and nobody says which is meant.
    """
    if "new" in line.options or not opening.exists(opening.location()):
        return None
    from salescli.store.near_lookup import near_reps

    connection = opening.for_reading()
    near = [] if reps.find(connection, name) else [known for _rep, known, _reason in near_reps(connection, name)]
    connection.close()
    if not near:
        return None
    if not session.is_terminal():
        message = _("{typed} is near the known rep {names}: type that name, or --new if it is another")
        raise Misuse(message.format(typed=safe(name), names=", ".join(map(safe, near))))
    from salescli.cli.near_question import choose

    session.message(_("{typed} is new, and near a known rep:").format(typed=safe(name)))
    return near[choose(near)]


def _stated(line: Line) -> dict[str, Any]:
    """What the options say, as fields of Terms."""
    options = line.options
    if "targets" in options and "no-targets" in options:
        raise Misuse(_("--targets contradicts --no-targets"))
    stated: dict[str, Any] = {}
    if "from" in options:
        stated["joined"] = _day(options["from"])
    if "until" in options:
        stated["until"] = None if options["until"] == "none" else _day(options["until"])
    if "targets" in options or "no-targets" in options:
        stated["targets"] = int("targets" in options)
    if "work-week" in options:
        stated["work_week"] = _work_week(options["work-week"])
    return stated


def _work_week(text: str) -> str | None:
    """The week as it is kept; None for the file's. Raises Misuse for none at all."""
    from salescli.model.settings import accept

    if not text.strip():
        raise Misuse(_("--work-week needs days such as mon-thu, or file for those of the file"))
    return None if text.strip().lower() == FILE else accept("work-week", text)


def _day(text: str) -> str:
    from salescli.cli.line_meaning import Context
    from salescli.model.when import REPORT

    connection = opening.for_reading() if opening.exists(opening.location()) else None
    return Context(connection).moment(text, REPORT)[0].date().isoformat()


def _differences(before: Terms, after: Terms) -> list[str]:
    words = {"joined": _("from"), "until": _("until"), "targets": _("targets"), "work_week": _("work week")}
    return [
        f"{words[field]} {_in_words(field, old)} → {_in_words(field, new)}"
        for field, old, new in zip(Terms._fields, before, after, strict=True)
        if old != new
    ]


def _in_words(field: str, value: str | int | None) -> str:
    if field == "targets":
        return _("yes") if value else _("no")
    if field == "work_week" and value is None:
        return FILE
    return _("none") if value is None else str(value)


def rename(line: Line) -> None:
    """Give a rep another name and print before → after."""
    from salescli.store.near_lookup import rep_named

    old, text = two_names(line, _("salescli rep rename ann --to Ann Li"), reps.find, "to")
    name = accept_name(text, _("rep"))
    with changing("rep") as operation:
        rep = rep_named(operation.connection, old)
        if name != rep.name:
            reps_edit.rename(operation, rep, name)
    session.answer(f"{safe(rep.name)} → {safe(name)}")


def merge(line: Line) -> None:
    """Make two reps one and say what moved."""
    from salescli.store.merging import merge_reps
    from salescli.store.near_lookup import rep_named

    duplicate, kept = two_names(line, _("salescli rep merge ann --into Ann Li"), reps.find)
    with changing("rep merge") as operation:
        both = [rep_named(operation.connection, name) for name in (duplicate, kept)]
        moved = merge_reps(operation, both[0], both[1])
    session.answer(merged(both[0].name, both[1].name, moved))
