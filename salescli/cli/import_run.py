"""The course of an import: what is asked, what was understood, what was done."""

import os
import signal
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from salescli.cli import progress, session
from salescli.cli.clock import present
from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse
from salescli.store import open as opening

if TYPE_CHECKING:
    from datetime import tzinfo

    from salescli.exchange.format import Setting
    from salescli.exchange.reading import Read
    from salescli.store.bulk import Copied


_SHOWN_ROWS = 10  # of a rehearsal


class Wish(NamedTuple):
    """The words of the command line."""

    file: str
    kind: str | None
    mapping: tuple[str, ...]
    source: str | None
    rep: str | None
    tz: str | None
    date_format: str | None
    encoding: str | None
    update: bool
    dry_run: bool
    skip_bad: bool
    save_as: str | None = None
    mapped_by: str | None = None
    """The name of the kept mapping that is used, or made."""


class _Ended(BaseException):
    """The process is asked to end: raised, so that no customers stay in the folder for temporary files."""


def run(wish: Wish) -> None:
    """Import the file; a process that is ended meanwhile removes what it staged, and then ends as it was told."""

    def end(_number: int, _frame: object) -> None:
        raise _Ended

    before = signal.signal(signal.SIGTERM, end)
    try:
        _run(wish)
    except _Ended:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(wish: Wish) -> None:
    """Read, check and stage the file; then copy it in, or only say what would be done."""
    from salescli.cli import import_contacts, import_mapping
    from salescli.exchange.decoding import Source
    from salescli.exchange.reading import read

    wish = import_mapping.resolved(wish)
    setting, zone = _setting(wish)
    rows = progress.rows_in(wish.file) if progress.is_watched() else None
    with closing(Source(wish.file, wish.encoding)) as source:
        book = import_contacts.kind_of(wish, source)
        if book and wish.save_as:
            raise Misuse(
                _("--save-as keeps how activities are read; {file} holds contacts").format(file=shown(wish.file))
            )
        if book:
            return import_contacts.run(wish, source, book, _write_rejects)
        with progress.bar(_("reading"), rows) as advance:
            found = read(source, wish.kind, setting, skip_bad=wish.skip_bad, progress=advance)
    with closing(found.stage):
        _refuse_nothing(wish, found)
        for line in (*found.understood, *([zone] if found.zoned else [])):
            session.message(line)
        with progress.bar(_("taking in"), None):
            copied = _copied(wish, found, setting) if found.rows else None
        _report(wish, found, copied)
        if wish.dry_run:
            _show_rows(found)
            return None
    return import_mapping.keep(wish)


def _refuse_nothing(wish: Wish, found: "Read") -> None:
    """A file that has rows and nothing to take in is more likely the wrong one, or of another kind."""
    if found.rows and not found.stage.count():
        passed = ", ".join(f"{reason} {number}" for reason, number in found.passed.items())
        message = _("{name}: none of the {rows} rows is an activity that was done ({reasons}); nothing was imported")
        raise Impossible(message.format(name=shown(wish.file, 300), rows=found.rows, reasons=passed))


def _setting(wish: Wish) -> "tuple[Setting, str]":
    """What the import is told, and the zone in words. Reads the file's settings where there is a file."""
    from salescli.exchange.format import Setting
    from salescli.store import outcomes

    connection = opening.for_reading() if opening.exists(opening.location()) else None
    zone, zone_named = _zone(wish.tz, connection)
    setting = Setting(
        now=present().astimezone(zone),
        rep=session.who(connection, wish.rep),
        zone=zone,
        custom=outcomes.custom(connection) if connection else {},
        source=wish.source,
        mapping=dict(_pair(text) for text in wish.mapping),
        date_format=wish.date_format,
        date_order=session.date_order(connection),
    )
    if connection:
        connection.close()
    return setting, _("times without an offset, and in UTC: {zone}").format(zone=zone_named)


def _zone(stated: str | None, connection: "object") -> "tuple[tzinfo | None, str]":
    import sqlite3

    from salescli.model import settings

    assert connection is None or isinstance(connection, sqlite3.Connection)  # noqa: S101
    if stated is None:
        zone = session.zone(connection)
        return zone, f"{zone} (tz)" if zone else _("the machine's zone")
    from zoneinfo import ZoneInfo

    name = settings.find("tz").accept(stated)
    return ZoneInfo(name), f"{name} (--tz)"


def _pair(text: str) -> tuple[str, str]:
    field, equals, column = text.partition("=")
    if not equals:
        raise Misuse(_("--map is FIELD=COLUMN, such as customer=Firma, not {text}").format(text=shown(text)))
    return field, column


