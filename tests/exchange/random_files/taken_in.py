"""Importing random files in this process, and all that is known afterwards."""

import csv
import io
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from salescli.model.names import fold
from tests.exchange.random_files.kind import Kind, Row
from tests.reports.file import Called, called

NOVEMBER_AND_BEFORE = ("--since", "2026-10-01", "--until", "2026-11-30")


class Desk:
    """Files of one kind and files of salescli, by names, in one folder."""

    def __init__(self, kind: Kind, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.kind, self.folder, self._monkeypatch = kind, folder, monkeypatch
        self.written = 0

    def into(self, name: str) -> Path:
        """From now on it is this file of salescli that is meant."""
        path = self.folder / f"{name}.db"
        self._monkeypatch.setenv("SALESCLI_DB", str(path))
        return path

    def file(self, rows: list[Row]) -> str:
        """A new file with these rows."""
        self.written += 1
        return str(self.kind.write(self.folder / f"file{self.written}", rows))

    def imported(self, file: str | list[Row], *words: str) -> Counter[str]:
        """What an import that went well counted, by its own words: read, new, same, …"""
        return counted(self.tried(file, *words))

    def tried(self, file: str | list[Row], *words: str) -> Called:
        """An import, as it went."""
        path = file if isinstance(file, str) else self.file(file)
        return called("import", path, *self.kind.options, *words)


def counted(done: Called) -> Counter[str]:
    """The numbers of the summary; each row that was read is in one of the others."""
    assert done.code == 0, done.err
    said = re.fullmatch(r"read (\d+) = (.*)", done.out.decode().split(" · ")[0].strip())
    assert said, done.out
    counts = Counter({word: int(number) for word, number in (each.split() for each in said[2].split(" + "))})
    assert counts.total() == int(said[1])
    return counts


def known(*, folded: bool = False) -> list[str]:
    """Every activity but its id and when it was logged, and the reports; with `folded`, names as they compare."""
    out = called("export", "activities").out.decode()
    rows = csv.DictReader(io.StringIO(out, newline=""))
    found = sorted(str({name: cell for name, cell in row.items() if name not in {"id", "logged_at"}}) for row in rows)
    for by in ("rep", "customer", "day"):
        report = called("report", *NOVEMBER_AND_BEFORE, "--by", by, "-f", "csv")
        assert report.code == 0, report.err
        found += sorted(report.out.decode().splitlines())
    return sorted(map(fold, found)) if folded else found


def in_two(rows: list[Row], dice: random.Random) -> list[list[Row]]:
    """The rows in two files, equal ones together."""
    first = {str(row) for row in rows if dice.random() < 0.5}
    halves = [row for row in rows if str(row) in first], [row for row in rows if str(row) not in first]
    return [half for half in halves if half]
