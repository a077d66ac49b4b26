"""Every test gets a home of its own and a pinned present, zone and width; nothing of the machine shows through."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

NOW = "2026-11-18T15:04:00+08:00"  # a Wednesday


class Result(NamedTuple):
    """What a command did: both streams as text, and its exit code."""

    out: str
    err: str
    code: int


Cli = Callable[..., Result]


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pin what a command reads from around it."""
    for name in list(os.environ):
        if name.startswith("SALESCLI_") or name in {
            "LC_ALL",
            "LC_MESSAGES",
            "LANGUAGE",
            "CLICOLOR_FORCE",
            "FORCE_COLOR",
        }:
            monkeypatch.delenv(name)
    pinned = {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "SALESCLI_DB": str(tmp_path / "salescli.db"),
        "SALESCLI_NOW": NOW,
        "TZ": "Asia/Shanghai",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "LANG": "C.UTF-8",
        "LOGNAME": "ann",
        "USER": "ann",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    for name, value in pinned.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def cli() -> Cli:
    """Run the command line in a process of its own: `cli("log", "call", "Acme", now="…", stdin="…")`."""

    def run(*words: str, stdin: str = "", now: str | None = None, **environment: str) -> Result:
        around = {**os.environ, **environment, **({"SALESCLI_NOW": now} if now else {})}
        command = [sys.executable, "-m", "salescli", *words]
        done = subprocess.run(command, input=stdin.encode(), capture_output=True, env=around, timeout=120, check=False)
        return Result(done.stdout.decode(), done.stderr.decode(), done.returncode)

    return run
