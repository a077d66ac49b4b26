"""What a week's report costs as history grows: 10,000, 1,000,000 and 10,000,000 activities, the week shown the same.

    python tests/benchmarks/reports.py [RUNS] [LARGEST]

Prints the medians and their pairwise ratios to the smallest file.
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


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(numbers[0] if numbers else 9, numbers[1] if len(numbers) > 1 else 10_000_000)
