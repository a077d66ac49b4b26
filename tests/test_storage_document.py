"""docs/storage.md and docs/recipes.md are true: tables and columns are there, queries and commands run."""

import os
import re
import shlex
import sqlite3
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from salescli.store import activities, calendar_write, demo_history, migrations, operation
from salescli.store import open as opening

DOCS = Path(__file__).parents[1] / "docs"
STORAGE = (DOCS / "storage.md").read_text("utf-8")
RECIPES = (DOCS / "recipes.md").read_text("utf-8")
NOW = datetime.fromisoformat("2026-11-18T15:04:00+08:00")


def blocks(text: str, language: str) -> list[str]:
    """The contents of the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A team's file with an edited line and the holidays of a year."""
    connection = opening.for_writing(str(tmp_path / "salescli.db"))
    demo_history.write(connection, NOW)
    entry = activities.entry_of(connection, 30)
    assert entry is not None
    with operation.writing(connection, "edit", NOW) as op:
        activities.change(op, 30, entry._replace(note="later"))
    with operation.writing(connection, "calendar", NOW) as op:
        days = [(date(2026, 10, 1), False, "National Day"), (date(2026, 10, 10), True, "make-up day")]
        calendar_write.keep_year(op, "CN", 2026, source="holidays 0.109", estimated=False, days=days)
    connection.close()
    return str(tmp_path / "salescli.db")


def test_every_table_and_view_stands_there_with_its_columns() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for step in migrations.STEPS:
        step(connection)
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'"
    )
    described = dict(re.findall(r"\*\*(\w+)\*\*: `([^`]*)`", STORAGE))
    assert described == {
        name: ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
        for (name,) in names.fetchall()
    }


@pytest.mark.parametrize("query", blocks(STORAGE, "sql"))
def test_every_query_finds_something(path: str, query: str) -> None:
    assert opening.for_reading(path).execute(query).fetchall()


def crontab_lines() -> list[str]:
    """The commands, as cron gives them to the shell."""
    lines = blocks(RECIPES, "crontab")[0].splitlines()
    return [line.split(maxsplit=5)[5].replace("\\%", "%") for line in lines if re.match(r"[\d*]", line)]


@pytest.mark.parametrize("command", [*crontab_lines(), *blocks(RECIPES, "sh")])
def test_every_recipe_runs(path: str, tmp_path: Path, command: str) -> None:
    if "parquet" in command:
        pytest.importorskip("pyarrow")
    for folder in ("share", "backups"):
        (tmp_path / folder).mkdir()
    script = command.replace("/home/ann", str(tmp_path))
    command_of_ours = tmp_path / "bin" / "salescli"  # a recipe finds salescli on the path, a test run may not
    command_of_ours.parent.mkdir()
    command_of_ours.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m salescli "$@"\n')
    command_of_ours.chmod(0o755)
    around = {**os.environ, "PATH": f"{command_of_ours.parent}:{os.environ['PATH']}"}
    words = ["bash", "-e", "-o", "pipefail", "-c", script]
    done = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, env=around, check=False)
    assert done.returncode == 0, done.stderr
    if "demo" not in command:
        assert done.stderr == ""
    if "backup" in command:
        assert done.stdout == ""
        assert [each.name for each in (tmp_path / "backups").iterdir()] == ["salescli-2026-11-18T150400.db"]
    if "-O" in command:
        made = [each for kind in ("*.csv", "*.parquet") for each in tmp_path.rglob(kind)]
        assert [each.stat().st_size > 0 for each in made] == [True]


def test_demo_leaves_the_own_file_alone(cli: Any, tmp_path: Path) -> None:
    shown = cli("demo", SALESCLI_REP="bob", TMPDIR=str(tmp_path))
    assert shown.code == 0, shown.err
    assert not (tmp_path / "salescli.db").exists()
    assert "王芳" in shown.out
    assert "2026-11-16" in shown.out
    made = next(tmp_path.glob("salescli-demo-*/salescli.db"))
    assert str(made) in shown.err
    assert cli("demo", TMPDIR=str(tmp_path)).out == shown.out  # the same for the same now
    assert cli("doctor", SALESCLI_DB=str(made)).out.startswith("all is well: ")


@pytest.mark.parametrize(
    "now",
    [
        "2026-01-01T08:00:00+08:00",
        "2026-11-22T23:59:59+08:00",
        "2024-02-29T00:00:00-11:00",
        "2026-11-16T09:30:00+00:00",
    ],
)
def test_a_demo_on_any_day(tmp_path: Path, now: str) -> None:
    connection = opening.for_writing(str(tmp_path / "salescli.db"))
    moment = datetime.fromisoformat(now)
    assert demo_history.write(connection, moment) > 3000
    assert connection.execute("SELECT count(*) FROM due").fetchone() == (6,)
    late = "SELECT count(*) FROM activity WHERE at_unix > ?"
    assert connection.execute(late, (moment.timestamp(),)).fetchone() == (0,)
