"""How long the hot lines take, as whole processes, in pairs, against the floor: Python and sqlite3 doing one insert.

Run on an installed wheel with PYTHONDONTWRITEBYTECODE unset:

    python tests/benchmarks/start.py [RUNS]

Prints a table of medians and of the medians of the pairwise ratios. Never a test: machines differ, ratios less so.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FLOOR = """
import sqlite3
c = sqlite3.connect({path!r}, isolation_level=None)
c.execute("PRAGMA journal_mode=TRUNCATE")
c.execute("PRAGMA synchronous=EXTRA")
c.execute("CREATE TABLE IF NOT EXISTS line (id INTEGER PRIMARY KEY, at TEXT, customer TEXT, note TEXT)")
c.execute("BEGIN IMMEDIATE")
c.execute("INSERT INTO line (at, customer, note) VALUES ('2026-11-18T15:04:00+08:00', 'Acme', 'note')")
c.execute("COMMIT")
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """The wall time of one process; it must end with 0."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def paired(one: list[str], other: list[str], environment: dict[str, str], runs: int) -> tuple[float, float, float]:
    """Median seconds of both, in turn, and the median of one/other pair by pair."""
    seconds(one, environment), seconds(other, environment)
    pairs = [(seconds(one, environment), seconds(other, environment)) for _ in range(runs)]
    ratio = statistics.median(first / second for first, second in pairs)
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs), ratio


def main(runs: int) -> None:
    """Measure and print."""
    salescli = shutil.which("salescli") or sys.exit("install salescli first: pip install .")
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"SALESCLI_DB": f"{folder}/log.db", "WATSON_DIR": f"{folder}/watson", "HOME": folder}
        floor = [sys.executable, "-c", FLOOR.format(path=f"{folder}/floor.db")]
        log = [salescli, "log", "call", "Acme", "-n", "note"]
        measured = [("log a line / the floor", "3.0", paired(log, floor, environment, runs))]
        watson = shutil.which("watson")
        if watson:
            added = [watson, "add", "-f", "2026-11-18 09:00", "-t", "2026-11-18 09:30", "acme", "+call"]
            measured.append(("log a line / watson add", "1.0", paired(log, added, environment, runs)))
        measured.append(("board / log a line", "2.2", paired([salescli], log, environment, runs)))
        measured.append(("name completion among 50,000 / log a line", "1.2", completion(log, environment, runs)))
    for name, limit, (one, other, ratio) in measured:
        sys.stdout.write(f"{name:45} {one * 1000:7.1f} ms {other * 1000:7.1f} ms   {ratio:5.2f}  (limit {limit})\n")


def completion(log: list[str], environment: dict[str, str], runs: int) -> tuple[float, float, float]:
    """A name's completion against a log line, both on a file of 50,000 customers."""
    sys.path.insert(0, str(Path(__file__).parent))
    import history

    path = Path(environment["HOME"]) / "many.db"
    history.make(path, 10_000)
    many = {**environment, "SALESCLI_DB": str(path)}
    complete = [log[0], "_complete", "bash", "salescli log call customer\\ 9e", "customer\\ 9e"]
    return paired(complete, log, many, runs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
