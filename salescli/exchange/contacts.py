"""Contacts read, checked and staged: vCards, and the tables of address books."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from salescli.exchange import contact_tables, vcard
from salescli.exchange.contact import Contact, Outcome
from salescli.exchange.decoding import Source
from salescli.exchange.format import ragged
from salescli.exchange.preset import Passed, Preset
from salescli.exchange.reading import is_known
from salescli.exchange.refusal import BadRow, NothingTaken, shown
from salescli.exchange.rows import layout, rows_of
from salescli.exchange.spoilt import accept
from salescli.exchange.table import header_below
from salescli.exchange.what_was_read import Read
from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse
from salescli.model.names import accept_name
from salescli.store import bulk_contacts
from salescli.store.staging import Stage

if TYPE_CHECKING:
    from salescli.exchange.workbook_sheets import Sheets

_TABLES = {preset.name: preset for preset in contact_tables.PRESETS}
FORMATS = (vcard.NAME, *_TABLES)
_BATCH = 2000
# the columns of a rejects' file: those of a Google table, so that it can be corrected and imported
_REJECTED = ("First Name", "Last Name", "Organization Name")

Progress = Callable[[int], None]


@dataclass
class ReadContacts(Read):
    """What became of a file's contacts; `phones` and `emails` came along and have no place here."""

    phones: int = 0
    emails: int = 0


@dataclass
class _Book:
    """An address book: what it is, the rejects' header, and each contact as (line, cells for the rejects, outcome)."""

    name: str
    understood: list[str]
    header: list[str]
    contacts: Iterator[tuple[int, list[str], Outcome]]


def recognised(source: Source) -> str | None:
    """The one of FORMATS that a file is in, None where it holds no contacts."""
    if source.sheets:
        return _in_sheet(source.sheets)
    if vcard.recognises(source):
        return vcard.NAME
    found: list[Preset] = []

    def known(header: list[str]) -> bool:
        found.extend(preset for preset in [contact_tables.recognised(header)] if preset)
        return bool(found)

    header_below(source, known)
    return found[0].name if found else None


def _in_sheet(sheets: "Sheets") -> str | None:
    """The format of the sheet that would be read, where it holds contacts."""
    entry = sheets.chosen(lambda row: contact_tables.recognised(row) is not None or is_known(row))
    found = next(filter(None, map(contact_tables.recognised, sheets.beginning(entry))), None)
    return found.name if found else None


def read(source: Source, kind: str, *, skip_bad: bool, progress: Progress = lambda _rows: None) -> ReadContacts:
    """Stage the contacts of a file, one of FORMATS; the caller closes the stage.

    Raises Impossible where a contact is bad and they are not skipped, and where none could be taken; Misuse where the
    file is of another format.
    """
    if kind == vcard.NAME and source.sheets:
        raise Misuse(_("{name} is a workbook, and no vCards are in it").format(name=source.name))
    book = _cards(source) if kind == vcard.NAME else _table(source, _TABLES[kind])
    stage = Stage()
    found = ReadContacts(stage, book.name, [shown(line, 400) for line in book.understood], keeps=skip_bad)
    try:
        bulk_contacts.prepare(stage)
        good = _good(book, found)
        while batch := list(islice(good, _BATCH)):
            bulk_contacts.add(stage, batch)
            progress(found.rows)
        _refuse(found, source.name, skip_bad=skip_bad)
        stage.hand_over()
    except BaseException:
        stage.close()
        raise
    return found


def _cards(source: Source) -> _Book:
    def contacts() -> Iterator[tuple[int, list[str], Outcome]]:
        for line, outcome in vcard.cards(source):
            cells = [outcome.name, "", outcome.company] if isinstance(outcome, Contact) else ["", "", ""]
            yield line, cells, outcome

    layout = _("{name}: {encoding}").format(name=source.name, encoding=source.encoding.removesuffix("-sig"))
    return _Book(vcard.NAME, [layout, _("format: {title}").format(title=vcard.TITLE)], list(_REJECTED), contacts())


def _table(source: Source, preset: Preset) -> _Book:
    table = rows_of(source, preset.recognises)
    if not preset.recognises(table.header):
        raise preset.refusal(table.header, source.name)
    rows = contact_tables.ContactRows(preset, table.header)
    used = preset.places(table.header).values()

    def contacts() -> Iterator[tuple[int, list[str], Outcome]]:
        for line, cells in table.rows():
            try:
                outcome: Outcome = ragged(cells, len(table.header))
                if len(cells) == len(table.header):
                    accept(cells, table.header, used)
                    outcome = rows.contact(cells)
            except (BadRow, Passed) as reason:
                outcome = reason
            yield line, cells, outcome

    understood = [layout(table), _("format: {title}").format(title=preset.title)]
    return _Book(preset.name, understood, table.header, contacts())


def _good(book: _Book, found: ReadContacts) -> Iterator[tuple[str, str | None]]:
    """The contacts to be staged, as (customer, person); all are counted."""
    for line, cells, outcome in book.contacts:
        found.rows += 1
        if isinstance(outcome, Passed):
            found.passed[str(outcome)] += 1
            continue
        try:
            if isinstance(outcome, BadRow):
                raise outcome
            names = _names(outcome)
        except (BadRow, Misuse) as error:
            found.reject(book.header, line, cells, shown(str(error), 200))
            continue
        found.phones += outcome.phones
        found.emails += outcome.emails
        yield names


def _names(contact: Contact) -> tuple[str, str | None]:
    """The customer and the person there; whoever is at no company is the customer. Raises Misuse for no good name."""
    if not contact.company:
        return accept_name(contact.name, _("customer")), None
    person = accept_name(contact.name, _("person")) if contact.name else None
    return accept_name(contact.company, _("customer")), person


def _refuse(found: ReadContacts, name: str, *, skip_bad: bool) -> None:
    line, reason = found.first or (0, "")
    if found.rejected and not skip_bad:
        more = _(" (and {more} more)").format(more=found.rejected - 1) if found.rejected > 1 else ""
        message = _("{name}, line {line}: {reason}{more}; nothing was imported. --skip-bad takes the good contacts")
        raise Impossible(message.format(name=name, line=line, reason=reason, more=more))
    if found.rejected and found.rejected == found.rows:
        message = _("{name}: none of the {rows} contacts could be taken; line {line}: {reason}")
        raise NothingTaken(message.format(name=name, rows=found.rows, line=line, reason=reason))
    if found.rows and found.rejected + found.passed.total() == found.rows:
        message = _("{name}: none of the {rows} contacts has a name or a company")
        raise NothingTaken(message.format(name=name, rows=found.rows))
