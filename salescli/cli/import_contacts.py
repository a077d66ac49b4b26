"""The course of an import of contacts: customers and the persons at them; no activities."""

from contextlib import closing
from typing import TYPE_CHECKING

from salescli.cli import progress, session
from salescli.cli.clock import present
from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import open as opening

if TYPE_CHECKING:
    from collections.abc import Callable

    from salescli.cli.import_run import Wish
    from salescli.exchange.contacts import ReadContacts
    from salescli.exchange.decoding import Source
    from salescli.exchange.reading import Read
    from salescli.store.bulk_contacts import Taken

_SHOWN = 10  # contacts of a rehearsal


def kind_of(wish: "Wish", source: "Source") -> str | None:
    """The format of the contacts that a file holds, None where it holds none. Raises Misuse for --map with one."""
    from salescli.exchange import contacts

    stated = wish.kind if wish.kind in contacts.FORMATS else None
    if stated and wish.mapping:
        raise Misuse(_("--map does not go with {kind}: its columns are known").format(kind=stated))
    return contacts.recognised(source) if wish.kind is None and not wish.mapping else stated


def run(wish: "Wish", source: "Source", kind: str, write_rejects: "Callable[[Wish, Read], None]") -> None:
    """Read, check and stage the contacts; then take them in, or only say what would be done."""
    from salescli.cli import record_list
    from salescli.exchange import contacts
    from salescli.store import bulk_contacts

    with progress.bar(_("reading"), None) as advance:
        found = contacts.read(source, kind, skip_bad=wish.skip_bad, progress=advance)
    with closing(found.stage):
        for line in found.understood:
            session.message(line)
        with progress.bar(_("taking in"), None):
            taken = _taken(wish, found, write_rejects) if found.rows else None
        _report(wish, found, taken)
        if wish.dry_run and found.rows:
            record_list.show(["customer", "person"], bulk_contacts.first(found.stage, _SHOWN), "table", None)


def _taken(wish: "Wish", found: "ReadContacts", write_rejects: "Callable[[Wish, Read], None]") -> "Taken":
    """Take the contacts in; the rejects' file comes first, so that none is lost for want of room."""
    from salescli.store import bulk, bulk_contacts, imports

    now = present()
    if wish.dry_run:
        here = opening.exists(opening.location())
        with closing(opening.for_writing() if here else bulk.scratch()) as connection:
            bulk.attach(connection, found.stage)
            return bulk_contacts.rehearse(connection, now)
    write_rejects(wish, found)
    with closing(opening.for_writing(waiting=session.say_waiting)) as connection:
        bulk.attach(connection, found.stage)
        return bulk_contacts.bring_in(
            connection,
            now,
            lambda taken: imports.summary(
                found.format,
                wish.file,
                (found.rows, taken.new, taken.same, 0, found.passed.total(), found.rejected),
            ),
            waiting=session.say_waiting,
        )


def _counts(found: "ReadContacts", taken: "Taken | None") -> str:
    """`read 7 = new 6 + same 1 + rejected 0`; contacts that are passed over come as `skipped`, where there are any."""
    message = _("read {rows} = new {new} + same {same} + rejected {rejected}")
    skipped = found.passed.total()
    if skipped:
        message = _("read {rows} = new {new} + same {same} + skipped {skipped} + rejected {rejected}")
    new, same = (taken.new, taken.same) if taken else (0, 0)
    return message.format(rows=found.rows, new=new, same=same, skipped=skipped, rejected=found.rejected)


def _report(wish: "Wish", found: "ReadContacts", taken: "Taken | None") -> None:
    if taken is None:
        session.message(_("{file} has a header and no rows").format(file=shown(wish.file, 300)))
        session.answer(_counts(found, taken))
        return
    if found.rejected:
        line, reason = found.first or (0, "")
        session.message(_("line {line}: {reason}").format(line=line, reason=reason))
    for reason, number in found.passed.items():
        session.message(_("skipped: {number} ({reason})").format(number=number, reason=reason))
    if wish.dry_run:
        session.message(_("a rehearsal: nothing was written"))
    near = _("not counted (salescli doctor lists them)") if taken.near is None else taken.near
    people = _("new customers {customers} · new persons {persons} · near pairs {near}")
    answer = [_counts(found, taken), people.format(customers=taken.customers, persons=taken.persons, near=near)]
    if found.phones or found.emails:
        left_out = _("left out: phones {phones}, e-mails {emails}")
        answer.append(left_out.format(phones=found.phones, emails=found.emails))
    session.answer(" · ".join(answer))
