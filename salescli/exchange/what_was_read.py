"""What became of a file's rows, or contacts: counted, staged, or kept with the reason why they are not."""

import csv
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TextIO

from salescli.store.staging import Stage


@dataclass
class Read:
    """What became of a file's rows: staged, or rejected with line and reason. `understood` says how it was read."""

    stage: Stage
    format: str
    understood: list[str]
    zoned: bool = False
    """Whether a time had no offset of its own, so that the zone decided."""
    rows: int = 0
    rejected: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    """How many rows are no activities that were done, by the reason."""
    first: tuple[int, str] | None = None
    words: dict[str, None] = field(default_factory=dict)
    """The words of outcomes and the like that are not known, some of them."""
    keeps: bool = False
    """Whether the bad rows are wanted."""
    rejects: TextIO | None = None
    """The bad rows as CSV with line and reason, where they are kept."""

    def reject(self, header: Sequence[str], line: int, cells: Sequence[str], reason: str) -> None:
        """Count a bad row; keep it where they are wanted."""
        self.rejected += 1
        self.stage.partial = True
        self.first = self.first or (line, reason)
        if not self.keeps:
            return
        if self.rejects is None:
            self.rejects = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115  closed by the caller
            csv.writer(self.rejects, lineterminator="\r\n").writerow([*header, "line", "reason"])
        padding = [""] * (len(header) - len(cells))
        csv.writer(self.rejects, lineterminator="\r\n").writerow([*cells, *padding, line, reason])
