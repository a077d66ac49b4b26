"""A large CSV file in and out, against `sqlite-utils insert --csv` and `sqlite3 -csv -header` on the same rows.

    python tests/benchmarks/bulk.py [ROWS] [ROUNDS]

Prints seconds and the greatest memory of each, and their ratios. The rounds alternate: machines vary.
"""

import csv
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

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


def measured(command: list[str], out: Path | None = None, **around: str) -> tuple[float, int]:
    """Seconds, and the greatest memory in MB of the command's process."""
    began = time.perf_counter()
    with (out or Path(os.devnull)).open("wb") as stdout:
        process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.DEVNULL, env={**os.environ, **around})
        _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - began, used.ru_maxrss // 1024


def round_of(folder: Path, table: Path) -> dict[str, tuple[float, int]]:
    """Each of the four once, on new files."""
    ours, theirs = folder / "ours.db", folder / "theirs.db"
    for path in (ours, theirs):
        path.unlink(missing_ok=True)
    salescli, around = [sys.executable, "-m", "salescli"], {"SALESCLI_DB": str(ours)}
    utils = str(Path(sys.executable).parent / "sqlite-utils")
    return {
        "sqlite-utils insert": measured([utils, "insert", str(theirs), "t", str(table), "--csv"]),
        "salescli import": measured([*salescli, "import", str(table), "--tz", "Asia/Shanghai"], **around),
        "sqlite3 -csv": measured(["sqlite3", "-csv", "-header", str(ours), SELECT], folder / "theirs.csv"),
        "salescli export": measured([*salescli, "export", "activities"], folder / "ours.csv", **around),
    }


def main(rows: int = 1_000_000, rounds: int = 3) -> None:
    """Make the file, run the rounds, print the medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder / "table.csv", rows)
        found = [round_of(folder, folder / "table.csv") for _round in range(rounds)]
    middle = {each: statistics.median(one[each][0] for one in found) for each in found[0]}
    for each, seconds in middle.items():
        print(f"{each:20} {seconds:7.1f} s {max(one[each][1] for one in found):5} MB")  # noqa: T201
    print(f"import {middle['salescli import'] / middle['sqlite-utils insert']:.2f} of sqlite-utils")  # noqa: T201
    print(f"export {middle['salescli export'] / middle['sqlite3 -csv']:.2f} of sqlite3")  # noqa: T201


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(*(int(word) for word in sys.argv[1:]))
