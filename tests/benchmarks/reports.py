"""What a week's report costs as history grows: 10,000, 1,000,000 and 10,000,000 activities, the week shown the same.

And what larger reports cost against it: a year of 1,000,000 activities by 100 reps, with leave and targets that go up
day by day; the week as it was known two days before.

    python tests/benchmarks/reports.py [RUNS] [LARGEST]

Prints the medians and their pairwise ratios to the smallest file, or to the week.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import history
from start import paired

SIZES = (10_000, 1_000_000, 10_000_000)
IN_A_YEAR = 1_000_000
LARGER = {
    ("report", "year", "--by", "rep"): 2.5,
    ("report", "week", "--as-of", "2026-11-16"): 10,
}


def main(runs: int, largest: int) -> None:
    """Measure and print."""
    salescli = shutil.which("salescli") or sys.exit("install salescli first: pip install .")
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"SALESCLI_NOW": "2026-11-18T15:04:00+00:00", "TZ": "UTC"}
        paths = {}
        for size in SIZES:
            if size <= largest:
                paths[size] = Path(folder) / f"{size}.db"
                history.make(paths[size], size)
        smallest = paths[SIZES[0]]
        for size, path in paths.items():
            commands = [["env", f"SALESCLI_DB={each}", salescli, "report", "week"] for each in (path, smallest)]
            one, other, ratio = paired(*commands, environment, runs)
            sys.stdout.write(
                f"report week of {size:>10,}: {one * 1000:7.1f} ms {other * 1000:7.1f} ms   {ratio:5.2f}\n"
            )
        year = Path(folder) / "year.db"
        history.make(year, IN_A_YEAR, in_a_year=True)
        week = ["env", f"SALESCLI_DB={year}", salescli, "report", "week"]
        for words, limit in LARGER.items():
            one, other, ratio = paired([*week[:-2], *words], week, environment, runs)
            name = " ".join(words)
            sys.stdout.write(f"{name:30} {one * 1000:7.1f} ms {other * 1000:7.1f} ms   {ratio:5.2f}  (limit {limit})\n")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(numbers[0] if numbers else 9, numbers[1] if len(numbers) > 1 else 10_000_000)
