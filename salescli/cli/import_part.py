"""One file on its way in: what activities and contacts have in common, and what is told of either."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from salescli.cli import session
from salescli.cli.import_wish import Wish
from salescli.exchange.refusal import shown
from salescli.i18n import _

if TYPE_CHECKING:
    from salescli.exchange.what_was_read import Read
    from salescli.store.operation import Operation
    from salescli.store.staging import Stage


class Part(Protocol):
    """One file that was read, on its way in: import_activities.Activities or import_contacts.Contacts.

    `example` are the columns and first rows of a rehearsal.
    """

    wish: Wish
    stage: "Stage"
    rows: int
    example: tuple[list[str], list[list[Any]]] | None

    @property
    def found(self) -> "Read":
        """What was read."""
        ...

    def take(self, operation: "Operation") -> str:
        """Copy what is staged; returns what `import list` shows."""
        ...

    def numbers(self) -> tuple[int, ...]:
        """The counts of imports.COUNTS."""
        ...

    def made(self) -> dict[str, int]:
        """How many of `reps`, `customers`, `persons` are new."""
        ...

    def counts(self) -> str:
        """The numbers in words."""
        ...

    def more(self) -> list[str]:
        """What else the answer ends with."""
        ...

    def remarks(self) -> list[str]:
        """What else to know, line by line."""
        ...


def understood(part: Part) -> None:
    """Say how the file was read."""
    for line in part.found.understood:
        session.message(line)


def remarks(part: Part) -> Iterator[str]:
    """What is to be known of the file, beside its counts."""
    if not part.rows:
        yield _("{file} has a header and no rows").format(file=shown(part.wish.file, 300))
        return
    found = part.found
    if found.rejected:
        line, reason = found.first or (0, "")
        yield _("line {line}: {reason}").format(line=line, reason=reason)
    for reason, number in found.passed.items():
        yield _("skipped: {number} ({reason})").format(number=number, reason=reason)
    yield from part.remarks()


def made_in_words(made: dict[str, int]) -> list[str]:
    """`new reps 1`, `new customers 2`."""
    named = {"reps": _("new reps {n}"), "customers": _("new customers {n}"), "persons": _("new persons {n}")}
    return [text.format(n=made[name]) for name, text in named.items() if name in made]


def near_in_words(near: int | None) -> str:
    """`near pairs 0`."""
    pairs = _("not counted (salescli doctor lists them)") if near is None else near
    return _("near pairs {near}").format(near=pairs)


def show_example(part: Part) -> None:
    """The first rows of a rehearsal."""
    if part.rows and part.example and part.example[1]:
        from salescli.cli import record_list

        record_list.show(*part.example, "table", None)
