"""The same rows, however they come: twice, in another order, in two files. What is known afterwards is the same."""

import csv
import random
from pathlib import Path

import pytest

from tests.reports.file import called

HEADER = ["id", "date", "customer", "rep", "type", "direction", "outcome", "duration", "note"]
Rows = list[list[str]]


def rows_of(dice: random.Random, *, with_ids: bool) -> Rows:
    """Calls and visits of a few reps and customers; without ids some rows are equal."""
    rows = []
    for number in range(dice.randrange(1, 40)):
        day, hour = dice.randrange(1, 28), dice.randrange(8, 18)
        row = [
            str(number) if with_ids else "",
            f"2026-10-{day:02} {hour:02}:{dice.choice(('00', '15'))}:00",
            dice.choice(("Acme", "Beta Ltd", "", "华为", "=SUM(A1)")),
            dice.choice(("Ann", "Bob")),
            dice.choice(("call", "visit")),
            dice.choice(("out", "in")),
            dice.choice(("", "busy", "won", "no-answer")),
            dice.choice(("", "0", "90")),
            dice.choice(("", "first\nsecond", 'a "quote"', "-5")),
        ]
        rows += [row] * (1 if with_ids else dice.choice((1, 1, 2)))
    return rows


def written(path: Path, rows: Rows) -> str:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return str(path)


def taken_in(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, *files: Rows) -> tuple[str, bytes]:
    """An export without its ids, in a fixed order, and a report, after importing these files."""
    monkeypatch.setenv("SALESCLI_DB", str(folder / f"{name}.db"))
    for number, rows in enumerate(files):
        done = called("import", written(folder / f"{name}-{number}.csv", rows), "--source", "sheet", "--map", "id=id")
        assert done.code == 0, done.err
    exported = csv.DictReader(called("export", "activities", "-f", "csv").out.decode().splitlines(keepends=True))
    kept = sorted(str({key: value for key, value in row.items() if key != "id"}) for row in exported)
    report = called("report", "--since", "2026-10-01", "--until", "2026-10-31", "--by", "rep", "-f", "csv")
    return "\n".join(kept), report.out


def in_two(rows: Rows, dice: random.Random) -> tuple[Rows, Rows]:
    """The rows in two files, equal ones together."""
    first = {tuple(row) for row in rows if dice.random() < 0.5}
    return [row for row in rows if tuple(row) in first], [row for row in rows if tuple(row) not in first]


@pytest.mark.parametrize("seed", range(12))
def test_the_same_rows_are_the_same_however_they_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311
    rows = rows_of(dice, with_ids=seed % 2 == 0)
    once = taken_in(tmp_path, monkeypatch, "once", rows)
    assert taken_in(tmp_path, monkeypatch, "twice", rows, rows) == once
    shuffled = dice.sample(rows, len(rows))
    assert taken_in(tmp_path, monkeypatch, "shuffled", shuffled) == once
    assert taken_in(tmp_path, monkeypatch, "two", *in_two(rows, dice)) == once
    assert taken_in(tmp_path, monkeypatch, "again", rows, shuffled, *in_two(rows, dice)) == once
