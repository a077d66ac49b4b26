"""What an import is told beside the file, and what every format does alike."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Protocol

from salescli.exchange.refusal import BadRow
from salescli.i18n import _
from salescli.store.staging import Staged

if TYPE_CHECKING:
    from salescli.exchange.owners import Owners


@dataclass(frozen=True)
class Setting:
    """The circumstances of an import. `rep` acts where the file names none; `zone` None is the machine's.

    `owners` are names for owners of whom the rows have the id alone.
    """

    now: datetime
    rep: str
    zone: tzinfo | None
    custom: dict[str, bool] = field(default_factory=dict)
    source: str | None = None
    mapping: dict[str, str] = field(default_factory=dict)
    date_format: str | None = None
    date_order: str | None = None
    owners: "Owners | None" = None


class Format(Protocol):
    """One kind of file, bound to a header and a stage."""

    name: str

    @property
    def zoned(self) -> bool:
        """Whether a time had no offset of its own."""
        ...

    @property
    def used(self) -> Collection[int]:
        """The places of the columns that are read."""
        ...

    understood: list[str]
    """What was understood of the header, line by line, for people."""

    def convert(self, line: int, cells: list[str]) -> Staged:
        """A row as it is staged. Raises BadRow, and Misuse from the model."""
        ...


def ragged(cells: list[str], width: int) -> BadRow:
    """The refusal of a row that has more or fewer cells than the header."""
    return BadRow(_("{cells} cells where the header has {width}").format(cells=len(cells), width=width))
