"""A file of activities on its way in: read, taken in, told of."""

from typing import TYPE_CHECKING

from salescli.exchange.refusal import NothingTaken, shown
from salescli.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from salescli.cli.import_wish import Wish
    from salescli.exchange.decoding import Source
    from salescli.exchange.format import Setting
    from salescli.exchange.what_was_read import Read
    from salescli.store.bulk import Copied
    from salescli.store.operation import Operation

_SHOWN_ROWS = 10  # of a rehearsal


class Activities:
    """One file of activities, as import_part.Part describes."""

    def __init__(self, wish: "Wish", found: "Read") -> None:
        """What was read of it. Raises NothingTaken for rows of which none is to be taken in."""
        self.wish, self.found, self.stage = wish, found, found.stage
        self.rows = found.rows
        self._copied: Copied | None = None
        if found.rows and not found.stage.count():
            # more likely the wrong file, or of another kind
            passed = ", ".join(f"{reason} {number}" for reason, number in found.passed.items())
            message = _(
                "{name}: none of the {rows} rows is an activity that was done ({reasons}); nothing was imported"
            )
            raise NothingTaken(message.format(name=shown(wish.file, 300), rows=found.rows, reasons=passed))
        self.example = _example(found) if wish.dry_run else None

    def take(self, operation: "Operation") -> str:
        """Copy the staged rows; returns what `import list` shows."""
        from salescli.store import bulk, imports

        self._copied = bulk.copy(operation, update=self.wish.update)
        found = self.found
        kind = self.wish.mapped_by if self.wish.mapped_by and found.format == "csv" else found.format
        return imports.summary(kind, self.wish.file, self.numbers())

    def numbers(self) -> tuple[int, ...]:
        """Read, new, same, changed, skipped, rejected: every row that was read is in one of the others."""
        found, copied = self.found, self._copied
        if copied is None:
            return found.rows, 0, 0, 0, 0, found.rejected
        same = copied.same + found.stage.repeated
        skipped = copied.deleted + copied.differ + found.passed.total()
        return found.rows, copied.new, same, copied.changed, skipped, found.rejected

    def made(self) -> dict[str, int]:
        """How many reps and customers are new."""
        return {"reps": self._copied.reps, "customers": self._copied.customers} if self._copied else {}

    def counts(self) -> str:
        """`read 10 = new 7 + same 1 + changed 0 + skipped 1 + rejected 1`."""
        return counted(self.numbers())

    def more(self) -> list[str]:
        """Nothing more: what is new is told by all imports alike."""
        return []

    def remarks(self) -> list[str]:
        """What else to know of rows that were taken, or stay as they are."""
        copied = self._copied
        if copied is None:
            return []
        said = (
            (copied.back, _("{n} of the new were here before an import was taken back, and are here again")),
            (copied.deleted, _("{n} were deleted here and stay deleted")),
            (copied.differ, _("{n} differ from what is here; --update takes them")),
            (copied.edited, _("in {n}, fields that were edited here stay as edited")),
        )
        return [remark.format(n=number) for number, remark in said if number]


def counted(numbers: tuple[int, ...]) -> str:
    """Every row once, in the order of imports.COUNTS."""
    message = _("read {rows} = new {new} + same {same} + changed {changed} + skipped {skipped} + rejected {rejected}")
    names = ("rows", "new", "same", "changed", "skipped", "rejected")
    return message.format(**dict(zip(names, numbers, strict=True)))


def read(wish: "Wish", source: "Source", setting: "Setting", progress: "Callable[[int], None]") -> Activities:
    """Read, check and stage the file. Raises as exchange.reading.read, and NothingTaken."""
    from salescli.exchange import reading

    found = reading.read(source, wish.kind, setting, skip_bad=wish.skip_bad, progress=progress)
    try:
        return Activities(wish, found)
    except BaseException:
        found.stage.close()
        raise


def _example(found: "Read") -> tuple[list[str], list[list[int | str | None]]]:
    """The first rows as they were understood, without the columns that are empty in all of them."""
    from salescli.store.staging import SHOWN

    rows = found.stage.first(_SHOWN_ROWS)
    used = [place for place in range(len(SHOWN)) if any(row[place] is not None for row in rows)]
    return [SHOWN[place] for place in used], [[row[place] for place in used] for row in rows]
