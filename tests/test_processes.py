"""Several processes log at once: nobody fails, nothing is lost, ids are given once, every touch is right."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

PROCESSES = 8
LINES = """
import subprocess, sys
for number in range(int(sys.argv[1])):
    words = ["log", "call", f"Customer {number % 50}", "--new", "--rep", f"rep-{sys.argv[2]}", *sys.argv[3:]]
    done = subprocess.run([sys.executable, "-m", "salescli", *words], capture_output=True, text=True)
    print(done.returncode, done.stdout.strip() or done.stderr.strip(), flush=True)
"""


@pytest.mark.parametrize("each", [12, pytest.param(200, marks=pytest.mark.slow)])
def test_eight_processes_at_once(cli: Any, tmp_path: Path, each: int) -> None:
    began = time.monotonic()
    started = []
    for number in range(PROCESSES):
        arguments = [str(each), str(number), "-o", "no-answer" if number % 4 == 0 else "connected"]
        command = [sys.executable, "-c", LINES, *arguments]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    lines = [line for process in started for line in process.communicate(timeout=1200)[0].splitlines()]
    took = time.monotonic() - began
    assert [line for line in lines if not line.startswith("0 #")] == []
    assert len({line.split()[1] for line in lines}) == PROCESSES * each
    with sqlite3.connect(tmp_path / "salescli.db") as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT uid) FROM activity").fetchone() == (
            PROCESSES * each,
            PROCESSES * each,
        )
        firsts = connection.execute("SELECT count(*) FROM activity WHERE touch = 'first'").fetchone()
        assert firsts == (min(each, 50),)
    assert cli("doctor").code == 0  # every derived touch is the rule's
    sys.stderr.write(f"\n{PROCESSES * each} lines in {took:.1f} s\n")


def test_a_line_waits_for_the_lock_and_says_so(cli: Any, tmp_path: Path) -> None:
    cli("log", "call", "Acme Corp")
    holder = sqlite3.connect(tmp_path / "salescli.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    command = [sys.executable, "-m", "salescli", "log", "call", "Acme Corp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as waiting:
        assert waiting.stderr is not None
        assert "waiting" in waiting.stderr.readline()  # comes after two seconds
        holder.execute("COMMIT")
        out, _err = waiting.communicate(timeout=30)
    assert waiting.returncode == 0
    assert out.startswith("#2 ")


def test_a_reader_beside_a_writer(cli: Any, tmp_path: Path) -> None:
    """Who holds the lock to write does not keep anybody from looking."""
    cli("log", "call", "Acme Corp")
    holder = sqlite3.connect(tmp_path / "salescli.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert cli("config", "list").code == 0
    assert cli("doctor").code == 0
    holder.execute("ROLLBACK")
