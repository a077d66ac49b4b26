"""A large CSV file in and out, against `sqlite-utils insert --csv` and `sqlite3 -csv -header` on the same rows.

    python tests/benchmarks/bulk.py [ROWS] [ROUNDS]

Prints seconds, CPU seconds (user and system) and the greatest memory of each, and their ratios; and what a tenth of
the rows takes of ours. The rounds alternate: machines vary. CPU seconds vary less.
"""

import csv
import random
import resource
import statistics
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from used import Used, measured

SELECT = """SELECT a.id, a.uid, r.name AS rep, c.name AS customer, a.person, a.number, a.channel, a.direction, a.touch,
    a.stated, a.outcome, a.reached, a.at, a.day, a.duration_s, a.note, a.logged_at, a.source, a.source_id, c.known
    FROM activity a JOIN rep r ON r.id = a.rep LEFT JOIN customer c ON c.id = a.customer
    WHERE a.deleted = 0 ORDER BY a.at_unix, a.uid"""


def make(path: Path, rows: int) -> None:
    """A table as another program exports it: 30 reps, 20,000 customers, three years, in no order."""
    dice = random.Random(5)  # noqa: S311
    start = datetime(2023, 1, 1, tzinfo=UTC)
    notes = ("", "asked for a quote", "wants the new price list, will call back", "=not a formula", 'said "maybe"')
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "date", "customer", "rep", "type", "direction", "outcome", "duration", "note"])
        for number in range(rows):
            at = start + timedelta(seconds=dice.randrange(3 * 365 * 86400))
            who = (f"Customer {dice.randrange(20_000)} Ltd", f"Rep {dice.randrange(30)}")
            what = (dice.choice(["call", "visit"]), dice.choice(["in", "out"]), dice.choice(["", "busy", "won"]))
            writer.writerow([number, f"{at:%Y-%m-%d %H:%M:%S}", *who, *what, dice.randrange(900), dice.choice(notes)])


def round_of(folder: Path, table: Path, *, alone: bool = False) -> dict[str, Used]:
    """Each of the four once, on new files; `alone`: ours only."""
    ours, theirs = folder / "ours.db", folder / "theirs.db"
    for path in (ours, theirs):
        path.unlink(missing_ok=True)
    salescli, around = [sys.executable, "-m", "salescli"], {"SALESCLI_DB": str(ours)}
    utils = str(Path(sys.executable).parent / "sqlite-utils")
    words = ["import", str(table), "--tz", "Asia/Shanghai", "--source", "crm"]
    found = {"salescli import": measured([*salescli, *words], **around)}
    found["salescli export"] = measured([*salescli, "export", "activities"], folder / "ours.csv", **around)
    if alone:
        return found
    return found | {
        "sqlite3 -csv": measured(["sqlite3", "-csv", "-header", str(ours), SELECT], folder / "theirs.csv"),
        "sqlite-utils insert": measured([utils, "insert", str(theirs), "t", str(table), "--csv"]),
    }


def middle(rounds: list[dict[str, Used]]) -> dict[str, Used]:
    """The medians, and the greatest memory."""
    return {
        name: Used(
            statistics.median(each[name].wall for each in rounds),
            statistics.median(each[name].cpu for each in rounds),
            max(each[name].memory for each in rounds),
        )
        for name in rounds[0]
    }


def main(rows: int = 1_000_000, rounds: int = 3) -> None:
    """Make the files, run the rounds, print the medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder / "table.csv", rows)
        make(folder / "tenth.csv", rows // 10)
        pairs = [
            (round_of(folder, folder / "tenth.csv", alone=True), round_of(folder, folder / "table.csv"))
            for _round in range(rounds)
        ]
    tenth, whole = (middle([pair[place] for pair in pairs]) for place in (0, 1))
    for found, count in ((tenth, rows // 10), (whole, rows)):
        for what, used in found.items():
            print(f"{count:9} {what:20} {used.wall:7.1f} s {used.cpu:7.1f} s of CPU {used.memory:5} MB")  # noqa: T201
    for field in ("wall", "cpu"):
        of = {what: getattr(used, field) for what, used in whole.items()}
        print(f"{field}: import {of['salescli import'] / of['sqlite-utils insert']:.2f} of sqlite-utils,", end=" ")  # noqa: T201
        print(f"export {of['salescli export'] / of['sqlite3 -csv']:.2f} of sqlite3;", end=" ")  # noqa: T201
        grown = [f"{what} {of[what] / getattr(used, field):.1f}" for what, used in tenth.items()]
        print("ten times the rows:", ", ".join(grown))  # noqa: T201


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(*(int(word) for word in sys.argv[1:]))
