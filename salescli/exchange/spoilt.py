"""Rows of a sheet of which some cells hold no value: bad ones, where such a column is read."""

from collections.abc import Callable, Collection, Sequence

from salescli.exchange.refusal import BadRow, shown
from salescli.i18n import _
from salescli.store.staging import Staged

Convert = Callable[[int, list[str]], Staged]


class Spoilt(list[str]):
    """A row's cells as they show; `faults` says by place which of them hold no value, and why."""

    def __init__(self, cells: list[str], faults: dict[int, str]) -> None:
        """The cells are copied."""
        super().__init__(cells)
        self.faults = faults


def accept(cells: list[str], header: Sequence[str], used: Collection[int]) -> None:
    """Raise BadRow where one of the columns that are used holds no value."""
    if not isinstance(cells, Spoilt):
        return
    for place, reason in sorted(cells.faults.items()):
        if place in used:
            column = shown(header[place]) or _("column {number}").format(number=place + 1)
            raise BadRow(_("{column}: {reason}").format(column=column, reason=reason))


def accepting(convert: Convert, header: Sequence[str], used: Collection[int]) -> Convert:
    """Convert rows, but for those that `accept` refuses."""

    def checked(line: int, cells: list[str]) -> Staged:
        accept(cells, header, used)
        return convert(line, cells)

    return checked
