"""A file of contacts on its way in: customers and the persons at them; no activities."""

from typing import TYPE_CHECKING

from salescli.i18n import _
from salescli.model.errors import Misuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from salescli.cli.import_wish import Wish
    from salescli.exchange.contacts import ReadContacts
    from salescli.exchange.decoding import Source
    from salescli.store.bulk_contacts import Taken
    from salescli.store.operation import Operation

_SHOWN_ROWS = 10  # contacts of a rehearsal


def kind_of(wish: "Wish", source: "Source") -> str | None:
    """The format of the contacts that a file holds, None where it holds none. Raises Misuse for --map with one."""
    from salescli.exchange import contacts

    stated = wish.kind if wish.kind in contacts.FORMATS else None
    if stated and wish.mapping:
        raise Misuse(_("--map does not go with {kind}: its columns are known").format(kind=stated))
    return contacts.recognised(source) if wish.kind is None and not wish.mapping else stated


def without_meaning(wish: "Wish") -> str:
    """The options given that say nothing of contacts, as they are typed."""
    given = {
        "--rep": wish.rep,
        "--tz": wish.tz,
        "--date-format": wish.date_format,
        "--source": wish.source,
        "--update": wish.update,
        "--owners": wish.owners,
    }
    return ", ".join(option for option, value in given.items() if value)


class Contacts:
    """One file of contacts, as import_part.Part describes."""

    def __init__(self, wish: "Wish", found: "ReadContacts") -> None:
        """What was read of it."""
        from salescli.store import bulk_contacts

        self.wish, self.found, self.stage = wish, found, found.stage
        self.rows = found.rows
        self._taken: Taken | None = None
        first = bulk_contacts.first(found.stage, _SHOWN_ROWS) if wish.dry_run else []
        self.example = (["customer", "person"], [list(row) for row in first]) if wish.dry_run else None

    def take(self, operation: "Operation") -> str:
        """Take the staged contacts in; returns what `import list` shows."""
        from salescli.store import bulk_contacts, imports

        self._taken = bulk_contacts.take(operation)
        return imports.summary(self.found.format, self.wish.file, self.numbers())

    def numbers(self) -> tuple[int, ...]:
        """Read, new, same, changed (none ever), skipped, rejected."""
        new, same = (self._taken.new, self._taken.same) if self._taken else (0, 0)
        return self.found.rows, new, same, 0, self.found.passed.total(), self.found.rejected

    def made(self) -> dict[str, int]:
        """How many customers and persons are new."""
        return {"customers": self._taken.customers, "persons": self._taken.persons} if self._taken else {}

    def counts(self) -> str:
        """`read 7 = new 6 + same 1 + rejected 0`; contacts that are passed over come as `skipped`, where there are."""
        rows, new, same, _changed, skipped, rejected = self.numbers()
        message = _("read {rows} = new {new} + same {same} + rejected {rejected}")
        if skipped:
            message = _("read {rows} = new {new} + same {same} + skipped {skipped} + rejected {rejected}")
        return message.format(rows=rows, new=new, same=same, skipped=skipped, rejected=rejected)

    def more(self) -> list[str]:
        """What came along and has no place here."""
        if not (self.found.phones or self.found.emails):
            return []
        left_out = _("left out: phones {phones}, e-mails {emails}")
        return [left_out.format(phones=self.found.phones, emails=self.found.emails)]

    def remarks(self) -> list[str]:
        """Nothing else to know."""
        return []


def read(wish: "Wish", source: "Source", kind: str, progress: "Callable[[int], None]") -> Contacts:
    """Read, check and stage the contacts. Raises as exchange.contacts.read."""
    from salescli.exchange import contacts

    return Contacts(wish, contacts.read(source, kind, skip_bad=wish.skip_bad, progress=progress))
