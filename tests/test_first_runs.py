"""The first run makes the file, however many come at once; whoever only looks makes none."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

AT_ONCE = 24


def test_many_first_runs_at_once(cli: Any, tmp_path: Path) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "salescli", "log", "call", f"Customer {number}", "--rep", "ann", "--new"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for number in range(AT_ONCE)
    ]
    said = [(*process.communicate(timeout=100), process.returncode) for process in started]
    assert [code for _out, _err, code in said] == [0] * AT_ONCE, said
    assert len({out.split()[0] for out, _err, _code in said}) == AT_ONCE
    with sqlite3.connect(tmp_path / "salescli.db") as connection:
        assert connection.execute("SELECT count(*) FROM activity").fetchone() == (AT_ONCE,)
        assert connection.execute("SELECT count(*) FROM device").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM rep").fetchone() == (1,)
    assert cli("doctor").code == 0


def test_the_file_is_private_and_its_folder_made(cli: Any, tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "salescli.db"
    os.umask(0o022)
    assert cli("log", "call", "Acme", SALESCLI_DB=str(path)).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_without_a_stated_place_it_lies_in_the_users_data(cli: Any, tmp_path: Path) -> None:
    assert cli("log", "call", "Acme", SALESCLI_DB="").code == 0
    assert (tmp_path / "data" / "salescli" / "salescli.db").is_file()


@pytest.mark.parametrize(
    "words",
    [("config", "list"), ("doctor",), ("doctor", "--rebuild"), ("backup", "x.db"), ("config", "unset", "tz")],
)
def test_looking_makes_no_file(cli: Any, tmp_path: Path, words: tuple[str, ...]) -> None:
    found = cli(*words)
    assert found.code == 1
    assert found.out == ""
    assert str(tmp_path / "salescli.db") in found.err
    assert "SALESCLI_DB" in found.err
    assert not (tmp_path / "salescli.db").exists()


def test_a_refused_first_line_makes_no_file(cli: Any, tmp_path: Path) -> None:
    assert cli("log", "call", "Acme", "-o", "nonsense").code == 2
    assert not (tmp_path / "salescli.db").exists()


def test_an_empty_file_is_a_first_run_cut_short(cli: Any, tmp_path: Path) -> None:
    (tmp_path / "salescli.db").touch()
    assert cli("config", "list").code == 1
    assert cli("log", "call", "Acme").code == 0
    assert cli("doctor").code == 0
