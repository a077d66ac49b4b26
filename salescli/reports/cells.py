"""What was counted in the cells of a report: by rep, by the whole team, and up to yesterday."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from salescli.model.metrics import Metric
from salescli.model.periods import ONE_DAY, Period
from salescli.store import counting
from salescli.store.counting import Selection


class Counted:
    """Counts in parts of each metric's unit. Cells are named by their number, metrics by their place."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        metrics: Sequence[Metric],
        cells: Sequence[Period],
        today: date,
        selection: Selection,
    ) -> None:
        """Count. Cells that are over or still to come need no second count for what was done before today."""
        self.cells = cells
        self._today = today
        self._by_rep = counting.by_cell_and_rep(connection, metrics, cells, selection)
        self._sums: dict[int, list[int]] = {}
        for (number, _rep), counts in self._by_rep.items():
            sums = self._sums.setdefault(number, [0] * len(metrics))
            sums[:] = (one + other for one, other in zip(sums, counts, strict=True))
        self._different = {
            place: counting.different_by_cell(connection, metric, cells, selection)
            for place, metric in enumerate(metrics)
            if not metric.adds_up
        }
        self._begun = self._before_today(connection, metrics, selection)

    def _before_today(
        self, connection: sqlite3.Connection, metrics: Sequence[Metric], selection: Selection
    ) -> dict[int, counting.Counts]:
        """By rep, what was done before today in the one cell that today is in."""
        cut = [
            Period(cell.kind, cell.start, self._today - ONE_DAY)
            for cell in self.cells
            if cell.start < self._today <= cell.end
        ]
        found = counting.by_cell_and_rep(connection, metrics, cut, selection)
        return {rep: counts for (_number, rep), counts in found.items()}

    def has_worked(self, number: int, rep: int) -> bool:
        """Whether the rep did anything at all in the cell."""
        return (number, rep) in self._by_rep

    def actual(self, number: int, place: int, rep: int | None) -> int:
        """The count of one rep, or of all: different customers are counted anew for all."""
        if rep is not None:
            counts = self._by_rep.get((number, rep))
            return counts[place] if counts else 0
        if place in self._different:
            return self._different[place].get(number, 0)
        sums = self._sums.get(number)
        return sums[place] if sums else 0

    def before(self, number: int, place: int, rep: int) -> int:
        """The count of one rep from the cell's beginning to the day before today."""
        cell = self.cells[number]
        if self._today > cell.end:
            return self.actual(number, place, rep)
        counts = self._begun.get(rep) if cell.start < self._today else None
        return counts[place] if counts else 0
