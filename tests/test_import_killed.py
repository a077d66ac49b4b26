"""An import killed at any moment has done nothing or everything; log lines from elsewhere get through meanwhile."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Cli

SALESCLI = [sys.executable, "-m", "salescli"]
LINES_A_SECOND = 10


def table(path: Path, rows: int) -> Path:
    """Calls of twenty reps at very many customers, some of them at the one who is here already."""
    chance = random.Random(rows)  # noqa: S311  cells, not secrets
    with path.open("w") as file:
        file.write("id,start time,customer,rep,outcome,note\n")
        for number in range(rows):
            day = f"{chance.randrange(2020, 2026)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
            at = f"{day} {chance.randrange(8, 18):02d}:{chance.randrange(60):02d}"
            customer = f"Customer {chance.randrange(1 + rows // 4)}" if number % 50 else "Acme"
            file.write(f"{number},{at},{customer},Rep {number % 20},{chance.choice(['won', 'busy', ''])},n{number}\n")
    return path


def standing(path: Path) -> tuple[int, int, int]:
    """Activities, imports, and customers, in a file that SQLite finds sound."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        query = """SELECT (SELECT count(*) FROM activity), (SELECT count(*) FROM operation WHERE kind = 'import'),
            (SELECT count(*) FROM customer)"""
        found: tuple[int, int, int] = connection.execute(query).fetchone()
        return found
    finally:
        connection.close()


class Course(NamedTuple):
    """How long an import takes, in seconds: until it writes into the file, and in all."""

    reading: float
    whole: float


def timed(command: list[str], path: Path) -> Course:
    """Run the import to its end, watching for what SQLite puts beside a file that is written."""
    started = time.monotonic()
    reading = None
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if reading is None and any(held(Path(f"{path}{ending}")) for ending in ("-journal", "-wal")):
                reading = time.monotonic() - started
            time.sleep(0.002)
    assert process.returncode == 0
    whole = time.monotonic() - started
    return Course(whole / 2 if reading is None else reading, whole)


def held(beside: Path) -> bool:
    return beside.exists() and beside.stat().st_size > 0


def put_back(begun: Path, path: Path) -> None:
    """The file as it was at first, and nothing beside it."""
    for ending in ("-journal", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    shutil.copy(begun, path)


@pytest.mark.parametrize(("rows", "rounds"), [(2000, 6), pytest.param(200_000, 50, marks=pytest.mark.slow)])
def test_killed_it_has_done_nothing_or_everything(cli: Cli, tmp_path: Path, rows: int, rounds: int) -> None:
    """Killed at any moment of the whole run, and as often at one of the copy and the commit alone."""
    chance = random.Random(4)  # noqa: S311  moments, not secrets
    command = [*SALESCLI, "import", str(table(tmp_path / "calls.csv", rows))]
    path, begun, staged = tmp_path / "salescli.db", tmp_path / "begun.db", tmp_path / "staged"
    assert cli("log", "call", "Acme", "-n", "before").code == 0
    before = standing(path)  # the last to have it open takes what stands beside it into it
    shutil.copy(path, begun)
    course = timed(command, path)
    after = standing(path)
    assert after[:2] == (rows + 1, 1)
    seen = set()
    for number in range(rounds):
        put_back(begun, path)
        staged.mkdir()
        around = {**os.environ, "TMPDIR": str(staged)}
        with subprocess.Popen(command, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(chance.uniform(course.reading * 0.95 if number % 2 else 0, course.whole * 1.05))
            process.send_signal(signal.SIGKILL)
        done = cli("doctor")
        assert done.code == 0, f"round {number}: {done.out}{done.err}"
        found = standing(path)
        seen.add(found)
        assert found in {before, after}, f"round {number}"
        shutil.rmtree(staged)
    assert before in seen
    assert cli("log", "call", "Acme", "-n", "after").code == 0
    subprocess.run(command, check=True, capture_output=True)
    assert standing(path)[0] == rows + 2
    assert cli("doctor").code == 0


@pytest.mark.parametrize("rows", [3000, pytest.param(200_000, marks=pytest.mark.slow)])
def test_lines_get_through_meanwhile(cli: Cli, tmp_path: Path, rows: int) -> None:
    command = [*SALESCLI, "import", str(table(tmp_path / "calls.csv", rows))]
    assert cli("log", "call", "Acme", "-n", "before").code == 0
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    lines: list[subprocess.Popen[bytes]] = []
    with subprocess.Popen(command, **quiet) as importing:  # type: ignore[call-overload]
        while importing.poll() is None:
            words = ["call", f"Elsewhere {len(lines) % 7}", "-n", f"line {len(lines)}"]
            lines.append(subprocess.Popen([*SALESCLI, *words], **quiet))  # type: ignore[call-overload]
            time.sleep(1 / LINES_A_SECOND)
        said, complained = importing.communicate()
    assert importing.returncode == 0, complained
    assert len(lines) > 1
    answers = [(*line.communicate(), line.returncode) for line in lines]
    assert [answer for answer in answers if answer[2] != 0] == []
    assert said.decode().startswith(f"read {rows} = new {rows} ")
    assert standing(tmp_path / "salescli.db")[:2] == (rows + 1 + len(lines), 1)
    assert cli("doctor").code == 0
