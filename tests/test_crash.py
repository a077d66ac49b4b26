"""kill -9 at any moment: every acknowledged line is there afterwards, and the file is sound."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

# One process that writes line after line and says each id once it is safe, as `salescli log` does.
WRITER = """
import os, sys
os.environ.pop("SALESCLI_NOW")
from salescli.__main__ import dispatch
for number in range(10_000):
    asking = ["--next", "tomorrow"] if number % 3 == 0 else []
    dispatch(["call", f"Customer {number % 40}", "--new", "-n", "x" * 3000, *asking])
    sys.stdout.flush()
"""
# A whole command line each time: killed in its start, its write, or its end.
ONE_LINE = """
import sys
from salescli.__main__ import main
sys.argv = ["salescli", "call", "Acme Corp", "-n", "x"]
main()
"""


def acknowledged(out: bytes) -> list[int]:
    """The ids of the answers that came whole."""
    return [int(line.split()[0][1:]) for line in out.decode().splitlines(keepends=True) if line.endswith("\n")]


def kill_after(script: str, seconds: float) -> bytes:
    """Run a script, kill it after so long, return what it had said."""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return process.communicate()[0]


def written(path: Path) -> set[int]:
    if not path.exists() or not path.stat().st_size:
        return set()
    connection = sqlite3.connect(path)
    try:
        has_tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return {row[0] for row in connection.execute("SELECT id FROM activity")} if has_tables else set()
    finally:
        connection.close()


@pytest.mark.parametrize("rounds", [20, pytest.param(250, marks=pytest.mark.slow)])
def test_a_writer_killed_among_its_lines(cli: Any, tmp_path: Path, rounds: int) -> None:
    chance = random.Random(7)  # noqa: S311  moments, not secrets
    path = tmp_path / "salescli.db"
    promised: set[int] = set()
    for number in range(rounds):
        promised |= set(acknowledged(kill_after(WRITER, chance.uniform(0.05, 0.4))))
        assert promised <= written(path)
        if number % 25 == 0 and written(path):
            assert cli("doctor").code == 0, cli("doctor")
    assert promised
    assert cli("doctor").code == 0


@pytest.mark.parametrize("rounds", [40, pytest.param(250, marks=pytest.mark.slow)])
def test_a_command_killed_at_any_moment(cli: Any, tmp_path: Path, rounds: int) -> None:
    """The first of them is killed while it makes the file."""
    chance = random.Random(8)  # noqa: S311  as above
    path = tmp_path / "salescli.db"
    promised: set[int] = set()
    for _round in range(rounds):
        promised |= set(acknowledged(kill_after(ONE_LINE, chance.uniform(0.02, 0.12))))
        assert promised <= written(path)
    assert cli("log", "call", "Acme Corp").code == 0
    assert cli("doctor").code == 0
