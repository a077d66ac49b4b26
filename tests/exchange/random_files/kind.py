"""A kind of random file: how its rows are made up, and how rows are written into a file."""

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

Row = dict[str, str]
"""A row's cells by the names of their columns."""


class Kind(NamedTuple):
    """One format in one of its shapes; `name` is ours.

    `row` makes a row up; the number is another one for every row, for an id. `id` is the column of the id, empty
    where equal rows count. A row with the cells `change` says something else than any made up; one with `wrong` is
    refused. `options` are the words after the file.
    """

    name: str
    row: Callable[[random.Random, int], Row]
    id: str
    change: Row
    wrong: Row
    write: Callable[[Path, list[Row]], Path]
    options: tuple[str, ...] = ()
    format: str = ""
    """What `import list` calls it, where that is not the name."""


def table(delimiter: str = ",", *, header: bool = True, first: str = "", end: str = "\r\n", ending: str = "csv",
          encoding: str = "utf-8") -> Callable[[Path, list[Row]], Path]:  # fmt: skip
    """What writes rows as CSV, all cells quoted that need it; `first` is a line above the header."""

    def write(path: Path, rows: list[Row]) -> Path:
        text = io.StringIO()
        writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
        text.write(first)
        if header:
            writer.writerow(rows[0])
        writer.writerows(row.values() for row in rows)
        path = path.with_suffix(f".{ending}")
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    return write


def rows_of(kind: Kind, dice: random.Random, most: int = 25) -> list[Row]:
    """Random rows, the first of which is surely taken in; of a kind without an id some are there twice or thrice."""
    rows = [kind.row(dice, number) for number in range(dice.randrange(3, most))]
    rows[0] |= kind.change
    return [row for row in rows for _again in range(1 if kind.id else dice.choice((1, 1, 1, 2, 3)))]
