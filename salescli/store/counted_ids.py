"""The activities behind what was counted: their ids by group and metric, in one pass over the days shown."""

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from salescli.model.metrics import Metric
from salescli.model.periods import Period
from salescli.store.counting import Selection, basic, conditions

Group = int | str | None  # a rep's id, a cell's number, a customer's name, a channel, an outcome; None for all


class Behind:
    """The activities that one metric counts in one group: ids in ascending order, kept as ranges of 16 bytes each.

    `total` is what they come to in parts of the metric's unit; of a metric of different values, their number.
    """

    __slots__ = ("_different", "_firsts", "_lasts", "_total", "activities")

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self._firsts, self._lasts = array("q"), array("q")
        self._different: set[int] = set()
        self._total = 0
        self.activities = 0

    def add(self, number: int, value: int, *, distinct: bool) -> None:
        """Take in an activity whose id is above all that came before."""
        self.activities += 1
        if distinct:
            self._different.add(value)
        else:
            self._total += value
        if self._lasts and self._lasts[-1] == number - 1:
            self._lasts[-1] = number
        else:
            self._firsts.append(number)
            self._lasts.append(number)

    @property
    def total(self) -> int:
        """The sum, or the number of different values."""
        return len(self._different) or self._total

    def ranges(self) -> Iterator[tuple[int, int]]:
        """The first and the last id of each range."""
        return zip(self._firsts, self._lasts, strict=True)


Found = dict[tuple[Group, str], Behind]


def read(
    connection: sqlite3.Connection,
    metrics: Sequence[Metric],
    by: str | None,
    period: Period,
    cells: Sequence[Period],
    selection: Selection,
) -> Found:
    """By group and name of the metric, what was counted; of a score, what each of the metrics in it counts.

    `cells` are the days, weeks or months of the period where it is grouped by those.
    """
    parts = basic(metrics)
    shown, joined = _GROUPS.get(by or "", ("NULL", ""))
    counted = [_counted(metric) for metric in parts]
    where, values = _where(selection)
    # the plus keeps the order of ids from being had by reading all of the history
    statement = f"""SELECT a.id, {shown}, {", ".join(counted)} FROM activity a {joined}
        WHERE a.deleted = 0 AND a.day >= ? AND a.day <= ?{where} ORDER BY +a.id"""  # noqa: S608  made of code
    rows = connection.execute(statement, (period.start.isoformat(), period.end.isoformat(), *values))
    named = _cell_of(cells) if by in {"day", "week", "month"} else None
    return _collected(rows, parts, named)


_GROUPS = {
    "rep": ("a.rep", ""),
    "day": ("a.day", ""),
    "week": ("a.day", ""),
    "month": ("a.day", ""),
    "customer": ("c.name", "LEFT JOIN customer c ON c.id = a.customer"),
    "channel": ("a.channel", ""),
    "outcome": ("a.outcome", ""),
}


def _collected(rows: sqlite3.Cursor, parts: Sequence[Metric], named: Callable[[str], int] | None) -> Found:
    found: Found = {}
    for number, key, *values in rows:
        group = named(key) if named else key
        for metric, value in zip(parts, values, strict=True):
            if value is not None:
                where = (group, metric.name)
                if where not in found:
                    found[where] = Behind()
                found[where].add(number, value, distinct=metric.distinct)
    return found


def _counted(metric: Metric) -> str:
    """What the activity adds to the metric, or the value that is to be different; NULL where it counts nothing."""
    value = "1"
    if metric.distinct:
        value = f"a.{metric.value}"
    elif metric.value:
        value = f"nullif(a.{metric.value}, 0)"
    return f"CASE WHEN {conditions(metric)} THEN {value} END"


def _where(selection: Selection) -> tuple[str, tuple[str | int, ...]]:
    """The selection as further conditions, each beginning with AND, and their values."""
    named = (("+a.rep", selection.reps), ("a.outcome", selection.outcomes), ("a.channel", selection.channels))
    conditions = (f" AND {column} IN ({', '.join('?' * len(wanted))})" for column, wanted in named if wanted)
    return "".join(conditions), (*selection.reps, *selection.outcomes, *selection.channels)


def _cell_of(cells: Sequence[Period]) -> Callable[[str], int]:
    """The number of the cell that a day is in."""
    numbers = {
        date.fromordinal(ordinal).isoformat(): number
        for number, cell in enumerate(cells)
        for ordinal in range(cell.start.toordinal(), cell.end.toordinal() + 1)
    }
    return numbers.__getitem__