def _copied(wish: Wish, found: "Read", setting: "Setting") -> "Copied":
    """Bring the staged rows in; the rejects' file comes first, so that none is lost for want of room."""
    from salescli.cli.calendar_years import top_up
    from salescli.store import bulk, imports

    if wish.dry_run:
        here = opening.exists(opening.location())
        with closing(opening.for_writing() if here else bulk.scratch()) as connection:
            bulk.attach(connection, found.stage)
            return bulk.rehearse(connection, setting.now, update=wish.update)
    _write_rejects(wish, found)
    with closing(opening.for_writing(waiting=session.say_waiting)) as connection:
        bulk.attach(connection, found.stage)
        copied = bulk.bring_in(
            connection,
            setting.now,
            lambda copied: imports.summary(_format(wish, found), wish.file, _numbers(found, copied)),
            update=wish.update,
            waiting=session.say_waiting,
        )
        top_up(connection, setting.now, session.say_waiting)
        return copied


def _format(wish: Wish, found: "Read") -> str:
    """What `import list` calls the format: a table of one's own by its mapping's name."""
    return wish.mapped_by if wish.mapped_by and found.format == "csv" else found.format


def _write_rejects(wish: Wish, found: "Read") -> None:
    if found.rejects is None:
        return
    from salescli.render import output

    path = _free(("standard-input" if wish.file == "-" else wish.file) + ".rejects")
    found.rejects.seek(0)
    output.write(iter(lambda: found.rejects.read(1 << 16), ""), path)  # type: ignore[union-attr]
    session.message(_("rejected rows: {path}").format(path=shown(path, 300)))


def _free(start: str) -> str:
    """A name that no file has: rejects of before may have been corrected by hand."""
    path, number = f"{start}.csv", 1
    while os.path.lexists(path):
        number += 1
        path = f"{start}-{number}.csv"
    return path


def _numbers(found: "Read", copied: "Copied | None") -> tuple[int, ...]:
    """Read, new, same, changed, skipped, rejected: every row that was read is in one of the others."""
    if copied is None:
        return found.rows, 0, 0, 0, 0, found.rejected
    same = copied.same + found.stage.repeated
    skipped = copied.deleted + copied.differ + found.passed.total()
    return found.rows, copied.new, same, copied.changed, skipped, found.rejected


def _counts(found: "Read", copied: "Copied | None") -> str:
    """`read 10 = new 7 + same 1 + changed 0 + skipped 1 + rejected 1`."""
    rows, new, same, changed, skipped, rejected = _numbers(found, copied)
    message = _("read {rows} = new {new} + same {same} + changed {changed} + skipped {skipped} + rejected {rejected}")
    return message.format(rows=rows, new=new, same=same, changed=changed, skipped=skipped, rejected=rejected)


def _report(wish: Wish, found: "Read", copied: "Copied | None") -> None:
    if copied is None:
        session.message(_("{file} has a header and no rows").format(file=shown(wish.file, 300)))
        session.answer(_counts(found, copied))
        return
    if found.rejected:
        line, reason = found.first or (0, "")
        session.message(_("line {line}: {reason}").format(line=line, reason=reason))
    for reason, number in found.passed.items():
        session.message(_("skipped: {number} ({reason})").format(number=number, reason=reason))
    remarks = (
        (copied.deleted, _("{n} were deleted here and stay deleted")),
        (copied.differ, _("{n} differ from what is here; --update takes them")),
        (copied.edited, _("in {n}, fields that were edited here stay as edited")),
    )
    for number, remark in remarks:
        if number:
            session.message(remark.format(n=number))
    if wish.dry_run:
        session.message(_("a rehearsal: nothing was written"))
    near = _("not counted (salescli doctor lists them)") if copied.near is None else copied.near
    people = _("new reps {reps} · new customers {customers} · near pairs {near}")
    people = people.format(reps=copied.reps, customers=copied.customers, near=near)
    session.answer(f"{_counts(found, copied)} · {people}")


def _show_rows(found: "Read") -> None:
    """The first rows as they were understood, without the columns that are empty in all of them."""
    from salescli.cli import record_list
    from salescli.store.staging import SHOWN

    rows = found.stage.first(_SHOWN_ROWS)
    used = [place for place in range(len(SHOWN)) if any(row[place] is not None for row in rows)]
    if rows:
        columns = [SHOWN[place] for place in used]
        record_list.show(columns, [[row[place] for place in used] for row in rows], "table", None)
